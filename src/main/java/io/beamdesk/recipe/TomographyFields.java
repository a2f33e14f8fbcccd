package io.beamdesk.recipe;

import io.beamdesk.device.Axis;
import io.beamdesk.plan.Counters;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.TomographySetup;
import io.beamdesk.plan.TomographySetup.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parts of a tomography's recipe, the same whether the rotation stops or not.
public final class TomographyFields {
    /// Most flats or darks in one go.
    static final int MOST = 10_000;

    /// Most tiles.
    static final int MOST_TILES = 1000;

    private TomographyFields() {}

    /// An axis and a position of it.
    ///
    /// @param device name of the axis
    /// @param position in its units
    public record Place(String device, double position) {
        static Place read(Fields fields) {
            return new Place(
                    fields.text("device", "the name of an axis"),
                    fields.number("position", "a position in the axis' units"));
        }
    }

    /// The angles.
    ///
    /// @param device name of the rotation axis, in degrees
    /// @param start first angle
    /// @param range from the first angle to the end, with its sign, not 0
    /// @param projections number of angles, at least 2
    /// @param lastIncluded whether the last angle is the end of the range: the step is then
    ///     range / (projections − 1), otherwise range / projections
    public record Rotation(
            String device, double start, double range, int projections, boolean lastIncluded) {
        static Rotation read(Fields fields) {
            Rotation rotation =
                    new Rotation(
                            fields.text("device", "the name of the rotation axis"),
                            fields.numberOr("start", 0, "an angle in degrees"),
                            fields.number("range", "an angle in degrees"),
                            fields.whole("projections", 2, StepScanRecipe.MAX_POINTS),
                            fields.flagOr("last_included", true));
            if (fields.sound() && rotation.range == 0) {
                fields.fault("range", "is 0; give the angle that the sample turns by");
            }
            return rotation;
        }

        /// Distance of two angles, with its sign.
        double step() {
            return range / (lastIncluded ? projections - 1 : projections);
        }

        TomographySetup.Rotation on(Devices devices) {
            return new TomographySetup.Rotation(
                    devices.axis(device), start, range, projections, lastIncluded);
        }
    }

    /// Frames of the beam without the sample.
    ///
    /// @param device name of the axis that takes the sample out of the beam
    /// @param out where it is out, in its units
    /// @param relative whether that is added to where the axis stands at the start
    /// @param before number of flats before the projections
    /// @param after number of flats after them
    public record Flats(String device, double out, boolean relative, int before, int after) {
        static Flats read(Fields fields) {
            return new Flats(
                    fields.text("device", "the axis that takes the sample out"),
                    fields.number("out", "a position in the axis' units"),
                    fields.flagOr("relative", true),
                    count(fields, "before"),
                    count(fields, "after"));
        }

        TomographySetup.Flats on(Devices devices) {
            return new TomographySetup.Flats(devices.axis(device), out, relative, before, after);
        }
    }

    /// Frames without beam.
    ///
    /// @param before number of darks before the projections
    /// @param after number of darks after them
    public record Darks(int before, int after) {
        static final Darks NONE = new Darks(0, 0);

        static Darks read(Fields fields) {
            return new Darks(count(fields, "before"), count(fields, "after"));
        }
    }

    /// Heights at which everything is done.
    ///
    /// @param device name of the vertical axis
    /// @param positions one for each tile, in its units
    /// @param relative whether they are added to where the axis stands at the start
    public record Tiles(String device, List<Double> positions, boolean relative) {
        /// Copies the list.
        public Tiles {
            positions = List.copyOf(positions);
        }

        static Tiles read(Fields fields) {
            return new Tiles(
                    fields.text("device", "the name of the vertical axis"),
                    fields.numbers("positions", 1, MOST_TILES),
                    fields.flagOr("relative", true));
        }

        TomographySetup.Tiles on(Devices devices) {
            return new TomographySetup.Tiles(devices.axis(device), positions, relative);
        }
    }

    private static int count(Fields fields, String field) {
        return fields.has(field) ? fields.whole(field, 0, MOST) : 0;
    }

    /// Notes what is wrong with the parts together.
    static void check(
            Fields fields,
            Rotation rotation,
            @Nullable Flats flats,
            @Nullable Tiles tiles,
            double exposure,
            @Nullable Double acquirePeriod) {
        if (flats != null && flats.device.equals(rotation.device)) {
            fields.fault(
                    "flats.device",
                    "is the rotation axis; name the axis that takes the sample out");
        }
        if (tiles != null && tiles.device.equals(rotation.device)) {
            fields.fault("tiles.device", "is the rotation axis; name the vertical axis");
        }
        if (acquirePeriod != null && acquirePeriod < exposure) {
            fields.fault(
                    "acquire_period",
                    "is "
                            + acquirePeriod
                            + " s, less than the exposure; give at least "
                            + exposure
                            + " s");
        }
    }

    /// What every tomography does before the run: the energy first, for it changes the light.
    static List<Preset> presets(
            Devices devices, @Nullable Double energy, Optional<Preset> detectorZ) {
        List<Preset> presets = new ArrayList<>();
        if (energy != null) {
            presets.add(new Preset(devices.energy(), energy));
        }
        detectorZ.ifPresent(presets::add);
        return presets;
    }

    static Optional<Preset> preset(Devices devices, @Nullable Place place) {
        return Optional.ofNullable(place).map(p -> new Preset(devices.axis(p.device), p.position));
    }

    static Optional<Axis> axis(Optional<Preset> preset) {
        return preset.map(Preset::axis);
    }

    /// The column of i0, if this is the device that counts it.
    static Optional<String> counter(Devices devices, @Nullable String monitor) {
        return devices.counters().filter(c -> c.device().equals(monitor)).map(Counters::i0);
    }
}
