package io.beamdesk.config;

import io.beamdesk.device.epics.CameraSettings;
import io.beamdesk.device.epics.MotorSettings;
import io.beamdesk.document.Compression;
import io.beamdesk.pv.PvName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the beamline file says about one device, by its type.
public sealed interface DeviceSpec {
    /// Columns that a device of this name records.
    List<String> columns(String name);

    /// A motor record.
    ///
    /// @param record `SIM:m1`
    /// @param settings tolerance and stall time
    record Motor(PvName record, MotorSettings settings) implements DeviceSpec {
        @Override
        public List<String> columns(String name) {
            return List.of(name, name + "_setpoint");
        }
    }

    /// A scaler record.
    ///
    /// @param record `SIM:scaler1`
    /// @param channels number of the channel by column
    /// @param margin how much longer than its preset a count may take
    /// @param fullScale counts per second at which its channels saturate, if that is known
    record Scaler(
            PvName record, Map<String, Integer> channels, Duration margin, OptionalDouble fullScale)
            implements DeviceSpec {
        @Override
        public List<String> columns(String name) {
            List<String> columns = new ArrayList<>(channels.keySet());
            columns.add(name + "_time");
            return columns;
        }
    }

    /// An areaDetector camera with its image plugin.
    ///
    /// @param camera `SIM:cam1:`
    /// @param image `SIM:image1:`
    /// @param settings time limits
    /// @param compression how products keep its frames
    record Detector(PvName camera, PvName image, CameraSettings settings, Compression compression)
            implements DeviceSpec {
        @Override
        public List<String> columns(String name) {
            return List.of(name, name + "_unique_id");
        }
    }

    /// A shutter.
    ///
    /// @param wires its PVs
    record Shutter(io.beamdesk.device.epics.Shutter.Wires wires) implements DeviceSpec {
        @Override
        public List<String> columns(String name) {
            return List.of(name);
        }
    }

    /// PVs that are read.
    ///
    /// @param pvs PV by column
    record Signal(Map<String, PvName> pvs) implements DeviceSpec {
        @Override
        public List<String> columns(String name) {
            return List.copyOf(pvs.keySet());
        }
    }

    /// A number that can be set.
    ///
    /// @param setpoint where it is written
    /// @param readback where it is read, if not there
    /// @param tolerance how far the readback may be off
    /// @param limit how long the readback may take
    record Setting(
            PvName setpoint, Optional<PvName> readback, OptionalDouble tolerance, Duration limit)
            implements DeviceSpec {
        @Override
        public List<String> columns(String name) {
            return readback.isPresent() ? List.of(name, name + "_setpoint") : List.of(name);
        }
    }

    /// A sample changer.
    ///
    /// @param prefix `SIM:robot:`
    /// @param usual how long a command is assumed to take before one was done
    /// @param limit when a command has failed to end
    /// @param mountAt where axes and settings are to be when a sample is mounted, by their names
    record Changer(PvName prefix, Duration usual, Duration limit, Map<String, Double> mountAt)
            implements DeviceSpec {
        @Override
        public List<String> columns(String name) {
            return List.of(name);
        }
    }

    /// A choice that can be set.
    ///
    /// @param pv the enum record
    /// @param limit how long it may take
    record Choice(PvName pv, Duration limit) implements DeviceSpec {
        @Override
        public List<String> columns(String name) {
            return List.of(name);
        }
    }
}
