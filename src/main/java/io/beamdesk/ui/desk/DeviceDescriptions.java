package io.beamdesk.ui.desk;

import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.DeviceEntry;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.pv.PvName;
import io.beamdesk.ui.devices.DeviceDescription;
import io.beamdesk.ui.devices.DeviceDescription.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the Devices pane shows of a beamline file: one row for each value an operator looks at.
final class DeviceDescriptions {
    private DeviceDescriptions() {}

    /// The rows in the order of the file's groups.
    static List<DeviceDescription> of(BeamlineFile file) {
        List<DeviceDescription> rows = new ArrayList<>();
        for (String group : file.groups()) {
            file.devices().stream()
                    .filter(entry -> entry.group().equals(group))
                    .forEach(entry -> rows.addAll(of(entry)));
        }
        return rows;
    }

    /// The rows of one device.
    static List<DeviceDescription> of(DeviceEntry entry) {
        String label = entry.label();
        String group = entry.group();
        return switch (entry.spec()) {
            case DeviceSpec.Motor(PvName record, var _) ->
                    List.of(DeviceDescription.motor(label, group, record));
            case DeviceSpec.Scaler(PvName record, var channels, var _, var _) ->
                    channels.entrySet().stream()
                            .map(c ->
                                    watched(
                                            c.getKey() + " counts",
                                            group,
                                            Kind.SCALER,
                                            record.field("S" + c.getValue())))
                            .toList();
            case DeviceSpec.Detector(PvName camera, var _, var _, var _) ->
                    List.of(
                            watched(
                                    label,
                                    group,
                                    Kind.DETECTOR,
                                    new PvName(
                                            camera.scheme(), camera.name() + "DetectorState_RBV")));
            case DeviceSpec.Shutter(var wires) ->
                    List.of(watched(label, group, Kind.SHUTTER, wires.status()));
            case DeviceSpec.Signal(var pvs) ->
                    pvs.entrySet().stream()
                            .map(pv ->
                                    watched(
                                            pvs.size() == 1 ? label : label + ", " + pv.getKey(),
                                            group,
                                            Kind.SIGNAL,
                                            pv.getValue()))
                            .toList();
            case DeviceSpec.Setting(PvName setpoint, var readback, var _, var _) ->
                    List.of(settable(label, group, setpoint, readback.orElse(setpoint)));
            case DeviceSpec.Changer(PvName prefix, var _, var _, var _) ->
                    List.of(
                            watched(
                                    label,
                                    group,
                                    Kind.CHANGER,
                                    new PvName(prefix.scheme(), prefix.name() + "State_RBV")));
            case DeviceSpec.Choice(PvName pv, var _) -> List.of(settable(label, group, pv, pv));
        };
    }

    private static DeviceDescription watched(
            String label, String group, Kind kind, PvName readback) {
        return new DeviceDescription(
                label, group, kind, readback, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static DeviceDescription settable(
            String label, String group, PvName setpoint, PvName readback) {
        return new DeviceDescription(
                label,
                group,
                Kind.SIGNAL,
                readback,
                Optional.of(setpoint),
                Optional.empty(),
                Optional.empty());
    }
}
