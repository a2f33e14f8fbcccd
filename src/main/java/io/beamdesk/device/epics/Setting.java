package io.beamdesk.device.epics;

import io.beamdesk.device.Axis;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A number that can be set on a plain PV, with a readback on another one if there is one: an
/// illumination, an exposure time.
///
/// Columns: its name, the readback, and with a readback of its own also its name with `_setpoint`.
/// It has arrived when the put has completed and the readback is within the tolerance of the
/// target.
public final class Setting implements Axis {
    /// Part of the target that the readback may be off where the beamline file gives no tolerance.
    static final double DEFAULT_TOLERANCE = 1e-3;

    private final String name;
    private final String label;
    private final Signal setpoint;
    private final Signal readback;
    private final OptionalDouble tolerance;
    private final double relative;
    private final Duration limit;
    private final Scheduler scheduler;
    private final SetpointPut put;

    /// Takes the signals it uses; they are the caller's to connect and close unless the device is
    /// used as one of its own.
    ///
    /// @param readback the setpoint itself where there is no other
    /// @param tolerance how far the readback may be off, in the setting's units
    /// @param relative the part of the target that it may be off where no tolerance is given
    /// @param limit how long the readback may take
    Setting(
            String name,
            String label,
            Signal setpoint,
            Signal readback,
            OptionalDouble tolerance,
            double relative,
            Duration limit,
            Scheduler scheduler) {
        this.name = name;
        this.label = label;
        this.setpoint = setpoint;
        this.readback = readback;
        this.tolerance = tolerance;
        this.relative = relative;
        this.limit = limit;
        this.scheduler = scheduler;
        this.put = new SetpointPut(name, setpoint);
    }

    /// A setting of its own on these PVs.
    ///
    /// @param readback empty where the setpoint is all there is
    /// @param tolerance how far the readback may be off, in the setting's units
    /// @param limit how long the readback may take to follow
    public static Setting open(
            String name,
            String label,
            PvName setpoint,
            Optional<PvName> readback,
            OptionalDouble tolerance,
            Duration limit,
            Pvs pvs,
            Scheduler scheduler) {
        Wiring wiring = new Wiring(name, pvs);
        Signal set = wiring.open(setpoint);
        Signal read = readback.map(wiring::open).orElse(set);
        return new Setting(name, label, set, read, tolerance, DEFAULT_TOLERANCE, limit, scheduler);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public List<Signal> signals() {
        return readback == setpoint ? List.of(setpoint) : List.of(readback, setpoint);
    }

    /// Where the value is read.
    public Signal readback() {
        return readback;
    }

    /// Where the value is written.
    public Signal setpoint() {
        return setpoint;
    }

    @Override
    public String units() {
        String own = setpoint.state().properties().units();
        return own.isEmpty() ? readback.state().properties().units() : own;
    }

    @Override
    public void check(Double target) {
        if (!Double.isFinite(target)) {
            throw new DeviceException.Refused(
                    name, name + ": " + target + " cannot be set; give a number", null);
        }
        readback.sample();
        put.check();
        Range range = setpoint.state().properties().control();
        if (!range.contains(target)) {
            boolean above = target > range.high();
            throw new DeviceException.LimitViolation(
                    name,
                    name
                            + ": "
                            + Quantity.exact(target, units())
                            + (above ? " above " : " below ")
                            + Quantity.exact(above ? range.high() : range.low(), units())
                            + ", the limit of "
                            + setpoint.pv()
                            + "; choose from "
                            + Quantity.exact(range.low(), "")
                            + " to "
                            + Quantity.exact(range.high(), units()),
                    range);
        }
    }

    @Override
    public Status set(Double target) {
        String goal = Quantity.exact(target, units());
        String what = label + " to " + goal;
        double near = tolerance.orElse(Math.abs(target) * relative) + 1e-12;
        return put.start(
                what,
                () -> check(target),
                new Value.Floating(target),
                new SetpointPut.Follow(
                        readback,
                        value -> Math.abs(value.number().orElse(Double.NaN) - target) <= near,
                        goal,
                        limit,
                        scheduler));
    }

    @Override
    public Double position() {
        // What was set holds whatever the alarm of its record: before the first count a scaler is
        // INVALID as a whole.
        return readback == setpoint ? readback.number() : readback.trusted();
    }

    /// Nothing, whatever the way: what the server takes is for the engine to learn.
    @Override
    public Duration estimate(Double from, Double to) {
        return Duration.ZERO;
    }

    /// Does nothing: a plain PV cannot be stopped.
    @Override
    public void stop() {}

    @Override
    public Map<String, DataKey> describe() {
        readback.sample();
        Map<String, DataKey> keys = new LinkedHashMap<>();
        keys.put(name, key(readback, DataKey.Role.READBACK));
        if (readback != setpoint) {
            keys.put(name + "_setpoint", key(setpoint, DataKey.Role.SETPOINT));
        }
        return keys;
    }

    private DataKey key(Signal signal, DataKey.Role role) {
        Properties properties = signal.state().properties();
        return DataKey.number(signal.source(), units(), properties.precision(), name, role);
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        Map<String, Reading> readings = new LinkedHashMap<>();
        var now = Fresh.await(signals());
        readings.put(name, Readings.number(name, readback, now.getFirst()));
        if (readback != setpoint) {
            readings.put(name + "_setpoint", Readings.number(name, setpoint, now.getLast()));
        }
        return readings;
    }
}
