package io.beamdesk.bench;

import io.beamdesk.app.Desk;
import io.beamdesk.app.DeskLog;
import io.beamdesk.app.DeskQueue;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Folders;
import io.beamdesk.app.Version;
import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.FrameSource;
import io.beamdesk.device.FrameTally;
import io.beamdesk.log.Logging;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.ui.desk.WindowOfDesk;
import io.beamdesk.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;

/// A desk that is used for long: 10,000 items of one point each through the queue on the simulated
/// beamline, with the window open and its panes shown in turn, and 100,000 frames of 256 × 256 16-bit
/// pixels from a server process to a window, half over Channel Access and half over PVAccess. Each is a
/// process of its own with folders of its own, started as the installed application is.
///
/// Prints what stays in memory after each tenth, and the slope over the second half. The window keeps
/// 5000 lines of the log, so that fewer than some 2000 items measure those too.
public final class Steady {
    private static final int ITEMS = Integer.getInteger("bench.items", 10_000);
    private static final int FRAMES = Integer.getInteger("bench.frames", 100_000);
    private static final int RATE = Integer.getInteger("bench.rate", 500);
    private static final int SIDE = 256;
    private static final int PARTS = 10;
    private static final int PANES = 9;
    private static final String RECIPE =
            """
            {"technique": "time-series", "version": 1, "name": "Count", "count": 1, "period": 0,
             "detectors": ["scaler"], "read": ["ring_current"], "exposure": 0.01}
            """;

    private Steady() {}

    /// @param args none; `items` or `frames` in the processes that this one starts
    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "items" -> items();
            case "frames" -> frames();
            default -> {
                apart("items");
                apart("frames");
            }
        }
        System.exit(0);
    }

    private static void apart(String part) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("beamdesk-steady");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:+UseSerialGC",
                            "-XX:+UseCompactObjectHeaders",
                            "-Xms64m",
                            "-XX:NewSize=24m",
                            "-Dprism.order=" + System.getProperty("prism.order", "sw"),
                            "-Duser.home=" + home,
                            "-Dbench.items=" + ITEMS,
                            "-Dbench.frames=" + FRAMES,
                            "-Dbench.rate=" + RATE,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Steady.class.getName(),
                            part);
            for (String folder :
                    List.of(
                            "XDG_DATA_HOME",
                            "XDG_STATE_HOME",
                            "XDG_CONFIG_HOME",
                            "XDG_CACHE_HOME",
                            "XDG_RUNTIME_DIR")) {
                builder.environment().put(folder, home.toString());
            }
            int code = builder.inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("the " + part + " ended with " + code);
            }
        } finally {
            delete(home);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void toolkit() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(() -> {
            Theme.loadFaces();
            started.countDown();
        });
        started.await();
    }

    private static void items() throws Exception {
        Logging.start(DeskLog.file(), Version.text());
        toolkit();
        try (Desk desk = Desk.open(Optional.empty(), Folders.data(), Experiment.NONE)) {
            if (!desk.awaitConnections(Duration.ofMinutes(1)).isEmpty()) {
                throw new IllegalStateException("the simulated beamline does not answer");
            }
            AtomicReference<WindowOfDesk> window = new AtomicReference<>();
            FrameShown.onFx(() -> window.set(WindowOfDesk.show(desk, Folders.data())));
            // A pane is built when it is first shown, which is not to count as growth.
            for (int i = 1; i <= PANES; i++) {
                int pane = i;
                FrameShown.onFx(() -> window.get().press(pane));
                Thread.sleep(Duration.ofSeconds(1));
            }
            Recipe recipe = RecipeFile.of(RecipeFile.json(RECIPE));
            Memory memory = new Memory("steady-items", "items");
            for (int part = 1; part <= PARTS; part++) {
                measure(desk, window.get(), recipe, ITEMS / PARTS);
                memory.look(ITEMS / PARTS * part);
            }
            memory.report();
        }
    }

    private static void measure(Desk desk, WindowOfDesk window, Recipe recipe, int count)
            throws InterruptedException {
        DeskQueue queue = desk.queue();
        List<QueueItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(QueueItem.of(recipe, "S" + i, Instant.now(), "bench", Optional.empty()));
        }
        queue.apply(_ -> new QueueCommand.Add(items));
        queue.start();
        for (int turn = 0; queue.status().activity() != Activity.STOPPED; turn++) {
            int pane = turn % PANES + 1;
            FrameShown.onFx(() -> window.press(pane));
            Thread.sleep(Duration.ofSeconds(1));
        }
        if (!queue.state().items().isEmpty()) {
            throw new IllegalStateException(queue.status().toString());
        }
        // Live, where what was measured last is kept.
        FrameShown.onFx(() -> window.press(6));
    }

    private static void frames() throws Exception {
        toolkit();
        try (ServedFrames frames = ServedFrames.open(SIDE, RATE, 220, 220)) {
            Memory memory = new Memory("steady-frames", "frames");
            for (int part = 1; part <= PARTS; part++) {
                take(frames, frames.ca(), FRAMES / PARTS / 2);
                take(frames, frames.pva(), FRAMES / PARTS / 2);
                memory.look(FRAMES / PARTS * part);
            }
            memory.report();
        }
    }

    private static void take(ServedFrames frames, FrameSource source, int count)
            throws InterruptedException {
        CountDownLatch left = new CountDownLatch(count);
        FrameTally tally = new FrameTally();
        try (Subscription _ =
                source.watch(event -> {
                    if (event instanceof FrameEvent.Shot shot) {
                        tally.count(shot, Instant.now());
                        frames.camera().offer(shot);
                        left.countDown();
                    }
                })) {
            left.await();
        }
    }
}
