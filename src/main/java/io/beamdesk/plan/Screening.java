package io.beamdesk.plan;

import io.beamdesk.device.Detector;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Stageable;
import io.beamdesk.document.Event;
import io.beamdesk.document.Reading;
import io.beamdesk.image.Score;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A sample looked at and counted for a short time, and scored.
///
/// A loop may be centred before; whether that was sure is part of the reason, and the sample is scored
/// where it then is. The snapshot is the stream `snapshot`, taken with the beam off; the counts are the rows of the
/// measurement; the scores are the one row of the stream `screening`. What is set for the snapshot goes
/// back afterwards, on every way out.
///
/// @param camera looks at the sample
/// @param snapshot its exposure
/// @param settings what is set for the snapshot, in this order: light, focus
/// @param centring of a loop about the rotation with the same camera, if that is done before
/// @param detector counts
/// @param counters which of its columns are before and behind the sample
/// @param counts how often, at least three times
/// @param exposure of each count
/// @param shutter opened for the counts, if there is one
public record Screening(
        Detector camera,
        Duration snapshot,
        List<Setting> settings,
        Optional<Centring> centring,
        Detector detector,
        Counters counters,
        int counts,
        Duration exposure,
        Optional<StepScan.Opening<?>> shutter)
        implements Plan {
    /// Fewest counts.
    public static final int LEAST_COUNTS = SignalScore.LEAST;

    /// Name of the stream of the scores.
    public static final String STREAM = "screening";

    /// Name of the stream of the picture that is scored.
    public static final String SNAPSHOT = "snapshot";

    /// Name of the stream of the pictures of a turn.
    static final String PICTURES = "centring_pictures";

    /// Column of the whole score in it, 0 to 100.
    public static final String SCREEN = "screen";

    /// Column of the picture's score.
    public static final String IMAGE = "image";

    /// Column of the counts' score.
    public static final String SIGNAL = "signal";

    /// Column that says why.
    public static final String REASON = "reason";

    /// What is set for the snapshot.
    ///
    /// @param device an axis or a setting
    /// @param position in its units
    public record Setting(Movable<Double> device, double position) {}

    /// Copies the list.
    public Screening {
        settings = List.copyOf(settings);
    }

    @Override
    public String name() {
        return "screening";
    }

    @Override
    public List<String> remarks() {
        return centring.map(Centring::remarks).orElse(List.of());
    }

    @Override
    public void run(RunContext run) {
        Snapshot picture = new Snapshot(camera);
        double[] i0 = new double[counts];
        double[] it = new double[counts];
        Movable<?>[] shutters =
                shutter.stream().map(StepScan.Opening::shutter).toArray(Movable<?>[]::new);
        try (var _ = run.openRun(metadata());
                var _ = run.stage(new Stageable[] {camera, detector});
                var _ = run.restoring(camera.exposure(), detector.exposure());
                var _ = run.restoring(shutters)) {
            Optional<Centred> centred = centring.map(first -> first.centre(run, PICTURES));
            run.move(camera.exposure(), Measurement.seconds(snapshot));
            run.move(detector.exposure(), Measurement.seconds(exposure));
            look(run, picture);
            shutter.ifPresent(opening -> open(run, opening));
            Absorbance absorbance = new Absorbance(detector, counters, () -> exposure);
            for (int i = 0; i < counts; i++) {
                int count = i;
                run.step(() -> {
                    run.trigger(detector);
                    Event row = run.read(absorbance);
                    i0[count] = number(row, counters.i0());
                    it[count] = number(row, counters.it());
                });
            }
            run.step(
                    "scores",
                    () -> {
                        var _ =
                                run.read(
                                        STREAM,
                                        new Scores(camera.name(), picture, i0, it, centred));
                    });
        }
    }

    /// The light and the focus of the snapshot are nobody's business after it.
    private void look(RunContext run, Snapshot picture) {
        Movable<?>[] devices = settings.stream().map(Setting::device).toArray(Movable<?>[]::new);
        try (var _ = run.restoring(devices)) {
            run.step(
                    "snapshot",
                    () -> {
                        for (Setting setting : settings) {
                            run.move(setting.device(), setting.position());
                        }
                        run.trigger(camera);
                        var _ = run.read(SNAPSHOT, picture);
                    });
        }
    }

    private static <P> void open(RunContext run, StepScan.Opening<P> opening) {
        run.move(opening.shutter(), opening.open());
    }

    private static double number(Event row, String column) {
        Reading reading = row.data().get(column);
        return reading != null && reading.value() instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    /// Both scores as one: their geometric mean, so that neither makes up for the other.
    static double together(Score image, Score signal) {
        return Math.sqrt(image.value() * signal.value());
    }

    private Metadata metadata() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("plan_name", name());
        entries.put("plan_type", "plan");
        entries.put("motors", List.of());
        entries.put(
                "detectors", Stream.of(camera, detector).map(Detector::name).distinct().toList());
        entries.put("num_points", counts);
        entries.put("num_intervals", counts - 1);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("snapshot_exposure", Measurement.seconds(snapshot));
        Map<String, Object> set = new LinkedHashMap<>();
        settings.forEach(setting -> set.put(setting.device().name(), setting.position()));
        arguments.put("set", set);
        arguments.put("centring", centring.isPresent());
        arguments.put("num", counts);
        arguments.put("exposure", Measurement.seconds(exposure));
        entries.put("plan_args", arguments);
        entries.put("hints", Map.of("dimensions", List.of(List.of(List.of("time"), "primary"))));
        return new Metadata(entries);
    }
}
