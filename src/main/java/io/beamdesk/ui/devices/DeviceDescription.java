package io.beamdesk.ui.devices;

import io.beamdesk.pv.PvName;
import java.util.Optional;

/// What the Devices pane has to know of a device: its words, and the variables behind them.
///
/// @param label what operators call it
/// @param group heading it stands under
/// @param kind what sort of thing it is
/// @param readback what is measured
/// @param setpoint what is asked for, if anything can be
/// @param stop written 1 to stop it
/// @param doneMoving 0 while it moves, 1 at rest (DMOV of the motor record)
public record DeviceDescription(
        String label,
        String group,
        Kind kind,
        PvName readback,
        Optional<PvName> setpoint,
        Optional<PvName> stop,
        Optional<PvName> doneMoving) {

    /// Sorts of device, each with its icon.
    public enum Kind {
        /// An axis or what behaves like one.
        MOTOR("mdi2a-axis-arrow"),
        /// An area detector or camera.
        DETECTOR("mdi2c-camera-outline"),
        /// Counters.
        SCALER("mdi2c-counter"),
        /// A shutter.
        SHUTTER("mdi2g-gate"),
        /// What mounts samples.
        CHANGER("mdi2r-robot-industrial"),
        /// A value to watch.
        SIGNAL("mdi2g-gauge");

        private final String icon;

        Kind(String icon) {
            this.icon = icon;
        }

        /// Literal of the icon.
        public String icon() {
            return icon;
        }
    }

    /// A value to watch.
    public static DeviceDescription signal(String label, String group, PvName readback) {
        return new DeviceDescription(
                label,
                group,
                Kind.SIGNAL,
                readback,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// A motor record.
    ///
    /// @param record the record's name without a field
    public static DeviceDescription motor(String label, String group, PvName record) {
        return new DeviceDescription(
                label,
                group,
                Kind.MOTOR,
                record.field("RBV"),
                Optional.of(record.field("VAL")),
                Optional.of(record.field("STOP")),
                Optional.of(record.field("DMOV")));
    }

    /// The name shown below the label: without the field of a motor record.
    public String shortPv() {
        String name = readback.toString();
        return name.endsWith(".RBV") ? name.substring(0, name.length() - 4) : name;
    }
}
