package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.pv.Range;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/// Speed of a motor record, VELO. The record cuts what is written to VBAS and VMAX without a word, so
/// that both are checked before.
final class Velocity implements Movable<Double> {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final String motor;
    private final MotorFields fields;
    private final Setting speed;

    Velocity(String motor, String label, MotorFields fields, Scheduler scheduler) {
        this.motor = motor;
        this.fields = fields;
        speed =
                new Setting(
                        motor + "_velocity",
                        label + " velocity",
                        fields.speed(),
                        fields.speed(),
                        OptionalDouble.empty(),
                        Setting.DEFAULT_TOLERANCE,
                        LIMIT,
                        scheduler);
    }

    @Override
    public String name() {
        return speed.name();
    }

    @Override
    public String label() {
        return speed.label();
    }

    @Override
    public List<Signal> signals() {
        return List.of(fields.speed(), fields.lowestSpeed(), fields.highestSpeed());
    }

    @Override
    public String units() {
        return fields.readback().state().properties().units() + "/s";
    }

    @Override
    public void check(Double target) {
        double lowest = Math.max(0, fields.lowestSpeed().number());
        double highest = fields.highestSpeed().number();
        if (!(target > 0) || target < lowest) {
            throw beyond(target, "below", lowest, highest, fields.lowestSpeed());
        }
        if (highest > 0 && target > highest) {
            throw beyond(target, "above", lowest, highest, fields.highestSpeed());
        }
        speed.check(target);
    }

    private DeviceException beyond(
            double target, String side, double lowest, double highest, Signal field) {
        return new DeviceException.LimitViolation(
                name(),
                motor
                        + ": the velocity "
                        + Quantity.exact(target, units())
                        + " is "
                        + side
                        + " "
                        + Quantity.exact(side.equals("above") ? highest : lowest, units())
                        + ", the limit "
                        + field.pv()
                        + "; choose another acquire period, range or number of frames",
                new Range(lowest, highest > 0 ? highest : Double.MAX_VALUE));
    }

    @Override
    public Status set(Double target) {
        try {
            check(target);
        } catch (DeviceException refused) {
            return Status.failed(label(), refused);
        }
        return speed.set(target);
    }

    @Override
    public Double position() {
        return speed.position();
    }

    @Override
    public Duration estimate(Double from, Double to) {
        return speed.estimate(from, to);
    }

    /// Does nothing: a setting cannot be stopped.
    @Override
    public void stop() {}
}
