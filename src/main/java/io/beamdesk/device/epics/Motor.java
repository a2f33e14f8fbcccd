package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.device.VelocityAxis;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An axis behind an EPICS motor record.
///
/// Columns: its name, the readback (RBV), and its name with `_setpoint`, the target (VAL); both in
/// the record's EGU. A move has ended when the put completed, DMOV is 1 and the readback is where
/// it was sent; anything else is a [DeviceException] of its own kind: a limit, a stall, a lost
/// connection, a stop from outside, a refused write, a miss. Field names and their behaviour: the
/// motor record's reference, <https://epics-motor.github.io/motor/motorRecord.html>.
public final class Motor implements VelocityAxis, Securable {
    private final String name;
    private final String label;
    private final PvName record;
    private final MotorSettings settings;
    private final Scheduler scheduler;
    private final List<Signal> signals;
    private final MotorFields fields;
    private final Velocity velocity;
    private volatile @Nullable MotorMove move;

    /// Wires the motor record of this name, without a field: `SIM:m1`.
    public Motor(
            String name,
            String label,
            PvName record,
            MotorSettings settings,
            Pvs pvs,
            Scheduler scheduler) {
        this.name = name;
        this.label = label;
        this.record = record;
        this.settings = settings;
        this.scheduler = scheduler;
        Wiring wiring = new Wiring(name, pvs);
        fields = MotorFields.open(wiring, record);
        signals = wiring.signals();
        velocity = new Velocity(name, label, fields, scheduler);
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
        return signals;
    }

    /// The readback, RBV.
    public Signal readback() {
        return fields.readback();
    }

    /// The target, VAL.
    public Signal setpoint() {
        return fields.setpoint();
    }

    /// DMOV: 1 at rest.
    public Signal done() {
        return fields.done();
    }

    /// The soft limits in the motor's units; not set if the record has none.
    ///
    /// @throws DeviceException.Disconnected if they are not known
    public Range limits() {
        return new Range(fields.lowLimit().number(), fields.highLimit().number());
    }

    @Override
    public String units() {
        return properties().units();
    }

    private Properties properties() {
        return fields.readback().state().properties();
    }

    @Override
    public void check(Double target) {
        if (!Double.isFinite(target)) {
            throw new DeviceException.Refused(
                    name, name + ": " + target + " is no position; give a number", null);
        }
        fields.readback().sample();
        fields.done().sample();
        fields.setpoint().sample();
        checkLimits(target);
        if (!fields.setpoint().state().access().writable()) {
            throw new DeviceException.Refused(
                    name,
                    name
                            + ": no write access to "
                            + fields.setpoint().pv()
                            + "; ask who controls the beamline",
                    null);
        }
        if (fields.disabled().state().number().orElse(0.0) != 0) {
            throw new DeviceException.Refused(
                    name,
                    name
                            + ": "
                            + record
                            + " is disabled ("
                            + fields.disabled().pv()
                            + " is 1) and drops every write; set it to 0",
                    null);
        }
        double mode = fields.mode().state().number().orElse((double) MotorEnd.MODE_GO);
        if (mode <= MotorEnd.MODE_PAUSE) {
            throw new DeviceException.Refused(
                    name,
                    name
                            + ": "
                            + fields.mode().pv()
                            + " is "
                            + (mode == MotorEnd.MODE_PAUSE ? "Pause" : "Stop")
                            + ", it would not move; set it to Go",
                    null);
        }
    }

    private void checkLimits(double target) {
        Range limits = limits();
        if (limits.contains(target)) {
            return;
        }
        boolean above = target > limits.high();
        Signal limit = above ? fields.highLimit() : fields.lowLimit();
        throw new DeviceException.LimitViolation(
                name,
                name
                        + ": "
                        + Quantity.exact(target, units())
                        + (above ? " above " : " below ")
                        + Quantity.exact(above ? limits.high() : limits.low(), units())
                        + ", the limit "
                        + limit.pv()
                        + "; choose a target from "
                        + Quantity.exact(limits.low(), "")
                        + " to "
                        + Quantity.exact(limits.high(), units()),
                limits);
    }

    @Override
    public Status set(Double target) {
        String what = label + " moving to " + Quantity.exact(target, units());
        MotorMove next;
        Status status = new Status(what);
        try {
            check(target);
            next =
                    new MotorMove(
                            name,
                            record,
                            fields,
                            target,
                            tolerance(target),
                            settings.stallTime(),
                            scheduler,
                            status);
        } catch (DeviceException e) {
            return Status.failed(what, e);
        }
        move = next;
        next.start();
        return status;
    }

    /// The readback is a multiple of the motor's step, and the record is content within its retry
    /// deadband; a billionth of the target covers what double precision loses on the way.
    private double tolerance(double target) {
        double own =
                Math.max(
                        fields.retryDeadband().state().number().orElse(0.0),
                        Math.abs(fields.step().state().number().orElse(0.0)));
        return settings.tolerance().orElse(own) + 1e-9 * Math.max(1, Math.abs(target));
    }

    @Override
    public Double position() {
        return fields.readback().trusted();
    }

    /// A trapezoid of VELO and ACCL (a triangle where the way is short).
    @Override
    public Duration estimate(Double from, Double to) {
        double way = Math.abs(to - from);
        double speed = fields.speed().number();
        double ramp = Math.max(0, fields.ramp().number());
        if (way == 0 || speed <= 0) {
            return Duration.ZERO;
        }
        double seconds =
                way >= speed * ramp ? way / speed + ramp : 2 * Math.sqrt(way * ramp / speed);
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    @Override
    public Movable<Double> velocity() {
        return velocity;
    }

    /// ACCL is the time to any speed.
    @Override
    public double ramp(double speed) {
        return speed * Math.max(0, fields.ramp().number()) / 2;
    }

    @Override
    public Status passing(double position, double within, double speed) {
        return new MotorPassing(fields.readback(), position, within, speed, scheduler)
                .watch(label + " passing " + Quantity.exact(position, units()));
    }

    @Override
    public Subscription follow(Consumer<Reading> readbacks) {
        return fields.readback()
                .watch(state ->
                        state.live()
                                .ifPresent(sample ->
                                        sample.value()
                                                .number()
                                                .ifPresent(at ->
                                                        readbacks.accept(
                                                                new Reading(
                                                                        at, sample.timestamp())))));
    }

    @Override
    public void stop() {
        MotorMove present = move;
        if (present != null) {
            present.stopRequested();
        }
        // Writing 1 is what stops; with completion it would wait for the motion to end.
        var _ = fields.stop().send(new Value.Whole(1));
    }

    @Override
    public void secure() {
        if (hazard().isPresent()) {
            stop();
        }
    }

    @Override
    public Optional<String> hazard() {
        String place = label + " (" + fields.done().pv() + ")";
        Optional<Double> done = fields.done().state().number();
        if (done.isEmpty()) {
            return Optional.of(place + " is not connected, it may be moving");
        }
        MotorMove present = move;
        // DMOV's monitor may not have seen the beginning of a move yet.
        boolean started = present != null && !present.isOver();
        return done.get() != 1 || started ? Optional.of(place + " is moving") : Optional.empty();
    }

    @Override
    public Map<String, DataKey> describe() {
        Properties properties = properties();
        fields.readback().sample();
        Map<String, DataKey> keys = new LinkedHashMap<>();
        keys.put(
                name,
                DataKey.number(
                        fields.readback().source(),
                        properties.units(),
                        properties.precision(),
                        name,
                        DataKey.Role.READBACK));
        keys.put(
                name + "_setpoint",
                DataKey.number(
                        fields.setpoint().source(),
                        properties.units(),
                        properties.precision(),
                        name,
                        DataKey.Role.SETPOINT));
        return keys;
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        List<Sample> now = Fresh.await(List.of(fields.readback(), fields.setpoint()));
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put(name, Readings.number(name, fields.readback(), now.get(0)));
        readings.put(name + "_setpoint", Readings.number(name, fields.setpoint(), now.get(1)));
        return readings;
    }
}
