package io.beamdesk.bench;

import io.beamdesk.ui.samples.DemoTray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Frames a second of the Samples pane with a plate of 1,536 places, while a rectangle is dragged over it,
/// while everything and nothing is selected in turn, and while a sample changes its state with every frame;
/// beside an animation that does nothing in the same window. What the processor does for a frame is told
/// too: unlike the rate it does not depend on what else the machine is doing.
///
/// Prints one JSON line for each.
public final class TrayFluid {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int STEPS = 120;

    private final AtomicLong frames = new AtomicLong();
    private final AtomicReference<LongConsumer> each = new AtomicReference<>(_ -> {});
    private final DemoTray tray;

    /// What one of these runs has shown.
    ///
    /// @param frames a second
    /// @param drawn how often a second the tray was drawn anew
    /// @param cpu seconds of the processor in a second, of the whole program
    private record Driven(double frames, double drawn, double cpu) {}

    private TrayFluid(DemoTray tray) {
        this.tray = tray;
    }

    public static void main(String[] args) throws InterruptedException, IOException {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Path folder = Files.createTempDirectory("tray-fluid");
        CountDownLatch shown = new CountDownLatch(1);
        AtomicReference<TrayFluid> bench = new AtomicReference<>();
        Platform.runLater(() -> {
            bench.set(new TrayFluid(new DemoTray(folder, "384-4")));
            bench.get().show();
            shown.countDown();
        });
        shown.await();
        bench.get().measure();
        Platform.exit();
        System.exit(0);
    }

    private void show() {
        Stage stage = new Stage();
        stage.setScene(tray.scene());
        stage.setX(0);
        stage.setY(0);
        stage.show();
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                each.get().accept(frames.getAndIncrement());
            }
        }.start();
    }

    private void measure() throws InterruptedException {
        // Until the compiler has done its work.
        drive(this::drag);
        drive(_ -> tray.change());
        report("tray-drag", drive(_ -> {}), drive(this::drag));
        report("tray-select", drive(_ -> {}), drive(this::select));
        report("tray-states", drive(_ -> {}), drive(_ -> tray.change()));
    }

    private void drag(long frame) {
        int step = (int) (frame % STEPS);
        if (step == STEPS - 1) {
            tray.release();
            tray.deselect();
        } else {
            tray.drag((double) step / STEPS);
        }
    }

    /// All of it and nothing in turn: with every frame everything is drawn anew.
    private void select(long frame) {
        if (frame % 2 == 0) {
            tray.select();
        } else {
            tray.deselect();
        }
    }

    private void report(String name, Driven rest, Driven busy) {
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"%s\",\"value\":%.1f,\"unit\":\"frames/s\","
                        + "\"peer\":\"empty animation in the same window\",\"peerValue\":%.1f,"
                        + "\"ratio\":%.3f,\"places\":%d,\"drawn\":%.1f,\"cpuMsPerFrame\":%.2f}%n",
                name,
                busy.frames(),
                rest.frames(),
                busy.frames() / rest.frames(),
                tray.places(),
                busy.drawn(),
                1000 * (busy.cpu() - rest.cpu()) / busy.frames());
    }

    private Driven drive(LongConsumer what) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Platform.runLater(() -> {
            frames.set(0);
            each.set(what);
            begun.countDown();
        });
        begun.await();
        long from = System.nanoTime();
        long before = frames.get();
        int drawn = tray.drawn();
        long cpu = cpuNanos();
        TimeUnit.SECONDS.sleep(SECONDS);
        double seconds = (System.nanoTime() - from) / 1e9;
        Driven driven =
                new Driven(
                        (frames.get() - before) / seconds,
                        (tray.drawn() - drawn) / seconds,
                        (cpuNanos() - cpu) / 1e9 / seconds);
        CountDownLatch ended = new CountDownLatch(1);
        Platform.runLater(() -> {
            each.set(_ -> {});
            tray.release();
            tray.deselect();
            ended.countDown();
        });
        ended.await();
        return driven;
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
