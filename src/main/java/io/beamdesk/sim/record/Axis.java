package io.beamdesk.sim.record;

import io.beamdesk.sim.physics.Motion;
import io.beamdesk.sim.physics.Motion.Braking;
import io.beamdesk.sim.record.World.Ticket;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An axis that moves on the world's clock, and tells while it moves and when it stands.
final class Axis {
    private static final Duration READBACK_PERIOD = Duration.ofMillis(100);

    private final World world;
    private final Runnable onMoved;
    private final Runnable onStanding;
    private double rest;
    private @Nullable Motion motion;
    private Instant begun = Instant.EPOCH;
    private Ticket tick = Ticket.NONE;
    private Ticket end = Ticket.NONE;

    Axis(World world, double start, Runnable onMoved, Runnable onStanding) {
        this.world = world;
        this.rest = start;
        this.onMoved = onMoved;
        this.onStanding = onStanding;
    }

    double position() {
        return motion == null ? rest : motion.position(elapsed());
    }

    double velocity() {
        return motion == null ? 0 : motion.velocity(elapsed());
    }

    boolean moving() {
        return motion != null;
    }

    private double elapsed() {
        return Duration.between(begun, world.now()).toNanos() / 1e9;
    }

    /// Begins to move, from where the motion says.
    void begin(Motion next) {
        tick.cancel();
        end.cancel();
        motion = next;
        begun = world.now();
        tick = world.after(READBACK_PERIOD, this::moved);
        double seconds = next.duration();
        end =
                Double.isFinite(seconds)
                        ? world.after(Duration.ofNanos((long) (seconds * 1e9)), this::standing)
                        : Ticket.NONE;
    }

    /// Slows down to a stand.
    void brake(double rate) {
        begin(new Braking(position(), velocity(), rate));
    }

    private void moved() {
        if (motion != null) {
            tick = world.after(READBACK_PERIOD, this::moved);
            onMoved.run();
        }
    }

    private void standing() {
        if (motion == null) {
            return;
        }
        tick.cancel();
        rest = motion.position(motion.duration());
        motion = null;
        onStanding.run();
    }
}
