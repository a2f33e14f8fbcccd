package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A tomography but for the way its projections are taken: in each tile darks, flats, the projections,
/// flats, darks. A dark is taken with the shutter closed, a flat with the shutter open and the sample
/// out of the beam.
///
/// Afterwards the shutter closes, the sample goes back in, tile axis and rotation return to where they
/// were, and the camera is as it was. What was set before stays: the energy, the detector's distance.
///
/// @param rotation the angles
/// @param camera takes the frames
/// @param monitor counts with every frame, if there is one
/// @param counter column of the monitor that is proportional to the beam, if there is one
/// @param others what is read with every frame without measuring
/// @param before where axes are sent before the run, in this order
/// @param distance the one of these that is the detector's distance from the sample, if any
/// @param exposure of every frame
/// @param period the camera's time between the starts of two frames; as it is if empty
/// @param settle pause after the arrival of whatever moved
/// @param flats how the sample leaves the beam; empty for no flats
/// @param darksBefore darks before the projections of each tile
/// @param darksAfter darks after them
/// @param tiles heights; empty for one tile where the sample is
/// @param shutter opened for flats and projections, if there is one; darks need it
/// @param description of the sample, may be empty
public record TomographySetup(
        Rotation rotation,
        Detector camera,
        Optional<Detector> monitor,
        Optional<String> counter,
        List<Readable> others,
        List<Preset> before,
        Optional<Axis> distance,
        Duration exposure,
        Optional<Duration> period,
        Duration settle,
        Optional<Flats> flats,
        int darksBefore,
        int darksAfter,
        Optional<Tiles> tiles,
        Optional<StepScan.Opening<?>> shutter,
        String description) {

    /// Angles at equal distances.
    ///
    /// @param axis the rotation axis, in degrees
    /// @param start first angle
    /// @param range from the first angle to the end, with its sign
    /// @param projections number of angles, at least 2
    /// @param lastIncluded whether the end of the range is the last angle: then the step is
    ///     range / (projections − 1), otherwise range / projections
    public record Rotation(
            Axis axis, double start, double range, int projections, boolean lastIncluded) {
        /// Distance of two angles, with its sign.
        public double step() {
            return range / (lastIncluded ? projections - 1 : projections);
        }

        /// One of the angles.
        public double angle(int projection) {
            return start + projection * step();
        }
    }

    /// How flats are taken.
    ///
    /// @param axis takes the sample out of the beam
    /// @param out where it is out
    /// @param relative whether that is added to where the axis stands at the start
    /// @param before flats before the projections of each tile
    /// @param after flats after them
    public record Flats(Axis axis, double out, boolean relative, int before, int after) {}

    /// Where the tiles are.
    ///
    /// @param axis the vertical axis
    /// @param positions one for each tile
    /// @param relative whether they are added to where the axis stands at the start
    public record Tiles(Axis axis, List<Double> positions, boolean relative) {
        /// Copies the list.
        public Tiles {
            positions = List.copyOf(positions);
        }
    }

    /// An axis and where it is sent.
    ///
    /// @param axis what
    /// @param target where to
    public record Preset(Axis axis, double target) {}

    /// Copies the lists.
    public TomographySetup {
        others = List.copyOf(others);
        before = List.copyOf(before);
    }

    /// Frames of the whole run.
    int frames() {
        int each = darksBefore + darksAfter + rotation.projections;
        each += flats.map(f -> f.before + f.after).orElse(0);
        return each * tiles.map(t -> t.positions.size()).orElse(1);
    }

    /// Does all of it, with these projections in each tile.
    ///
    /// @param further entries of `plan_args`
    void run(
            RunContext run,
            String plan,
            Map<String, Object> further,
            Consumer<TomographyStage> projections) {
        before.forEach(preset -> run.move(preset.axis, preset.target));
        Detector[] detectors = detectors().toArray(Detector[]::new);
        Movable<?>[] exposures = detectors().map(Detector::exposure).toArray(Movable<?>[]::new);
        Movable<?>[] shutters =
                shutter.stream().map(StepScan.Opening::shutter).toArray(Movable<?>[]::new);
        try (var _ = run.openRun(metadata(run, plan, further));
                var _ = run.stage(detectors);
                var _ = run.restoring(exposures);
                var _ = run.restoring(axes().toArray(Movable<?>[]::new));
                var _ = run.restoring(shutters)) {
            for (Detector detector : detectors) {
                run.move(detector.exposure(), Measurement.seconds(exposure));
            }
            period.ifPresent(time -> setPeriod(run, time));
            TomographyStage stage = new TomographyStage(run, this);
            double origin =
                    tiles.filter(Tiles::relative).map(t -> run.position(t.axis)).orElse(0.0);
            for (double position : tiles.map(Tiles::positions).orElse(List.of(0.0))) {
                stage.tile(origin + position);
                stage.take(ImageKey.DARK, darksBefore);
                stage.take(ImageKey.FLAT, flats.map(Flats::before).orElse(0));
                projections.accept(stage);
                stage.take(ImageKey.FLAT, flats.map(Flats::after).orElse(0));
                stage.take(ImageKey.DARK, darksAfter);
            }
        }
    }

    private void setPeriod(RunContext run, Duration time) {
        run.move(
                camera.period()
                        .orElseThrow(() ->
                                new PlanException(
                                        camera.name()
                                                + " has no acquire period; leave it out of the"
                                                + " recipe")),
                Measurement.seconds(time));
    }

    Stream<Detector> detectors() {
        return Stream.concat(Stream.of(camera), monitor.stream());
    }

    /// What moves, in the order in which nothing is taken back before the sample is back in.
    Set<Axis> axes() {
        Set<Axis> axes = new LinkedHashSet<>();
        axes.add(rotation.axis);
        tiles.ifPresent(t -> axes.add(t.axis));
        flats.ifPresent(f -> axes.add(f.axis));
        return axes;
    }

    private Metadata metadata(RunContext run, String plan, Map<String, Object> further) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("plan_name", plan);
        entries.put("plan_type", "plan");
        entries.put("motors", axes().stream().map(Axis::name).toList());
        entries.put("detectors", detectors().map(Detector::name).toList());
        entries.put("num_points", frames());
        entries.put("num_intervals", frames() - 1);
        Map<String, Object> arguments = arguments();
        arguments.putAll(further);
        entries.put("plan_args", arguments);
        entries.put(
                "hints", Map.of("dimensions", List.of(List.of(rotation.axis.hints(), "primary"))));
        entries.put("definition", "NXtomo");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("data", camera.name());
        fields.put("image_key", ImageKey.COLUMN);
        fields.put("rotation_angle", rotation.axis.hints().getFirst());
        tiles.ifPresent(t -> fields.put("y_translation", t.axis.hints().getFirst()));
        counter.ifPresent(column -> fields.put("control", column));
        entries.put("definition_fields", fields);
        distance.ifPresent(axis ->
                entries.put(
                        "detector_distance",
                        Map.of("value", run.position(axis), "units", axis.units())));
        if (!description.isBlank()) {
            entries.put("sample_description", description);
        }
        return new Metadata(entries);
    }

    private Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("rotation", rotation.axis.name());
        arguments.put("start", rotation.start);
        arguments.put("range", rotation.range);
        arguments.put("projections", rotation.projections);
        arguments.put("last_included", rotation.lastIncluded);
        arguments.put("step", rotation.step());
        before.forEach(preset -> arguments.put(preset.axis.name(), preset.target));
        arguments.put("exposure", Measurement.seconds(exposure));
        period.ifPresent(time -> arguments.put("period", Measurement.seconds(time)));
        arguments.put("settle", Measurement.seconds(settle));
        arguments.put("darks", List.of(darksBefore, darksAfter));
        flats.ifPresent(f -> {
            arguments.put("flats", List.of(f.before, f.after));
            arguments.put("flat_axis", f.axis.name());
            arguments.put("out", f.out);
            arguments.put("out_relative", f.relative);
        });
        tiles.ifPresent(t -> {
            arguments.put("tile_axis", t.axis.name());
            arguments.put("tiles", t.positions);
            arguments.put("tiles_relative", t.relative);
        });
        return arguments;
    }
}
