package io.beamdesk.sim;

import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.physics.Noise;
import io.beamdesk.sim.physics.StorageRing;
import io.beamdesk.sim.record.AnalogRecord;
import io.beamdesk.sim.record.ValueRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The storage ring: its current decays and is topped up; it can be made to trip.
final class Ring {
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final double MEASUREMENT_NOISE = 0.005;
    private static final long NOISE_STREAM = 10;

    private final Site site;
    private final AnalogRecord current;
    private final AnalogRecord lifetime;
    private final ValueRecord trip;
    private final Instant full;
    private Instant filling = Instant.MIN;
    private long reading;

    Ring(Site site) {
        this.site = site;
        full = site.world().now();
        current =
                site.add(
                        new AnalogRecord(
                                site.world(),
                                site.name("ring:current"),
                                "Ring current",
                                StorageRing.FULL,
                                Properties.number("mA", 3, 0, 250)));
        lifetime =
                site.add(
                        new AnalogRecord(
                                site.world(),
                                site.name("ring:lifetime"),
                                "Beam lifetime",
                                StorageRing.LIFETIME,
                                Properties.number("h", 2, 0, 24)));
        trip =
                site.add(
                        ValueRecord.choice(
                                site.world(),
                                site.name("ring:trip"),
                                "bo",
                                "Trip the ring",
                                List.of("Normal", "Trip")));
        trip.value()
                .onWrite(v -> {
                    if (tripped() && v.integer(0) == 0) {
                        filling = site.world().now();
                    }
                    trip.set(v);
                    show();
                });
        site.every(PERIOD, this::show);
    }

    private boolean tripped() {
        return trip.value().integer() != 0;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    /// The current at this moment in mA, without the noise of its measurement.
    double current() {
        if (tripped()) {
            return 0;
        }
        Instant now = site.world().now();
        double steady = StorageRing.current(seconds(full, now));
        return filling.equals(Instant.MIN)
                ? steady
                : Math.min(steady, StorageRing.filling(seconds(filling, now)));
    }

    private void show() {
        double noise = new Noise(site.seed(), NOISE_STREAM, reading++).normal();
        double now = current();
        current.set(now == 0 ? 0 : now + MEASUREMENT_NOISE * noise);
        lifetime.set(now == 0 ? 0 : StorageRing.LIFETIME);
    }
}
