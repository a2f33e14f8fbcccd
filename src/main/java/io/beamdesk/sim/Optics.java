package io.beamdesk.sim;

import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.physics.Beam;
import io.beamdesk.sim.physics.Monochromator;
import io.beamdesk.sim.record.AnalogRecord;

/// Monochromator, mirror and slits: the state of the light at the sample.
final class Optics {
    private final Ring ring;
    private final Motors motors;
    private final Shutters shutters;
    private final Stage stage;

    Optics(Site site, Ring ring, Motors motors, Shutters shutters, Stage stage) {
        this.ring = ring;
        this.motors = motors;
        this.shutters = shutters;
        this.stage = stage;
        AnalogRecord angle =
                site.add(
                        new AnalogRecord(
                                site.world(),
                                site.name("mono:theta"),
                                "Bragg angle",
                                Monochromator.braggAngle(motors.energy().position()),
                                Properties.number("deg", 5, 0, 90)));
        motors.energy()
                .watch(() ->
                        angle.set(Monochromator.braggAngle(motors.energy().readback().number())));
    }

    /// The light at this moment.
    Beam beam() {
        return new Beam(
                ring.current(),
                motors.energy().position(),
                motors.position(6),
                motors.position(11),
                new Beam.Slits(
                        motors.position(7),
                        motors.position(8),
                        motors.position(9),
                        motors.position(10)),
                shutters.bothOpen(),
                stage.x(),
                stage.y());
    }
}
