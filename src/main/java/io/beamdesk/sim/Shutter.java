package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.record.EpicsRecord;
import io.beamdesk.sim.record.Field;
import io.beamdesk.sim.record.ValueRecord;
import io.beamdesk.sim.record.World;
import io.beamdesk.sim.record.World.Ticket;
import java.time.Duration;
import java.util.List;

/// A shutter: the records Cmd, Status_RBV and Permit. It opens with a permit only, and closes by
/// itself when it loses the permit. A write to Cmd with completion is answered when it stands.
final class Shutter {
    private static final int OPEN = 1;
    private static final List<String> POSITIONS = List.of("Close", "Open");

    private final Command command;
    private final ValueRecord status;
    private final ValueRecord permit;

    /// The record Cmd, which is busy while the shutter travels.
    private final class Command extends EpicsRecord {
        private final Field value;
        private final Duration travel;
        private Ticket arrival = Ticket.NONE;
        private boolean travels;

        Command(World world, String name, Duration travel) {
            super(world, name, "bo", "Close or open");
            this.travel = travel;
            value =
                    add("VAL", NativeType.ENUM, Elements.choice(0))
                            .properties(Properties.choices(POSITIONS))
                            .onWrite(v -> move(v.integer(0)));
            stamp();
        }

        @Override
        protected boolean busy() {
            return travels;
        }

        void move(int wanted) {
            stamp();
            value.post(wanted);
            if (wanted == OPEN && permit.value().integer() == 0) {
                value.post(0);
                return;
            }
            arrival.cancel();
            travels = true;
            arrival = world().after(travel, () -> arrive(wanted));
        }

        private void arrive(int where) {
            travels = false;
            status.set(where);
            finished();
        }
    }

    Shutter(Site site, String prefix, String description, Duration travel, boolean open) {
        World world = site.world();
        status =
                site.add(
                        ValueRecord.choice(
                                world,
                                site.name(prefix + "Status_RBV"),
                                "bi",
                                description,
                                List.of("Closed", "Open")));
        permit =
                site.add(
                        ValueRecord.choice(
                                world,
                                site.name(prefix + "Permit"),
                                "bi",
                                description + " permit",
                                List.of("Not permitted", "Permitted")));
        command = site.add(new Command(world, site.name(prefix + "Cmd"), travel));
        permit.set(1);
        if (open) {
            command.value.post(OPEN);
            status.set(OPEN);
        }
    }

    boolean open() {
        return status.value().integer() == OPEN;
    }

    void permit(boolean given) {
        permit.set(given ? 1 : 0);
        if (!given && (open() || command.travels)) {
            command.move(0);
        }
    }
}
