package io.beamdesk.recipe.scrape;

import io.beamdesk.pv.PvName;
import java.util.List;
import java.util.Optional;

/// The devices of a beamline by the PVs with which a scan record drives, starts and reads them.
///
/// @param axes what can be a positioner
/// @param detectors what can be triggered
/// @param readings what is read, detectors included
public record ScanDevices(List<Axis> axes, List<Detector> detectors, List<Reading> readings) {
    /// An axis.
    ///
    /// @param device its name
    /// @param setpoint what a positioner writes
    /// @param readback where it says where it is
    public record Axis(String device, PvName setpoint, PvName readback) {}

    /// A detector.
    ///
    /// @param device its name
    /// @param trigger what a trigger writes 1 to
    /// @param exposure its exposure in s
    public record Detector(String device, PvName trigger, PvName exposure) {}

    /// What a device records.
    ///
    /// @param device its name
    /// @param columns numbers that a scan record can read; may be empty
    public record Reading(String device, List<PvName> columns) {
        /// Copies the list.
        public Reading {
            columns = List.copyOf(columns);
        }
    }

    /// Copies the lists.
    public ScanDevices {
        axes = List.copyOf(axes);
        detectors = List.copyOf(detectors);
        readings = List.copyOf(readings);
    }

    /// Whether both texts name the same PV: `SIM:m1` and `SIM:m1.VAL` do.
    static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String pv) {
        return pv.strip().replaceFirst("^ca://", "").replaceFirst("\\.VAL$", "");
    }

    /// The axis that is moved through this PV.
    Optional<Axis> axisOf(String pv) {
        return axes.stream().filter(axis -> same(axis.setpoint.toString(), pv)).findFirst();
    }

    /// The axis of this name.
    Optional<Axis> axis(String device) {
        return axes.stream().filter(axis -> axis.device.equals(device)).findFirst();
    }

    /// The detector that is started through this PV.
    Optional<Detector> detectorOf(String pv) {
        return detectors.stream().filter(d -> same(d.trigger.toString(), pv)).findFirst();
    }

    /// The detector of this name.
    Optional<Detector> detector(String device) {
        return detectors.stream().filter(d -> d.device.equals(device)).findFirst();
    }

    /// The device that records this PV.
    Optional<Reading> readingOf(String pv) {
        return readings.stream()
                .filter(r -> r.columns.stream().anyMatch(c -> same(c.toString(), pv)))
                .findFirst();
    }

    /// What the device of this name records.
    Optional<Reading> reading(String device) {
        return readings.stream().filter(r -> r.device.equals(device)).findFirst();
    }
}
