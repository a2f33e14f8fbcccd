package io.beamdesk.ui.devices;

import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.PvProvider;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Severity;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.ScriptedPv;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Scripted devices in every state, served as process variables.
public final class ScriptedDevices implements PvProvider {
    private final Map<String, ScriptedPv> pvs = new ConcurrentHashMap<>();

    /// The variable of this name, made when first asked for.
    public ScriptedPv pv(String name) {
        return pvs.computeIfAbsent(name, ScriptedPv::new);
    }

    @Override
    public String scheme() {
        return "ca";
    }

    @Override
    public Channel open(PvName name) {
        return pv(name.name());
    }

    @Override
    public void close() {}

    public void motor(
            String pv, String units, int precision, Range limits, double at, boolean writable) {
        pv(pv + ".RBV").connect(units, precision, limits, false).value(at);
        pv(pv + ".VAL").connect(units, precision, limits, writable).value(at);
        pv(pv + ".STOP").connect("", 0, Range.NONE, writable).value(0);
        pv(pv + ".DMOV").connect("", 0, Range.NONE, false).value(1);
    }

    public void signal(
            String pv, String units, int precision, Range range, double at, Alarm alarm) {
        pv(pv).connect(units, precision, range, false).value(at, alarm);
    }

    /// A pane full of devices, one in each state.
    public static DevicesPane pane(Pulse pulse, Clock clock, Executor fxThread) {
        ScriptedDevices sim = new ScriptedDevices();
        List<DeviceDescription> all = new ArrayList<>();
        sim.motor("SIM:mono:E", "eV", 2, new Range(4000, 20000), 9079.60, true);
        all.add(DeviceDescription.motor("Mono energy", "Optics", PvName.of("SIM:mono:E")));
        sim.motor("SIM:m7", "mrad", 3, new Range(0, 6), 3.002, true);
        all.add(DeviceDescription.motor("Mirror pitch", "Optics", PvName.of("SIM:m7")));
        sim.signal(
                "SIM:mir:T", "°C", 1, new Range(10, 40), 31.4, new Alarm(Severity.MINOR, "HIGH"));
        all.add(DeviceDescription.signal("Mirror temperature", "Optics", PvName.of("SIM:mir:T")));
        sim.signal(
                "SIM:mono:flow",
                "l/min",
                2,
                new Range(0, 4),
                0.82,
                new Alarm(Severity.MAJOR, "LOLO"));
        all.add(DeviceDescription.signal("Mono water flow", "Optics", PvName.of("SIM:mono:flow")));
        sim.motor("SIM:m1", "mm", 3, new Range(-5, 5), 1.184, true);
        all.add(DeviceDescription.motor("Sample X", "Sample stage", PvName.of("SIM:m1")));
        sim.motor("SIM:m2", "mm", 3, new Range(-5, 5), 2.071, true);
        all.add(DeviceDescription.motor("Sample Y", "Sample stage", PvName.of("SIM:m2")));
        sim.motor("SIM:m3", "mm", 3, new Range(-2, 2), 0.118, true);
        all.add(DeviceDescription.motor("Sample Z", "Sample stage", PvName.of("SIM:m3")));
        sim.motor("SIM:m4", "°", 3, new Range(-180, 180), -86.600, false);
        all.add(DeviceDescription.motor("Rotation", "Sample stage", PvName.of("SIM:m4")));
        sim.signal(
                "SIM:i0:P", "mbar", 0, new Range(0, 1200), 942, new Alarm(Severity.MINOR, "LOW"));
        all.add(
                DeviceDescription.signal(
                        "i0 chamber pressure", "Counters and gases", PvName.of("SIM:i0:P")));
        sim.signal(
                "SIM:sc1.S4", "cts", 0, Range.NONE, 6450848, new Alarm(Severity.INVALID, "READ"));
        all.add(
                DeviceDescription.signal(
                        "i2 counts", "Counters and gases", PvName.of("SIM:sc1.S4")));
        sim.signal("SR:I", "mA", 2, new Range(0, 200), 161.18, Alarm.NONE);
        all.add(DeviceDescription.signal("Ring current", "Counters and gases", PvName.of("SR:I")));
        Pvs pvs = new Pvs(sim);
        List<DeviceRow> rows = new ArrayList<>();
        for (DeviceDescription description : all) {
            rows.add(new DeviceRow(description, pvs, pulse, clock, fxThread));
        }
        DevicesViewModel model = new DevicesViewModel(rows, pulse);
        sim.pv("SIM:m1.VAL").value(2.4);
        sim.pv("SIM:m1.DMOV").value(0);
        sim.pv("SIM:m1.RBV").value(2.0);
        for (String field : new String[] {".RBV", ".VAL", ".STOP", ".DMOV"}) {
            sim.pv("SIM:m3" + field)
                    .emit(new PvEvent.Disconnected(Instant.now().minusSeconds(296)));
        }
        fxThread.execute(() ->
                pulse.slot((Boolean _) -> rows.get(1).setpoint().ifPresent(m -> m.edit("3.015")))
                        .offer(true));
        model.selectedProperty().set(rows.get(6));
        return new DevicesPane(model, List.of(), "sim-beamline.json");
    }
}
