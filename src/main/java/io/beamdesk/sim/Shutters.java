package io.beamdesk.sim;

import io.beamdesk.sim.record.ValueRecord;
import java.time.Duration;
import java.util.List;

/// The front-end shutter, the fast shutter and the hutch interlock that permits both.
final class Shutters {
    private final Shutter frontEnd;
    private final Shutter fast;
    private final ValueRecord hutch;

    Shutters(Site site) {
        frontEnd = new Shutter(site, "fe:", "Front-end shutter", Duration.ofSeconds(1), true);
        fast = new Shutter(site, "fs:", "Fast shutter", Duration.ofMillis(20), false);
        hutch =
                site.add(
                        ValueRecord.choice(
                                site.world(),
                                site.name("hutch:ready"),
                                "bo",
                                "Hutch searched and locked",
                                List.of("Not ready", "Ready")));
        hutch.set(1);
        hutch.value()
                .onWrite(v -> {
                    hutch.set(v);
                    frontEnd.permit(v.integer(0) != 0);
                    fast.permit(v.integer(0) != 0);
                });
    }

    boolean hutchReady() {
        return hutch.value().integer() != 0;
    }

    boolean bothOpen() {
        return frontEnd.open() && fast.open();
    }
}
