package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Desktop;
import io.beamdesk.app.Settings;
import io.beamdesk.ui.fx.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;

/// The desktop in JavaFX.
public final class FxDesktop implements Desktop {
    private boolean prepared;

    @Override
    public synchronized void prepare() {
        if (!prepared) {
            prepared = true;
            Platform.startup(Theme::loadFaces);
        }
    }

    @Override
    public int open(Optional<Path> beamline, Path data) throws Exception {
        Settings settings = Settings.load();
        // The beamline is connected while the toolkit starts.
        CompletableFuture<Desk> opening =
                CompletableFuture.supplyAsync(
                        () -> connect(beamline, data, settings),
                        task -> Thread.ofPlatform().name("desk").daemon().start(task));
        // Ctrl-C or a shutdown of the machine: the process waits for the safe state and the file.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    if (opening.isDone() && !opening.isCompletedExceptionally()) {
                                        opening.join().close();
                                    }
                                },
                                "closing"));
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        prepare();
        Platform.runLater(() -> {
            try {
                DeskWindow.show(opening, settings, over::countDown);
            } catch (CompletionException problem) {
                failure.set(problem.getCause() == null ? problem : problem.getCause());
                over.countDown();
            } catch (RuntimeException | Error problem) {
                failure.set(problem);
                over.countDown();
            }
        });
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
        return switch (failure.get()) {
            case null -> 0;
            case UncheckedIOException wrapped -> throw wrapped.getCause();
            case Exception problem -> throw problem;
            case Throwable problem -> throw new IllegalStateException(problem);
        };
    }

    private static Desk connect(Optional<Path> beamline, Path data, Settings settings) {
        try {
            Desk desk = Desk.open(beamline, data, settings.experiment());
            // Read here, so that the window does not wait for the disk.
            var _ = desk.queue();
            return desk;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
