package io.beamdesk.recipe;

import io.beamdesk.device.DeviceException;
import io.beamdesk.plan.Counters;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.StepScan;
import io.beamdesk.plan.TomographySetup;
import io.beamdesk.plan.TomographySetup.Preset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the recipe of every tomography says of the measurement, the same whether the rotation stops or not.
///
/// @param name for people
/// @param sample name of the sample, never blank
/// @param description of the sample, may be empty
/// @param detector name of the camera
/// @param read what is read with every frame without measuring
/// @param energy in eV, set before the run; null for as it is
/// @param detectorZ the detector's distance, set before the run; null for as it is
/// @param exposure of every frame in s, above 0
/// @param acquirePeriod of the camera in s, not below the exposure; may be null
/// @param settle pause after the arrival in s
/// @param rotation the angles
/// @param flats null for none
/// @param darks how many
/// @param tiles null for one tile where the sample is
public record TomographyFields(
        String name,
        String sample,
        String description,
        String detector,
        List<String> read,
        @Nullable Double energy,
        @Nullable Place detectorZ,
        double exposure,
        @Nullable Double acquirePeriod,
        double settle,
        Rotation rotation,
        @Nullable Flats flats,
        Darks darks,
        @Nullable Tiles tiles) {
    /// Most flats or darks in one go.
    private static final int MOST = 10_000;

    /// Most tiles.
    private static final int MOST_TILES = 1000;

    /// Copies the list.
    public TomographyFields {
        read = List.copyOf(read);
    }

    static TomographyFields read(Fields fields) {
        return new TomographyFields(
                fields.text("name", "a name for the recipe"),
                fields.text("sample", "the name of the sample"),
                fields.textOr("description", "", "a text"),
                fields.text("detector", "the name of a camera"),
                fields.names("read", "a list of device names"),
                fields.has("energy") ? fields.above0("energy", "an energy in eV") : null,
                fields.has("detector_z")
                        ? fields.object(
                                "detector_z", "an object with device and position", Place::read)
                        : null,
                fields.time("exposure"),
                fields.has("acquire_period") ? fields.time("acquire_period") : null,
                fields.pause("settle"),
                fields.object(
                        "rotation", "an object with device, range and projections", Rotation::read),
                fields.has("flats")
                        ? fields.object("flats", "an object with device and out", Flats::read)
                        : null,
                fields.has("darks")
                        ? fields.object("darks", "an object with before and after", Darks::read)
                        : Darks.NONE,
                fields.has("tiles")
                        ? fields.object("tiles", "an object with device and positions", Tiles::read)
                        : null);
    }

    /// Notes what is wrong with the parts together.
    void check(Fields fields) {
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
                            + " s",
                    exposure);
        }
    }

    /// What it is made of, on these devices.
    ///
    /// @param monitor name of a counter that counts with every frame
    /// @param period of the camera
    /// @throws DeviceException if one of them does not exist or cannot do its part
    TomographySetup setup(Devices devices, Optional<String> monitor, Optional<Duration> period) {
        Optional<Preset> distance =
                Optional.ofNullable(detectorZ)
                        .map(z -> new Preset(devices.axis(z.device), z.position));
        Optional<StepScan.Opening<?>> shutter = devices.beamShutter();
        if (shutter.isEmpty() && darks.before + darks.after > 0) {
            throw new DeviceException(
                    "fast_shutter",
                    "Darks need a shutter, and the beamline file names none; name the fast_shutter"
                            + " among its roles or take no darks");
        }
        return new TomographySetup(
                rotation.on(devices),
                devices.detector(detector),
                monitor.map(devices::detector),
                // The column of i0, if this is the device that counts it.
                monitor.flatMap(m ->
                        devices.counters().filter(c -> c.device().equals(m)).map(Counters::i0)),
                read.stream().map(devices::readable).toList(),
                presets(devices, distance),
                distance.map(Preset::axis),
                Counting.seconds(exposure),
                period,
                Counting.seconds(settle),
                Optional.ofNullable(flats).map(f -> f.on(devices)),
                darks.before,
                darks.after,
                Optional.ofNullable(tiles).map(t -> t.on(devices)),
                shutter,
                description);
    }

    /// What it sets before the run: the energy first, for it changes the light.
    private List<Preset> presets(Devices devices, Optional<Preset> distance) {
        List<Preset> presets = new ArrayList<>();
        if (energy != null) {
            presets.add(new Preset(devices.energy(), energy));
        }
        distance.ifPresent(presets::add);
        return presets;
    }

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
        public double step() {
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
}
