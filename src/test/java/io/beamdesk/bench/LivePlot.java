package io.beamdesk.bench;

import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.live.Axes;
import io.beamdesk.ui.live.DemoRuns;
import io.beamdesk.ui.live.LiveView;
import io.beamdesk.ui.live.LiveViewModel;
import io.beamdesk.ui.live.MoveTo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// Pulses of the JavaFX thread a second while 1,000 points a second come to the Live pane, whose run
/// has 1,000,000 already, beside the same window at rest; and the heap in use after it.
///
/// Prints one JSON line.
public final class LivePlot {
    private static final int BEFORE = Integer.getInteger("bench.points", 1_000_000);
    private static final int RATE = 1_000;
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);

    private final LiveViewModel live;
    private final Random noise = new Random(1);
    private final Instant begin = Instant.now();
    private final AtomicLong pulses = new AtomicLong();
    private int sent;

    private LivePlot(Pulse pulse) {
        live = new LiveViewModel(pulse);
    }

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        new LivePlot(FxPulse.create()).measure();
        Platform.exit();
        System.exit(0);
    }

    private void measure() throws InterruptedException {
        int all = BEFORE + RATE * (3 * SECONDS + 60);
        live.accept(DemoRuns.start("a", 1, "bench", all, begin));
        live.accept(DemoRuns.descriptor("a", begin));
        while (sent < BEFORE) {
            send(10_000, all);
            settle();
        }
        CountDownLatch shown = new CountDownLatch(1);
        Platform.runLater(() -> {
            show();
            shown.countDown();
        });
        shown.await();
        // Until the compiler has done its work.
        drive(RATE, SECONDS, all);
        double rest = drive(0, SECONDS, all);
        double busy = drive(RATE, SECONDS, all);
        int points = live.current().orElseThrow().points();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"live-plot\",\"value\":%.1f,\"unit\":\"pulses/s\","
                        + "\"peer\":\"same window at rest\",\"peerValue\":%.1f,\"ratio\":%.3f,"
                        + "\"points\":%d,\"heapMiB\":%d}%n",
                busy,
                rest,
                busy / rest,
                points,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private void send(int count, int all) {
        for (int i = 0; i < count; i++) {
            live.accept(
                    DemoRuns.event("a", sent + 1, -1.5 + 3.0 * sent / all, 0.1, 0.7, noise, begin));
            sent++;
        }
    }

    private static void settle() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        Platform.runLater(taken::countDown);
        taken.await();
    }

    private void show() {
        MoveTo moveTo = new MoveTo(live, Axes.none(), Platform::runLater);
        LiveView view = new LiveView(live, moveTo, Optional.empty(), ZoneOffset.UTC, () -> {});
        Scene scene = new Scene((Parent) view.root(), 1920, 1080);
        new Theme(false).dress(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                pulses.incrementAndGet();
            }
        }.start();
    }

    /// @return pulses a second
    private double drive(int rate, int seconds, int all) {
        long from = System.nanoTime();
        long before = pulses.get();
        long end = from + seconds * 1_000_000_000L;
        int already = sent;
        while (System.nanoTime() < end) {
            int due = (int) ((System.nanoTime() - from) / 1e9 * rate);
            send(due - (sent - already), all);
            LockSupport.parkNanos(5_000_000);
        }
        return (pulses.get() - before) / ((System.nanoTime() - from) / 1e9);
    }
}
