package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Desktop;
import io.beamdesk.app.HeapUpkeep;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The desktop in JavaFX.
public final class FxDesktop implements Desktop {
    /// Exit codes of processes that were ended by a signal begin after it.
    private static final int SIGNALLED = 128;

    private static final Duration WINDOWS_LIMIT = Duration.ofSeconds(5);

    private boolean prepared;
    private @Nullable RuntimeException refused;

    @Override
    public synchronized void prepare() {
        if (!prepared) {
            prepared = true;
            try {
                Platform.startup(() -> {});
            } catch (RuntimeException problem) {
                refused = problem;
            }
        }
    }

    /// Without a window system whatever is asked of the toolkit would wait for ever.
    private synchronized void checkPrepared() throws IOException {
        prepare();
        if (refused != null) {
            throw new IOException(
                    "No window can be opened on the display %s: %s; see whether DISPLAY is right and you may use it, or use a command such as beamdesk run"
                            .formatted(System.getenv("DISPLAY"), refused.getMessage()),
                    refused);
        }
    }

    @Override
    public int open(Opening asked) throws Exception {
        // The window needs the file for its navigation; the beamline is connected once it is
        // painted, as
        // the processor is the window's until then.
        Executor own = task -> Thread.ofPlatform().name("desk").daemon().start(task);
        CompletableFuture<BeamlineFile> file =
                CompletableFuture.supplyAsync(() -> read(asked), own);
        CompletableFuture<Void> painted = new CompletableFuture<>();
        CompletableFuture<Desk> opening =
                file.thenCombineAsync(painted, (read, _) -> connect(read, asked), own);
        // Whatever ends the process, it waits for the safe state and the file.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(opening), "closing"));
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicInteger code = new AtomicInteger();
        // While the toolkit starts, as the window needs fonts and icons first. Fonts read the
        // environment,
        // which the toolkit adds to unless the start script has done so: then they wait for it.
        if (System.getenv("GDK_BACKEND") == null) {
            checkPrepared();
        }
        Parts.findIcons();
        Theme.loadFaces();
        checkPrepared();
        // The window closes before the one opens that says why.
        Platform.setImplicitExit(false);
        Runnable closed =
                () -> {
                    problem(opening).ifPresent(failure::set);
                    Throwable problem = failure.get();
                    if (problem != null && asked.isAsSet()) {
                        Platform.runLater(
                                () -> OpeningProblem.show(asked, problem, over::countDown));
                    } else {
                        over.countDown();
                    }
                };
        var _ =
                file.whenCompleteAsync(
                        (read, wrong) -> {
                            if (wrong != null) {
                                failure.set(wrong.getCause() == null ? wrong : wrong.getCause());
                                closed.run();
                                return;
                            }
                            try {
                                DeskWindow.show(read, painted, opening, asked, closed);
                            } catch (RuntimeException | Error problem) {
                                failure.set(problem);
                                over.countDown();
                            }
                        },
                        Platform::runLater);
        // The rest comes while the window is built.
        var _ = ZoneId.systemDefault().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        Termination.onRequest(signal -> {
            code.set(SIGNALLED + signal);
            close(opening);
            closeWindows(over);
        });
        HeapUpkeep.start();
        var _ =
                opening.thenRun(() -> {
                    var _ =
                            Thread.ofPlatform()
                                    .daemon()
                                    .name("display")
                                    .start(() -> DisplayLoss.before(() -> close(opening)));
                });
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
        return switch (failure.get()) {
            case null -> code.get();
            case UncheckedIOException wrapped -> throw wrapped.getCause();
            case Exception problem -> throw problem;
            case Throwable problem -> throw new IllegalStateException(problem);
        };
    }

    /// Why the desk was not opened, unless its window was closed before.
    private static Optional<Throwable> problem(CompletableFuture<Desk> opening) {
        return opening.isCompletedExceptionally()
                        && !(opening.exceptionNow() instanceof CancellationException)
                ? Optional.of(opening.exceptionNow())
                : Optional.empty();
    }

    private static void close(CompletableFuture<Desk> opening) {
        if (opening.isDone() && !opening.isCompletedExceptionally()) {
            opening.join().close();
        }
    }

    /// Closes the windows as a person would, and lets the process end even if they do not answer.
    private static void closeWindows(CountDownLatch over) {
        Platform.runLater(() -> {
            List<Window> windows = List.copyOf(Window.getWindows());
            windows.forEach(Window::hide);
            if (windows.isEmpty()) {
                over.countDown();
            }
        });
        try {
            if (!over.await(WINDOWS_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                over.countDown();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static BeamlineFile read(Opening asked) {
        try {
            return Desk.file(asked.beamline());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static Desk connect(BeamlineFile file, Opening asked) {
        try {
            Desk desk = Desk.open(file, asked.data(), asked.settings().experiment());
            // Read here, so that the window does not wait for the disk.
            var _ = desk.queue();
            return desk;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
