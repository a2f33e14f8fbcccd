package io.beamdesk.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What nobody has foreseen, on whatever thread: it goes to the log with its stack, and to the operator as a
/// sentence that says what it affects and what the run does.
public final class Uncaught implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");

    /// The same failure again within this time is counted, not told: drawing may fail sixty times a second.
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final int PLACES = 100;

    private static final Uncaught HERE = new Uncaught(System::nanoTime);

    private record Told(long nanos, int again) {}

    private final LongSupplier nanoTime;
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, Told> told = new HashMap<>();
    private volatile Supplier<String> run = () -> "";
    private volatile Supplier<String> inView = () -> "";

    Uncaught(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// The one of this process.
    public static Uncaught here() {
        return HERE;
    }

    /// Has it told of every thread's failures.
    public static void install() {
        Thread.setDefaultUncaughtExceptionHandler(HERE);
    }

    /// Tells of a failure that was caught where nothing could be done about it.
    public static void tell(Throwable failure) {
        HERE.uncaughtException(Thread.currentThread(), failure);
    }

    /// Says what knows what the run does now, in a sentence.
    public void runFrom(Supplier<String> known) {
        run = known;
    }

    /// Says what knows the pane in view, for failures whose code does not say where they belong.
    public void inViewFrom(Supplier<String> known) {
        inView = known;
    }

    /// Calls the watcher with a sentence for each failure, on the thread that failed.
    ///
    /// @return ends it
    public AutoCloseable watch(Consumer<String> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        try {
            String affected = affected(failure);
            int again = again(failure, affected);
            if (again < 0) {
                return;
            }
            String sentence = sentence(failure, affected, again);
            LOG.error("{}", sentence, failure);
            for (Consumer<String> watcher : watchers) {
                tell(watcher, sentence);
            }
        } catch (Throwable worse) {
            // Without memory, say: the reason of the first one is what matters.
            System.err.println("Beamdesk: " + failure + ", and then " + worse);
        }
    }

    private static void tell(Consumer<String> watcher, String sentence) {
        try {
            watcher.accept(sentence);
        } catch (RuntimeException worse) {
            LOG.error("Nor could it be shown: {}", worse.toString());
        }
    }

    /// How often it has come unsaid since it was told last; negative if it is not to be told now.
    private synchronized int again(Throwable failure, String affected) {
        StackTraceElement[] stack = failure.getStackTrace();
        String place = failure.getClass().getName() + (stack.length > 0 ? stack[0] : "") + affected;
        long now = nanoTime.getAsLong();
        Told last = told.get(place);
        if (last != null && now - last.nanos < QUIET.toNanos()) {
            told.put(place, new Told(last.nanos, last.again + 1));
            return -1;
        }
        if (told.size() >= PLACES) {
            told.clear();
        }
        told.put(place, new Told(now, 0));
        return last == null ? 0 : last.again;
    }

    private String affected(Throwable failure) {
        Affected part = Affected.by(failure);
        String pane = part == Affected.WINDOW ? inView.get() : "";
        return pane.isEmpty() ? part.words() : "the pane " + pane;
    }

    private String sentence(Throwable failure, String affected, int again) {
        String reason =
                failure.getMessage() == null || failure.getMessage().isBlank()
                        ? failure.getClass().getSimpleName()
                        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        String often = again > 0 ? " (" + again + " times more meanwhile)" : "";
        String now = run.get();
        return "Something unforeseen failed"
                + often
                + " and affects "
                + affected
                + ", which may not be up to date: "
                + Masking.masked(reason)
                + "."
                + (now.isEmpty() ? "" : " " + now);
    }
}
