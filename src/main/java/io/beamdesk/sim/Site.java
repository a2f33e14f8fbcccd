package io.beamdesk.sim;

import io.beamdesk.sim.record.Database;
import io.beamdesk.sim.record.EpicsRecord;
import io.beamdesk.sim.record.World;
import java.time.Duration;

/// What every part of the beamline is built on.
///
/// @param world the one clock
/// @param database where the records go
/// @param prefix what every name begins with
/// @param seed seed of all noise
record Site(World world, Database database, String prefix, long seed) {
    String name(String suffix) {
        return prefix + suffix;
    }

    <R extends EpicsRecord> R add(R record) {
        return database.add(record);
    }

    /// Runs an action again and again, first after one period.
    void every(Duration period, Runnable action) {
        world.after(
                period,
                () -> {
                    action.run();
                    every(period, action);
                });
    }
}
