package io.beamdesk.bench;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Pixels;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.fx.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/// Frames of 1024 × 1024 16-bit pixels shown a second by the camera view, offered at 120 a second,
/// beside the pulses of an empty animation in the same window.
///
/// Prints one JSON line.
public final class FrameShown {
    private static final int SIDE = 1024;
    private static final int ROUNDS = 5;
    private static final long ROUND = Long.getLong("bench.seconds", 3) * 1_000_000_000L;
    private static final long PERIOD = 1_000_000_000L / 120;

    private final AtomicLong shown = new AtomicLong();
    private final AtomicLong pulses = new AtomicLong();
    private final FrameEvent.Shot[] frames = new FrameEvent.Shot[4];
    private CameraView camera;
    private AnimationTimer timer;

    private FrameShown() {
        for (int f = 0; f < frames.length; f++) {
            Random noise = new Random(f);
            short[] pixels = new short[SIDE * SIDE];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (short) (i % SIDE * 40 + noise.nextInt(2000));
            }
            frames[f] =
                    new FrameEvent.Shot(
                            f,
                            Instant.EPOCH,
                            new Pixels(SIDE, SIDE, Depth.UINT16, Layout.MONO, pixels));
        }
    }

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        new FrameShown().measure();
        System.exit(0);
    }

    private void measure() throws InterruptedException {
        onFx(() -> {
            camera = new CameraView();
            camera.shownProperty().subscribe(_ -> shown.incrementAndGet());
            Scene scene = new Scene(new BorderPane(camera), SIDE, 900);
            new Theme(false).dress(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            timer =
                    new AnimationTimer() {
                        @Override
                        public void handle(long now) {
                            pulses.incrementAndGet();
                        }
                    };
        });
        double[] values = new double[ROUNDS];
        double[] peers = new double[ROUNDS];
        frames();
        long cpu = 0;
        long count = 0;
        for (int round = 0; round < ROUNDS; round++) {
            peers[round] = empty();
            long before = cpuNanos(ProcessHandle.current());
            long already = shown.get();
            values[round] = frames();
            cpu += cpuNanos(ProcessHandle.current()) - before;
            count += shown.get() - already;
        }
        Arrays.sort(values);
        Arrays.sort(peers);
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"frame-shown\",\"value\":%.1f,\"unit\":\"frames/s\","
                        + "\"peer\":\"pulses of an empty animation in the same window\","
                        + "\"peer_value\":%.1f,\"ratio\":%.3f,\"cpu_ms_a_frame\":%.1f}%n",
                values[ROUNDS / 2],
                peers[ROUNDS / 2],
                values[ROUNDS / 2] / peers[ROUNDS / 2],
                cpu / 1e6 / Math.max(1, count));
    }

    private double empty() throws InterruptedException {
        onFx(timer::start);
        long before = pulses.get();
        long begin = System.nanoTime();
        LockSupport.parkNanos(ROUND);
        double rate = (pulses.get() - before) / ((System.nanoTime() - begin) / 1e9);
        onFx(timer::stop);
        return rate;
    }

    private double frames() {
        long before = shown.get();
        long begin = System.nanoTime();
        long next = begin;
        for (int i = 0; System.nanoTime() < begin + ROUND; i++) {
            camera.offer(frames[i % frames.length]);
            next += PERIOD;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return (shown.get() - before) / ((System.nanoTime() - begin) / 1e9);
    }

    static long cpuNanos(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    static void onFx(Runnable body) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            body.run();
            done.countDown();
        });
        done.await();
    }
}
