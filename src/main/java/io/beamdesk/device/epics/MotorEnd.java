package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Quantity;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvName;
import java.util.Optional;

/// How a motor record stands after a move, and what that means. A completed put is not an arrival:
/// beyond a soft limit VAL snaps back without an alarm, STOP and the limit switches overwrite it.
///
/// @param setpoint VAL
/// @param readback RBV
/// @param limitViolated LVIO
/// @param highSwitch HLS
/// @param lowSwitch LLS
/// @param missed MISS
/// @param mode SPMG as its index
record MotorEnd(
        double setpoint,
        double readback,
        boolean limitViolated,
        boolean highSwitch,
        boolean lowSwitch,
        boolean missed,
        int mode) {

    /// SPMG's choices in the record's order, the first two of which do not move.
    static final int MODE_PAUSE = 1;

    static final int MODE_GO = 3;

    /// What was asked for, and the words to say it with.
    ///
    /// @param device the device's name
    /// @param record the motor record
    /// @param target where it was sent
    /// @param tolerance how far from it is still there
    /// @param properties units and decimals
    /// @param stopRequested whether this program stopped it
    record Task(
            String device,
            PvName record,
            double target,
            double tolerance,
            Properties properties,
            boolean stopRequested) {
        private String goal() {
            return Quantity.exact(target, properties.units());
        }
    }

    /// The reason why the motor is not where it was sent; empty if it is.
    Optional<DeviceException> failure(Task task) {
        boolean there = Math.abs(readback - task.target) <= task.tolerance;
        boolean wanted = Math.abs(setpoint - task.target) <= task.tolerance;
        if (there && wanted) {
            return Optional.empty();
        }
        String device = task.device;
        String at = Quantity.measured(readback, task.properties);
        String intro = device + ": stopped at " + at + " on the way to " + task.goal();
        if (task.stopRequested) {
            return Optional.of(
                    new DeviceException.Stopped(device, intro + " because this desk stopped it"));
        }
        if (limitViolated) {
            return Optional.of(
                    new DeviceException.LimitViolation(
                            device,
                            device
                                    + ": "
                                    + task.record.field("LVIO")
                                    + " says that "
                                    + task.goal()
                                    + " violates a soft limit, it stands at "
                                    + at
                                    + "; check HLM, LLM and the dial limits"));
        }
        if (highSwitch || lowSwitch) {
            String field = highSwitch ? "HLS" : "LLS";
            return Optional.of(
                    new DeviceException.LimitViolation(
                            device,
                            intro
                                    + " on the "
                                    + (highSwitch ? "high" : "low")
                                    + " limit switch ("
                                    + task.record.field(field)
                                    + "); move it off the switch"));
        }
        if (!wanted) {
            return Optional.of(
                    new DeviceException.Stopped(
                            device,
                            intro
                                    + ", "
                                    + task.record.field("VAL")
                                    + " was changed to "
                                    + Quantity.measured(setpoint, task.properties)
                                    + " by someone else; find out who is moving it, then move"
                                    + " again"));
        }
        if (mode <= MODE_PAUSE) {
            return Optional.of(
                    new DeviceException.Stopped(
                            device,
                            intro
                                    + " because "
                                    + task.record.field("SPMG")
                                    + " was set to "
                                    + (mode == MODE_PAUSE ? "Pause" : "Stop")
                                    + " by someone else; set it to Go"));
        }
        return Optional.of(
                new DeviceException.NotArrived(
                        device,
                        device
                                + ": ended at "
                                + at
                                + " instead of "
                                + task.goal()
                                + ", more than "
                                + Quantity.exact(task.tolerance, task.properties.units())
                                + " away"
                                + (missed
                                        ? " after all its retries ("
                                                + task.record.field("MISS")
                                                + ")"
                                        : "")
                                + "; check its encoder, or the tolerance in the beamline file"));
    }
}
