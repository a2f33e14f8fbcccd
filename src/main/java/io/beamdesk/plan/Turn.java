package io.beamdesk.plan;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Readable;
import io.beamdesk.document.Event;
import io.beamdesk.image.LoopSearch;
import io.beamdesk.image.Pixels;

/// Pictures of a sample at angles of a full turn.
///
/// @param picture takes them
/// @param goniometer turns the sample
/// @param stream of their rows
record Turn(Snapshot picture, Goniometer goniometer, String stream) {
    /// Number of angles: enough that a flat loop is seen from its flat side in some of them.
    static final int ANGLES = 8;

    private static final double FULL = 360;

    /// What was seen.
    ///
    /// @param finding where the loop is
    /// @param measured whether anything was; nothing is in a dry run
    record Seen(LoopSearch.Finding finding, boolean measured) {}

    /// Takes them, each in a step of its own.
    ///
    /// @param part of the plan, for people
    Seen take(RunContext run, String part) {
        LoopSearch search = new LoopSearch(goniometer.upright());
        double start = run.position(goniometer.rotation());
        boolean measured = true;
        for (int i = 0; i < ANGLES; i++) {
            double angle = reachable(start + i * FULL / ANGLES);
            Event[] row = new Event[1];
            run.step(
                    part + ", picture " + (i + 1) + " of " + ANGLES,
                    () -> {
                        run.move(goniometer.rotation(), angle);
                        run.trigger(picture.camera());
                        row[0] = run.read(stream, new Readable[] {goniometer.rotation(), picture});
                    });
            measured &= !row[0].data().isEmpty();
            if (measured) {
                Pixels pixels = picture.pixels();
                search.add(run.position(goniometer.rotation()), pixels);
            }
        }
        return new Seen(search.find(), measured);
    }

    /// The same angle a turn back where the limits end before it; a target that cannot be reached
    /// either way is refused by the axis, in a dry run already.
    private double reachable(double angle) {
        try {
            goniometer.rotation().check(angle);
            return angle;
        } catch (DeviceException beyond) {
            try {
                goniometer.rotation().check(angle - FULL);
                return angle - FULL;
            } catch (DeviceException _) {
                return angle;
            }
        }
    }
}
