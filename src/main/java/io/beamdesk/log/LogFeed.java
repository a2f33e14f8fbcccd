package io.beamdesk.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The log as the desktop shows it: the last entries, and each new one.
public final class LogFeed extends AppenderBase<ILoggingEvent> {
    private static final int KEPT = 10_000;

    private final Deque<Entry> last = new ArrayDeque<>();
    private final List<Consumer<Entry>> readers = new CopyOnWriteArrayList<>();

    /// How much an entry matters.
    public enum Importance {
        /// For the record.
        INFO,
        /// Worth a look.
        WARNING,
        /// Needs a person.
        ERROR
    }

    /// One entry.
    ///
    /// @param time when
    /// @param importance how much it matters
    /// @param source what said it, one word
    /// @param message the sentence
    /// @param marks who was at the desk, and what was being measured
    public record Entry(
            Instant time, Importance importance, String source, String message, Marks.Now marks) {}

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.INFO)) {
            return;
        }
        Importance importance =
                event.getLevel().isGreaterOrEqual(Level.ERROR)
                        ? Importance.ERROR
                        : event.getLevel().isGreaterOrEqual(Level.WARN)
                                ? Importance.WARNING
                                : Importance.INFO;
        String name = event.getLoggerName();
        Entry entry =
                new Entry(
                        event.getInstant(),
                        importance,
                        name.substring(name.lastIndexOf('.') + 1),
                        Masking.masked(event.getFormattedMessage()),
                        Logging.marks().now());
        synchronized (last) {
            if (last.size() == KEPT) {
                last.removeFirst();
            }
            last.addLast(entry);
        }
        readers.forEach(reader -> reader.accept(entry));
    }

    /// Calls the reader with the last entries and each new one, on the threads that log.
    public AutoCloseable read(Consumer<Entry> reader) {
        List<Entry> before;
        synchronized (last) {
            before = new ArrayList<>(last);
            readers.add(reader);
        }
        before.forEach(reader);
        return () -> readers.remove(reader);
    }
}
