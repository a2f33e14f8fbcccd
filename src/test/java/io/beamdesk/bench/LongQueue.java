package io.beamdesk.bench;

import io.beamdesk.app.DeskQueue;
import io.beamdesk.device.Scheduler;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.Estimate;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.WorkBench;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.queue.QueuePane;
import io.beamdesk.ui.queue.QueueViewModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.stage.Stage;

/// A queue of 10,000 items: to open it, to move an item in it, and to scroll through it.
public final class LongQueue {
    private static final int ITEMS = 10_000;
    private static final int MOVES = 51;
    private static final int SECONDS = 5;

    private LongQueue() {}

    /// Prints three lines.
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("beamdesk-queue");
        WorkBench bench = new WorkBench(7);
        Scheduler scheduler = bench.scheduler();
        fill(folder, scheduler);
        RunEngine engine = bench.engine();
        double read = millis(() -> Files.readAllBytes(folder.resolve("queue.journal")));
        long begun = System.nanoTime();
        DeskQueue queue = DeskQueue.open(folder, engine, bench, scheduler, () -> "bench");
        double opened = (System.nanoTime() - begun) / 1e6;
        print("queue-10000-open", opened, "ms", "reading its file", read, "");
        move(folder, queue);
        scroll(folder, queue, engine, scheduler);
        System.exit(0);
    }

    private static void fill(Path folder, Scheduler scheduler) {
        Recipe recipe =
                RecipeFile.of(
                        RecipeFile.json(
                                RecipeFile.text(Path.of("assets", "recipes", "step-scan.json"))));
        QueueItem[] items = new QueueItem[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            items[i] =
                    QueueItem.of(
                            recipe,
                            "S" + i,
                            scheduler.instant(),
                            "bench",
                            Optional.of(new Estimate(41, Duration.ofSeconds(12))));
        }
        try (DurableQueue queue = DurableQueue.open(folder, scheduler)) {
            queue.apply(new QueueCommand.Add(Arrays.asList(items)));
        }
    }

    /// Each move is on the disk when it has returned; the peer forces as many bytes to a file.
    private static void move(Path folder, DeskQueue queue) throws Exception {
        double[] moves = new double[MOVES];
        double[] forced = new double[MOVES];
        Path plain = folder.resolve("plain");
        try (FileChannel file =
                FileChannel.open(plain, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < MOVES; i++) {
                int at = i * 100;
                Path journal = folder.resolve("queue.journal");
                long before = Files.size(journal);
                moves[i] =
                        millis(() ->
                                queue.apply(state ->
                                        new QueueCommand.Move(
                                                List.of(state.items().get(at).id()), ITEMS / 2)));
                int grown = (int) Math.max(1, Files.size(journal) - before);
                forced[i] =
                        millis(() -> {
                            var _ = file.write(ByteBuffer.allocate(grown));
                            file.force(false);
                        });
            }
        }
        print(
                "queue-10000-move",
                median(moves),
                "ms",
                "forcing the same bytes to a file",
                median(forced),
                "");
    }

    private static void scroll(Path folder, DeskQueue queue, RunEngine engine, Scheduler scheduler)
            throws InterruptedException {
        AtomicLong pulses = new AtomicLong();
        AtomicLong rows = new AtomicLong(-1);
        CountDownLatch shown = new CountDownLatch(1);
        Platform.startup(() -> {
            QueueViewModel model =
                    new QueueViewModel(
                            queue,
                            engine,
                            FxPulse.create(),
                            scheduler,
                            task -> Thread.ofVirtual().start(task),
                            () -> folder);
            QueuePane pane = new QueuePane(model, ZoneOffset.UTC, () -> {});
            Scene scene = new Scene((Parent) pane.content(), 1600, 900);
            new Theme(false).dress(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            pane.shown();
            shown.countDown();
            ListView<?> table = (ListView<?>) scene.lookup(".list-view");
            new AnimationTimer() {
                private int row;

                @Override
                public void handle(long now) {
                    pulses.incrementAndGet();
                    if (rows.get() >= 0) {
                        row = (row + 7) % Math.max(1, table.getItems().size());
                        table.scrollTo(row);
                        rows.addAndGet(7);
                    }
                }
            }.start();
        });
        shown.await();
        TimeUnit.SECONDS.sleep(5);
        double quiet = rate(pulses);
        rows.set(0);
        TimeUnit.SECONDS.sleep(3);
        rows.set(0);
        double busy = rate(pulses);
        print(
                "queue-10000-scroll",
                busy,
                "pulses/s",
                "same window at rest",
                quiet,
                ", \"rows_per_s\": " + rows.get() / SECONDS);
    }

    private static double rate(AtomicLong pulses) throws InterruptedException {
        long before = pulses.get();
        long begun = System.nanoTime();
        TimeUnit.SECONDS.sleep(SECONDS);
        return (pulses.get() - before) / ((System.nanoTime() - begun) / 1e9);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double millis(Work work) throws IOException {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void print(
            String name, double value, String unit, String peer, double peerValue, String more) {
        System.out.printf(
                Locale.ROOT,
                "{\"name\": \"%s\", \"value\": %.2f, \"unit\": \"%s\", \"peer\": \"%s\","
                        + " \"peer_value\": %.2f, \"ratio\": %.2f%s}%n",
                name,
                value,
                unit,
                peer,
                peerValue,
                value / peerValue,
                more);
    }
}
