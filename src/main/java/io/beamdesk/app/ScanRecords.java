package io.beamdesk.app;

import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.DeviceEntry;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.pv.PvName;
import io.beamdesk.recipe.scrape.ScanDevices;
import java.util.ArrayList;
import java.util.List;

/// The devices of a beamline file as an sscan record drives, starts and reads them.
public final class ScanRecords {
    private ScanRecords() {}

    public static ScanDevices devices(BeamlineFile file) {
        List<ScanDevices.Axis> axes = new ArrayList<>();
        List<ScanDevices.Detector> detectors = new ArrayList<>();
        List<ScanDevices.Reading> readings = new ArrayList<>();
        for (DeviceEntry entry : file.devices()) {
            String name = entry.name();
            switch (entry.spec()) {
                case DeviceSpec.Motor(var record, var _) -> {
                    PvName readback = record.field("RBV");
                    PvName setpoint = record.field("VAL");
                    axes.add(new ScanDevices.Axis(name, setpoint, readback));
                    readings.add(new ScanDevices.Reading(name, List.of(readback, setpoint)));
                }
                case DeviceSpec.Setting(var setpoint, var readback, var _, var _) -> {
                    PvName read = readback.orElse(setpoint);
                    axes.add(new ScanDevices.Axis(name, setpoint, read));
                    readings.add(new ScanDevices.Reading(name, List.of(read, setpoint)));
                }
                case DeviceSpec.Scaler(var record, var channels, var _, var _) -> {
                    detectors.add(
                            new ScanDevices.Detector(
                                    name, record.field("CNT"), record.field("TP")));
                    List<PvName> columns = new ArrayList<>();
                    channels.values().forEach(n -> columns.add(record.field("S" + n)));
                    columns.add(record.field("T"));
                    readings.add(new ScanDevices.Reading(name, columns));
                }
                case DeviceSpec.Detector(var camera, var image, var _, var _) -> {
                    detectors.add(
                            new ScanDevices.Detector(
                                    name, with(camera, "Acquire"), with(camera, "AcquireTime")));
                    readings.add(
                            new ScanDevices.Reading(name, List.of(with(image, "UniqueId_RBV"))));
                }
                case DeviceSpec.Signal(var pvs) ->
                        readings.add(new ScanDevices.Reading(name, List.copyOf(pvs.values())));
                case DeviceSpec.Shutter(var wires) ->
                        readings.add(new ScanDevices.Reading(name, List.of(wires.status())));
                case DeviceSpec.Changer _ -> {}
                case DeviceSpec.Choice(var pv, var _) ->
                        readings.add(new ScanDevices.Reading(name, List.of(pv)));
            }
        }
        return new ScanDevices(axes, detectors, readings);
    }

    private static PvName with(PvName prefix, String suffix) {
        return new PvName(prefix.scheme(), prefix.name() + suffix);
    }
}
