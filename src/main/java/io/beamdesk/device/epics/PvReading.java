package io.beamdesk.device.epics;

import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One or more plain PVs that are read and never written: a ring current, temperatures.
///
/// Columns are numbers, labels of choices, or texts, as the IOC has them.
public final class PvReading implements Readable {
    private final String name;
    private final String label;
    private final Map<String, Signal> columns = new LinkedHashMap<>();

    /// Wires one PV for each column, in order.
    public PvReading(String name, String label, Map<String, PvName> columns, Pvs pvs) {
        this.name = name;
        this.label = label;
        Wiring wiring = new Wiring(name, pvs);
        columns.forEach((column, pv) -> this.columns.put(column, wiring.open(pv)));
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
        return List.copyOf(columns.values());
    }

    @Override
    public Map<String, DataKey> describe() {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        columns.forEach((column, signal) ->
                keys.put(column, Readings.key(name, signal, DataKey.Role.AUXILIARY)));
        return keys;
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        List<Sample> now = Fresh.await(signals());
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (Map.Entry<String, Signal> column : columns.entrySet()) {
            readings.put(
                    column.getKey(),
                    Readings.scalar(name, column.getValue(), now.get(readings.size())));
        }
        return readings;
    }

    @Override
    public List<String> hints() {
        return List.copyOf(columns.keySet());
    }
}
