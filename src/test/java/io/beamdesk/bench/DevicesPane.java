package io.beamdesk.bench;

import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Range;
import io.beamdesk.ui.devices.DeviceDescription;
import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.devices.DevicesViewModel;
import io.beamdesk.ui.devices.ScriptedDevices;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.PvBinding;
import io.beamdesk.ui.fx.ScriptedPv;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.fx.ValueBox;
import io.beamdesk.ui.fx.ValueState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// CPU of one core that 200 values at 10 Hz take: on the Devices pane, of which a screenful is in
/// view, and on a wall where all of them are. Each is compared with the same window at rest.
///
/// Prints one JSON line for each. Run it on a display of 1920×1080 with `-Dprism.order=sw`.
public final class DevicesPane {
    private static final int VALUES = 200;
    private static final int SECONDS = Integer.getInteger("bench.seconds", 15);

    private static final int WARM_UP = Integer.getInteger("bench.warmup", 60);

    private DevicesPane() {}

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Bench bench = new Bench();
        bench.measure("devices-pane", false);
        bench.measure("devices-wall", true);
        Platform.exit();
    }

    private static final class Bench {
        private final ScriptedDevices server = new ScriptedDevices();
        private final Pulse pulse = FxPulse.create();
        private final AtomicInteger deliveries = new AtomicInteger();
        private final List<ScriptedPv> pvs = new ArrayList<>();

        void measure(String name, boolean wall) throws InterruptedException {
            CountDownLatch shown = new CountDownLatch(1);
            Stage[] stage = new Stage[1];
            Platform.runLater(() -> {
                stage[0] = wall ? wall() : pane();
                shown.countDown();
            });
            shown.await();
            // Until the compiler has done its work: it takes more than the drawing does.
            drive(WARM_UP);
            TimeUnit.SECONDS.sleep(2);
            double idle = cpuWhile(false);
            int before = deliveries.get();
            double busy = cpuWhile(true);
            double drawn = (deliveries.get() - before) / (double) SECONDS;
            System.out.printf(
                    Locale.ROOT,
                    "{\"name\": \"%s\", \"value\": %.1f, \"unit\": \"%% of a core\","
                            + " \"peer\": \"same window idle\", \"peer_value\": %.1f,"
                            + " \"values\": %d, \"deliveries_per_s\": %.1f}%n",
                    name,
                    busy,
                    idle,
                    VALUES,
                    drawn);
            Platform.runLater(() -> stage[0].close());
        }

        private double cpuWhile(boolean driving) throws InterruptedException {
            long cpu = cpu();
            long wall = System.nanoTime();
            if (driving) {
                drive(SECONDS);
            } else {
                TimeUnit.SECONDS.sleep(SECONDS);
            }
            return 100.0 * (cpu() - cpu) / (System.nanoTime() - wall);
        }

        private static long cpu() {
            return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
        }

        private void drive(int seconds) throws InterruptedException {
            for (int tick = 0; tick < seconds * 10; tick++) {
                long next = System.nanoTime() + 100_000_000L;
                for (int i = 0; i < pvs.size(); i++) {
                    pvs.get(i).value(i + Math.sin(tick * 0.1 + i));
                }
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            }
        }

        private Stage pane() {
            List<DeviceRow> rows = new ArrayList<>();
            Pvs all = new Pvs(server);
            for (int i = 0; i < VALUES; i++) {
                String pv = "BENCH:m" + i;
                server.motor(pv, "mm", 3, new Range(-10, 250), i, true);
                pvs.add(server.pv(pv + ".RBV"));
                rows.add(
                        new DeviceRow(
                                DeviceDescription.motor(
                                        "Motor " + i, "Group " + i / 20, PvName.of(pv)),
                                all,
                                pulse,
                                Clock.systemUTC(),
                                Platform::runLater));
            }
            count();
            io.beamdesk.ui.devices.DevicesPane pane =
                    new io.beamdesk.ui.devices.DevicesPane(
                            new DevicesViewModel(rows, pulse), List.of(), "bench");
            Stage stage = show(new StackPane(pane.content()));
            pane.shown();
            return stage;
        }

        private Stage wall() {
            FlowPane wall = new FlowPane(8, 8);
            for (ScriptedPv pv : pvs) {
                ValueBox box = new ValueBox();
                new PvBinding(pv, pulse, Clock.systemUTC())
                        .stateProperty()
                        .subscribe(state -> box.show(state, false, false));
                box.setState(ValueState.NORMAL);
                wall.getChildren().add(box);
            }
            return show(wall);
        }

        // The property of the first value is set once a delivery.
        private void count() {
            new PvBinding(pvs.getFirst(), pulse, Clock.systemUTC())
                    .stateProperty()
                    .subscribe(_ -> deliveries.incrementAndGet());
        }

        private Stage show(javafx.scene.Parent content) {
            Scene scene = new Scene(content, 1920, 1080);
            new Theme(false).dress(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.show();
            // A text field in focus blinks, and keeps the toolkit awake.
            content.requestFocus();
            return stage;
        }
    }
}
