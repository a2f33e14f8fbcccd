package io.beamdesk.bench;

import io.beamdesk.app.Desk;
import io.beamdesk.app.DeskLog;
import io.beamdesk.app.DeskQueue;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Folders;
import io.beamdesk.app.HeapUpkeep;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.Platform;

/// A desk that is used for long: 10,000 items of one point each, put into the queue at once and measured on
/// the simulated beamline, with the window open and its panes shown in turn, and 100,000 frames of 256 × 256
/// 16-bit pixels from a server process to a window, half over Channel Access and half over PVAccess. Each is
/// a process of its own with folders of its own and the options for Java of the installed application.
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
            case "items" -> {
                HeapUpkeep.start();
                items();
            }
            case "frames" -> {
                HeapUpkeep.start();
                frames();
            }
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
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("--enable-native-access=ALL-UNNAMED");
            command.addAll(installed());
            command.add("-Dprism.order=" + System.getProperty("prism.order", "sw"));
            command.add("-Duser.home=" + home);
            command.add("-Dbench.items=" + ITEMS);
            command.add("-Dbench.frames=" + FRAMES);
            command.add("-Dbench.rate=" + RATE);
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            command.add(Steady.class.getName());
            command.add(part);
            ProcessBuilder builder = new ProcessBuilder(command);
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

    /// The options for Java that the installed application is started with.
    private static List<String> installed() throws IOException {
        List<String> options = new ArrayList<>();
        Matcher line =
                Pattern.compile("(?m)^(?:memory|start)=\"(.*)\"$")
                        .matcher(Files.readString(Path.of("installer/linux/beamdesk")));
        while (line.find()) {
            options.addAll(List.of(line.group(1).split(" ", 0)));
        }
        return options;
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
            measure(desk.queue(), window.get(), recipe, memory);
            memory.report();
        }
    }

    private static void measure(DeskQueue queue, WindowOfDesk window, Recipe recipe, Memory memory)
            throws Exception {
        List<QueueItem> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(QueueItem.of(recipe, "S" + i, Instant.now(), "bench", Optional.empty()));
        }
        queue.apply(_ -> new QueueCommand.Add(items));
        queue.start();
        int part = 1;
        for (int turn = 0; queue.status().activity() != Activity.STOPPED; turn++) {
            int pane = turn % PANES + 1;
            FrameShown.onFx(() -> window.press(pane));
            Thread.sleep(Duration.ofSeconds(1));
            int done = ITEMS - queue.state().items().size();
            if (part < PARTS && done >= ITEMS / PARTS * part) {
                memory.look(done);
                part++;
            }
        }
        if (!queue.state().items().isEmpty()) {
            throw new IllegalStateException(queue.status().toString());
        }
        memory.look(ITEMS);
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
