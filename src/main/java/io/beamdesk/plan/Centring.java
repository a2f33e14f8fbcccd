package io.beamdesk.plan;

import io.beamdesk.device.Detector;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.image.LoopSearch;
import io.beamdesk.plan.Goniometer.Spot;
import io.beamdesk.plan.OnSample.Axle;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds a loop in pictures of a turn, with the beam off, and brings its middle onto the rotation's axis
/// and to its place in the frame.
///
/// Pictures of another turn confirm it; the axes stay there. Where there is no loop, or it cannot be told
/// from something else, the run ends well all the same and says so in its row of the stream `centring`:
/// the axes go back to where they were, as they do on every other way out. The rotation goes back in any
/// case, as do the exposure and what is set for the pictures.
///
/// @param camera looks at the sample
/// @param exposure of each picture
/// @param settings what is set for the pictures, in this order: light, focus
/// @param goniometer turns and moves the sample
/// @param place where the middle of the loop is to be seen; empty for the middle of the frame
/// @param shutter closed before anything moves, if there is one
public record Centring(
        Detector camera,
        Duration exposure,
        List<Screening.Setting> settings,
        Goniometer goniometer,
        Optional<Spot> place,
        Optional<StepScan.Opening<?>> shutter)
        implements Plan {
    /// Name of the plan.
    public static final String NAME = "centring";

    /// Name of the stream of the outcome.
    public static final String STREAM = "centring";

    /// Column in it: 1 if the loop is where it is to be, else 0.
    public static final String SURE = "sure";

    /// Column of the confidence, 0 to 1.
    public static final String CONFIDENCE = "confidence";

    /// Column of what is left, in pixels.
    public static final String OFF = "off";

    /// Column that says why.
    public static final String WHY = "why";

    /// Column with the names of the axes that centred it, with blanks between them; each of them is a
    /// column with where it stands.
    public static final String AXES = "axes";

    /// What its time depends on.
    static final String REMARK =
            "the time is that of two turns: a loop that is in its place already, or cannot be told, takes"
                    + " one, a loop that has to be corrected takes three";

    /// Turns at most: one to find it, two to correct it, of which the last confirms.
    private static final int TURNS = 3;

    /// Pixels that may be left, and the share of the loop's width.
    private static final double NEAR = 4;

    private static final double NEAR_SHARE = 0.04;

    /// Copies the list.
    public Centring {
        settings = List.copyOf(settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> remarks() {
        return List.of(REMARK);
    }

    @Override
    public void run(RunContext run) {
        var _ = alone(run);
    }

    /// Does it as a run of its own.
    Centred alone(RunContext run) {
        try (var _ = run.openRun(metadata());
                var _ = run.stage(camera)) {
            return centre(run, RunContext.PRIMARY);
        }
    }

    /// Does it within a run whose camera is staged.
    ///
    /// @param stream of the pictures
    Centred centre(RunContext run, String stream) {
        Movable<?>[] set =
                Stream.concat(
                                Stream.of(camera.exposure()),
                                settings.stream().map(Screening.Setting::device))
                        .toArray(Movable<?>[]::new);
        Movable<?>[] slides = goniometer.slides().reversed().toArray(Movable<?>[]::new);
        shutter.ifPresent(opening -> close(run, opening));
        try (var _ = run.restoring(set);
                var _ = run.restoring(goniometer.rotation());
                Restoring places = run.restoring(slides)) {
            run.step(
                    "centring",
                    () -> {
                        run.move(camera.exposure(), Measurement.seconds(exposure));
                        for (Screening.Setting setting : settings) {
                            run.move(setting.device(), setting.position());
                        }
                    });
            Snapshot picture = new Snapshot(camera);
            Centred outcome = turns(run, new Turn(picture, goniometer, stream), places);
            run.step(
                    "centring",
                    () -> {
                        var _ = run.read(STREAM, outcome);
                    });
            return outcome;
        }
    }

    private static <P> void close(RunContext run, StepScan.Opening<P> opening) {
        run.move(opening.shutter(), opening.closed());
    }

    private Centred turns(RunContext run, Turn turn, Restoring places) {
        @Nullable Centred last = null;
        for (int i = 1; i <= TURNS; i++) {
            Turn.Seen seen = turn.take(run, i == 1 ? "looking for the loop" : "confirming");
            if (!seen.measured()) {
                // A dry run: as long as a centring that is confirmed at once.
                if (i == 2) {
                    break;
                }
                continue;
            }
            switch (seen.finding()) {
                case LoopSearch.NotSure(String saw, String advice) -> {
                    return unsure(turn, 0, Double.NaN, saw, advice);
                }
                case LoopSearch.Found loop -> {
                    Spot target = place.orElseGet(() -> middle(turn.picture()));
                    last = judge(turn, loop, target);
                    if (last.sure()) {
                        places.keep();
                        return last;
                    }
                    if (i < TURNS) {
                        List<Axle> targets =
                                goniometer.targets(loop.across(), loop.along(), target);
                        Optional<String> beyond = beyond(targets);
                        if (beyond.isPresent()) {
                            return unsure(
                                    turn,
                                    loop.confidence(),
                                    off(loop, target),
                                    "a loop that cannot be brought there (" + beyond.get() + ")",
                                    "mount the sample anew, nearer to the axis");
                        }
                        run.step(
                                "moving the loop to the axis",
                                () -> targets.forEach(axle -> run.move(axle.axis(), axle.at())));
                    }
                }
            }
        }
        return last == null
                ? Centred.dry(turn.picture().time(), goniometer.slides())
                : unsure(
                        turn,
                        last.confidence(),
                        last.off(),
                        String.format(
                                Locale.ROOT,
                                "a loop that was still %.0f pixels off after %d corrections",
                                last.off(),
                                TURNS - 1),
                        "see that the axes of the goniometer get to where they are sent");
    }

    private Centred judge(Turn turn, LoopSearch.Found loop, Spot target) {
        double off = off(loop, target);
        boolean near = off <= Math.max(NEAR, NEAR_SHARE * loop.width());
        return new Centred(
                near && loop.missing() == 0,
                loop.confidence(),
                off,
                String.format(
                        Locale.ROOT,
                        "a loop %.0f pixels wide stays within %.1f pixels of its place, confidence %.0f %%",
                        loop.width(),
                        off,
                        100 * loop.confidence()),
                turn.picture().time(),
                goniometer.slides());
    }

    /// How far it is at most over a turn.
    private double off(LoopSearch.Found loop, Spot target) {
        double across =
                loop.across().radius()
                        + Math.abs(loop.across().centre() - goniometer.across(target));
        return Math.hypot(across, loop.along() - goniometer.along(target));
    }

    private static Spot middle(Snapshot picture) {
        var pixels = picture.pixels();
        return new Spot(pixels.columns() / 2.0, pixels.rows() / 2.0);
    }

    private static Optional<String> beyond(List<Axle> targets) {
        try {
            Goniometer.check(targets);
            return Optional.empty();
        } catch (DeviceException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private Centred unsure(Turn turn, double confidence, double off, String saw, String advice) {
        return new Centred(
                false,
                confidence,
                off,
                "not sure: " + saw + "; " + advice,
                turn.picture().time(),
                goniometer.slides());
    }

    private Metadata metadata() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("plan_name", name());
        entries.put("plan_type", "plan");
        entries.put("motors", List.of(goniometer.rotation().name()));
        entries.put("detectors", List.of(camera.name()));
        entries.put("num_points", 2 * Turn.ANGLES);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("exposure", Measurement.seconds(exposure));
        Map<String, Object> set = new LinkedHashMap<>();
        settings.forEach(setting -> set.put(setting.device().name(), setting.position()));
        arguments.put("set", set);
        place.ifPresent(spot -> arguments.put("place", List.of(spot.column(), spot.row())));
        entries.put("plan_args", arguments);
        entries.put(
                "hints",
                Map.of("dimensions", List.of(List.of(goniometer.rotation().hints(), "primary"))));
        return new Metadata(entries);
    }
}
