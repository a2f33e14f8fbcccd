package io.beamdesk.device.epics;

import io.beamdesk.device.Signal;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The zoom in front of a camera: its level, and what the beamline file says of it.
public final class Zoom {
    private final CameraZoom settings;
    private final Signal setpoint;
    private final Optional<Signal> readback;

    Zoom(CameraZoom settings, Signal setpoint, Optional<Signal> readback) {
        this.settings = settings;
        this.setpoint = setpoint;
        this.readback = readback;
    }

    /// The present level; empty while it changes, and if nobody knows it.
    public Optional<String> level() {
        Optional<String> asked = label(setpoint);
        return readback.map(Zoom::label).map(asked::equals).orElse(true) ? asked : Optional.empty();
    }

    private static Optional<String> label(Signal signal) {
        Signal.State now = signal.state();
        return now.live()
                .filter(sample -> sample.alarm().severity() != Severity.INVALID)
                .map(_ -> now.shown());
    }

    /// What the beamline file says of the present level.
    CameraZoom.Level known() {
        return level().map(settings::level).orElse(CameraZoom.Level.UNKNOWN);
    }

    /// The level within a sentence.
    String words() {
        return level().map(level -> " at zoom " + level)
                .orElse(" while " + setpoint.pv() + " does not say how it is magnified");
    }

    /// The levels in the IOC's order; empty until it has told them.
    public List<String> levels() {
        return setpoint.state().properties().labels();
    }

    /// Whether this desk may change it now.
    public boolean writable() {
        return setpoint.state().connected() && setpoint.state().access().writable();
    }

    /// Calls the watcher now and whenever the level may have changed, until closed.
    public Subscription watch(Runnable watcher) {
        Subscription asked = setpoint.watch(_ -> watcher.run());
        Optional<Subscription> told = readback.map(signal -> signal.watch(_ -> watcher.run()));
        return () -> {
            asked.close();
            told.ifPresent(Subscription::close);
        };
    }

    /// Chooses a level; done when the server has taken it.
    public CompletableFuture<Void> choose(String level) {
        return setpoint.put(new Value.Text(level));
    }
}
