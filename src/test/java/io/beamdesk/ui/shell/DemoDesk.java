package io.beamdesk.ui.shell;

import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Severity;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.PvBinding;
import io.beamdesk.ui.fx.ScriptedPv;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.log.LogEntry;
import io.beamdesk.ui.log.LogViewModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The frame with scripted values, to be looked at: `DemoDesk state=FAILED dark=true size=1366x768`.
public final class DemoDesk extends Application {
    static final long BORN = System.nanoTime();

    /// Starts it: a class that extends Application cannot be the main class on the class path.
    static final class Start {
        public static void main(String[] args) {
            launch(DemoDesk.class, args);
        }
    }

    @Override
    public void start(Stage stage) {
        var options = getParameters().getRaw();
        Theme theme = new Theme(options.contains("dark"));
        Clock clock = Clock.systemUTC();
        ZoneId zone = ZoneId.of("Australia/Melbourne");
        Pulse pulse = FxPulse.create();
        HeaderViewModel header = new HeaderViewModel(clock, zone);
        header.beamlineProperty().set("SIM-1");
        header.experimentProperty().set("EXP-18214 · Ni catalyst screen");
        ScriptedPv ring = new ScriptedPv("SR:I").connect("mA", 2, new Range(0, 200), false);
        ScriptedPv energy =
                new ScriptedPv("SIM:mono:E").connect("eV", 2, new Range(4000, 20000), true);
        boolean trip = options.contains("trip");
        ring.value(trip ? 0.0 : 161.18, trip ? new Alarm(Severity.MAJOR, "LOLO") : Alarm.NONE);
        energy.value(9079.60);
        header.ringProperty().bind(new PvBinding(ring, pulse, clock).stateProperty());
        header.energyProperty().bind(new PvBinding(energy, pulse, clock).stateProperty());
        for (int s = 600; s > 0; s -= 7) {
            header.ringHistory()
                    .add(Instant.now().minusSeconds(s), trip && s < 150 ? 0 : 161 + 0.008 * s);
        }
        header.frontEndProperty().set(HeaderViewModel.Word.OPEN);
        header.fastShutterProperty().set(HeaderViewModel.Word.CLOSED);
        header.hutchProperty().set(HeaderViewModel.Word.READY);
        LogViewModel log = new LogViewModel(pulse, 1000);
        log.add(
                new LogEntry(
                        Instant.now(),
                        LogEntry.Level.NOTE,
                        "Desk",
                        "Recipe Ni EXAFS k14 checked: 1 warning, no blockers.",
                        ""));
        Runnable nothing = () -> {};
        RunStripViewModel run =
                new RunStripViewModel(
                        new RunStripViewModel.Commands(
                                nothing, nothing, nothing, nothing, nothing, nothing, nothing,
                                nothing));
        run.titleProperty().set("Ni XANES · C7-2");
        run.detailProperty().set("8368.80 eV · scan 0413");
        run.progressProperty().set(166 / 240.0);
        run.pointsProperty().set("166 of 240 points");
        run.elapsedProperty().set("elapsed 4:54");
        run.leftProperty().set("2:11");
        run.finishProperty().set("ends 16:34");
        run.productAvailableProperty().set(true);
        for (RunState state : RunState.values()) {
            if (options.contains(state.name())) {
                run.stateProperty().set(state);
            }
        }
        StopViewModel stop =
                new StopViewModel(
                        () -> CompletableFuture.completedFuture(null),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        Platform::runLater,
                        clock,
                        zone);
        List<Pane> panes = new ArrayList<>(DemoPanes.of(pulse, clock, zone, log));
        Shell shell =
                new Shell(
                        new Shell.Models(
                                header, run, stop, log, new NoticesViewModel(Platform::runLater)),
                        panes,
                        theme,
                        pulse);
        boolean small = options.contains("small");
        stage.setScene(small ? shell.scene(1366, 768) : shell.scene(1920, 1080));
        shell.start();
        for (String option : options) {
            if (option.startsWith("pane=")) {
                shell.show(option.substring(5));
            }
        }
        stage.setX(0);
        stage.setY(0);
        stage.show();
        System.out.println(
                "shown after ms " + Duration.ofNanos(System.nanoTime() - BORN).toMillis());
        new io.beamdesk.ui.fx.Ticker(() -> header.nowProperty().set(Instant.now())).start();
        header.nowProperty().set(Instant.now());
    }
}
