package io.beamdesk.bench;

import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.stage.Stage;

/// Pulses of the JavaFX thread a second while 50,000 updates a second are offered to 200 labels
/// through the shared binding, beside the same window without updates.
public final class UiPulses {
    private static final int LABELS = 200;
    private static final int RATE = 50_000;
    private static final int SECONDS = 5;

    private UiPulses() {}

    /// Prints one line of JSON.
    public static void main(String[] args) throws InterruptedException {
        Pulse pulse = FxPulse.create();
        List<Pulse.Slot<Double>> slots = new ArrayList<>();
        AtomicLong pulses = new AtomicLong();
        AtomicLong shown = new AtomicLong();
        CountDownLatch open = new CountDownLatch(1);
        Platform.startup(() -> {
            FlowPane pane = new FlowPane(8, 8);
            for (int i = 0; i < LABELS; i++) {
                Label label = new Label("0.000");
                label.setPrefWidth(72);
                pane.getChildren().add(label);
                slots.add(
                        pulse.slot(value -> {
                            shown.incrementAndGet();
                            label.setText(String.format(Locale.ROOT, "%.3f", value));
                        }));
            }
            Stage stage = new Stage();
            stage.setScene(new Scene(pane, 960, 640));
            stage.show();
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    pulses.incrementAndGet();
                }
            }.start();
            open.countDown();
        });
        open.await();
        measure(pulses, slots, 0, 2);
        double quiet = measure(pulses, slots, 0, SECONDS);
        shown.set(0);
        double busy = measure(pulses, slots, RATE, SECONDS);
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"ui-pulses\",\"value\":%.1f,\"unit\":\"pulses/s\",\"peer\":\"same window without updates\",\"peerValue\":%.1f,\"ratio\":%.3f,\"offered\":%d,\"shown\":%.0f,\"aim\":55}%n",
                busy,
                quiet,
                busy / quiet,
                RATE,
                shown.get() / (double) SECONDS);
        Platform.exit();
        System.exit(0);
    }

    private static double measure(
            AtomicLong pulses, List<Pulse.Slot<Double>> slots, int rate, int seconds) {
        long from = System.nanoTime();
        long before = pulses.get();
        long end = from + seconds * 1_000_000_000L;
        long sent = 0;
        while (System.nanoTime() < end) {
            long due = (long) ((System.nanoTime() - from) / 1e9 * rate);
            for (; sent < due; sent++) {
                slots.get((int) (sent % LABELS)).offer((double) sent);
            }
            LockSupport.parkNanos(1_000_000);
        }
        return (pulses.get() - before) / ((System.nanoTime() - from) / 1e9);
    }
}
