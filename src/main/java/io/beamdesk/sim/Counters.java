package io.beamdesk.sim;

import io.beamdesk.sim.physics.Amplifier;
import io.beamdesk.sim.physics.Beam;
import io.beamdesk.sim.record.ScalerRecord;
import io.beamdesk.sim.record.ScalerRecord.Input;
import io.beamdesk.sim.record.ValueRecord;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The ion chambers: amplifiers with a gain each, and the scaler that counts.
final class Counters {
    private static final int USUAL_GAIN = 6;

    private final Site site;
    private final Optics optics;

    Counters(Site site, Optics optics) {
        this.site = site;
        this.optics = optics;
        Input time = new Input("time", () -> 0);
        site.add(
                new ScalerRecord(
                        site.world(),
                        site.name("scaler1"),
                        site.seed(),
                        List.of(
                                time,
                                chamber("I0", "i0", Beam::i0),
                                chamber("It", "it", Beam::it),
                                chamber("I2", "i2", Beam::i2))));
    }

    private Input chamber(String label, String name, ToDoubleFunction<Beam> current) {
        ValueRecord gain =
                site.add(
                        ValueRecord.choice(
                                site.world(),
                                site.name("amp:" + name + ":gain"),
                                "mbbo",
                                label + " amplifier gain",
                                Amplifier.labels()));
        gain.set(USUAL_GAIN - Amplifier.LOWEST);
        gain.value().settable();
        return new Input(
                label,
                () ->
                        Amplifier.countRate(
                                current.applyAsDouble(optics.beam()), gain.value().integer()));
    }
}
