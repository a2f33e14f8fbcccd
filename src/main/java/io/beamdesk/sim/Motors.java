package io.beamdesk.sim;

import io.beamdesk.sim.record.MotorFault;
import io.beamdesk.sim.record.MotorRecord;
import io.beamdesk.sim.record.MotorSettings;
import io.beamdesk.sim.record.ValueRecord;
import java.util.ArrayList;
import java.util.List;

/// The motors m1 to m18 and the energy, each with a record that makes it fail.
final class Motors {
    private final Site site;
    private final List<MotorRecord> numbered = new ArrayList<>();
    private final MotorRecord energy;

    Motors(Site site) {
        this.site = site;
        add("Sample X", "mm", 4, 0, -25, 25, 5, 0.1, 0.001);
        add("Sample Y", "mm", 4, 0, -25, 25, 5, 0.1, 0.001);
        add("Sample Z (focus)", "mm", 4, 0, -20, 20, 5, 0.1, 0.001);
        add("Sample rotation", "deg", 3, 0, -3600, 3600, 90, 0.1, 0.001);
        add("Detector distance", "mm", 3, 100, 20, 1500, 100, 0.2, 0.01);
        add("Second crystal pitch", "urad", 2, 0, -500, 500, 200, 0.05, 0.01);
        add("Slit horizontal size", "mm", 4, 8, 0, 20, 5, 0.1, 0.001);
        add("Slit horizontal centre", "mm", 4, 0, -5, 5, 5, 0.1, 0.001);
        add("Slit vertical size", "mm", 4, 5, 0, 20, 5, 0.1, 0.001);
        add("Slit vertical centre", "mm", 4, 0, -5, 5, 5, 0.1, 0.001);
        add("Mirror pitch", "mrad", 4, 3, 0, 6, 1, 0.1, 0.0001);
        add("Mirror height", "mm", 4, 0, -10, 10, 2, 0.1, 0.001);
        add("Alignment camera focus", "mm", 4, 0, -5, 5, 2, 0.1, 0.001);
        add("Beamstop X", "mm", 4, 0, -15, 15, 5, 0.1, 0.001);
        add("Table height", "mm", 3, 0, -50, 50, 2, 0.2, 0.001);
        add("Filter wheel", "deg", 2, 0, -180, 180, 60, 0.1, 0.01);
        add("Centring X", "mm", 4, 0, -2, 2, 1, 0.1, 0.001);
        add("Centring Z", "mm", 4, 0, -2, 2, 1, 0.1, 0.001);
        energy =
                add(
                        new MotorSettings(
                                site.name("mono:E"),
                                "Photon energy",
                                "eV",
                                2,
                                8333,
                                4000,
                                20_000,
                                1000,
                                0.05,
                                0.01));
    }

    private void add(
            String description,
            String units,
            int precision,
            double start,
            double low,
            double high,
            double velocity,
            double rampSeconds,
            double resolution) {
        String name = site.name("m" + (numbered.size() + 1));
        numbered.add(
                add(
                        new MotorSettings(
                                name,
                                description,
                                units,
                                precision,
                                start,
                                low,
                                high,
                                velocity,
                                rampSeconds,
                                resolution)));
    }

    private MotorRecord add(MotorSettings settings) {
        MotorRecord motor = site.add(new MotorRecord(site.world(), settings));
        ValueRecord fault =
                site.add(
                        ValueRecord.choice(
                                site.world(),
                                settings.name() + ":fault",
                                "mbbo",
                                "Make the motor fail",
                                MotorFault.labels()));
        fault.value()
                .onWrite(v -> {
                    fault.set(v);
                    motor.fail(MotorFault.of(v.integer(0)));
                });
        return motor;
    }

    /// Position of the motor of that number at this moment.
    double position(int number) {
        return numbered.get(number - 1).position();
    }

    /// The energy in eV, a motor like the others.
    MotorRecord energy() {
        return energy;
    }
}
