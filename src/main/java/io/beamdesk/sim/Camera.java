package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.physics.Region;
import io.beamdesk.sim.record.AnalogRecord;
import io.beamdesk.sim.record.BusyRecord;
import io.beamdesk.sim.record.Field;
import io.beamdesk.sim.record.ValueRecord;
import io.beamdesk.sim.record.World;
import io.beamdesk.sim.record.World.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// A camera as areaDetector presents it, with one image plugin. Its frames go on to
/// other ones, too.
///
/// The frame is posted before Acquire goes back to Done. Within an acquisition the frames begin at
/// multiples of the acquire period; one that takes longer to compute delays the next, and none is
/// lost in the camera. A frame is stamped with the end of its exposure.
final class Camera {
    /// The choices of DataType.
    static final List<String> DATA_TYPES =
            List.of(
                    "Int8", "UInt8", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64",
                    "Float32", "Float64");

    /// The choices of ColorMode.
    static final List<String> COLOR_MODES = List.of("Mono", "Bayer", "RGB1", "RGB2", "RGB3");

    private static final List<String> STATES =
            List.of(
                    "Idle",
                    "Acquire",
                    "Readout",
                    "Correct",
                    "Saving",
                    "Aborting",
                    "Error",
                    "Waiting",
                    "Initializing",
                    "Disconnected",
                    "Aborted");
    private static final int IDLE = 0;
    private static final int EXPOSING = 1;
    private static final int SINGLE = 0;
    private static final int MULTIPLE = 1;
    private static final double SHORTEST = 1e-4;
    private static final Duration PROGRESS = Duration.ofMillis(100);

    private final World world;
    private final Sensor sensor;
    private final ImagePlugin plugin;
    private final List<FrameSink> frames;
    private final BusyRecord acquire;
    private final ValueRecord state;
    private final Field mode;
    private final Field wantedFrames;
    private final ValueRecord takenFrames;
    private final ValueRecord counter;
    private final Field exposure;
    private final Field period;
    private final AnalogRecord remaining;
    private final Field callbacks;
    private final Field x;
    private final Field y;
    private final Field width;
    private final Field height;
    private final ValueRecord arrayWidth;
    private final ValueRecord arrayHeight;
    private final ValueRecord arrayBytes;
    private long exposed;
    private int published;

    /// The acquisition that is under way; what belongs to an older one is given up.
    private long acquisition;

    private Instant frameBegun = Instant.EPOCH;
    private Ticket progress = Ticket.NONE;

    Camera(
            Site site,
            String prefix,
            String imagePrefix,
            List<FrameSink> frames,
            String port,
            Sensor sensor) {
        this.world = site.world();
        this.sensor = sensor;
        this.frames = List.copyOf(frames);
        Parameters parameters = new Parameters(site, prefix);
        acquire =
                parameters.add(
                        new BusyRecord(
                                world,
                                site.name(prefix + "Acquire"),
                                "Acquire",
                                List.of("Done", "Acquire")));
        acquire.onWrite(this::begin, this::finish);
        state = parameters.choice("DetectorState_RBV", STATES, IDLE);
        mode =
                parameters.choiceSetting(
                        "ImageMode", List.of("Single", "Multiple", "Continuous"), SINGLE);
        wantedFrames = parameters.wholeSetting("NumImages", 1, v -> Math.max(1, v)).value();
        takenFrames = parameters.whole("NumImagesCounter_RBV", 0);
        parameters.wholeSetting("NumExposures", 1, _ -> 1);
        counter = parameters.wholeSetting("ArrayCounter", 0, v -> v);
        exposure = parameters.numberSetting("AcquireTime", "s", 0.05, v -> Math.max(SHORTEST, v));
        period = parameters.numberSetting("AcquirePeriod", "s", 0.05, v -> Math.max(0, v));
        remaining = parameters.number("TimeRemaining_RBV", "s", 3, 0);
        callbacks = parameters.choiceSetting("ArrayCallbacks", List.of("Disable", "Enable"), 1);
        parameters.choiceSetting("WaitForPlugins", List.of("No", "Yes"), 0);
        parameters.choiceSetting("TriggerMode", List.of("Internal"), 0);
        parameters.choice("DataType_RBV", DATA_TYPES, sensor.depth().choice);
        parameters.choice("ColorMode_RBV", COLOR_MODES, 0);
        int size = sensor.size();
        int corner = (size - sensor.startSize()) / 2;
        x = parameters.wholeSetting("MinX", corner, v -> Math.clamp(v, 0, size - 1)).value();
        y = parameters.wholeSetting("MinY", corner, v -> Math.clamp(v, 0, size - 1)).value();
        width = parameters.wholeSetting("SizeX", sensor.startSize(), this::side).value();
        height = parameters.wholeSetting("SizeY", sensor.startSize(), this::side).value();
        parameters.wholeSetting("BinX", 1, _ -> 1);
        parameters.wholeSetting("BinY", 1, _ -> 1);
        parameters.whole("MaxSizeX_RBV", size);
        parameters.whole("MaxSizeY_RBV", size);
        // As a driver does it, before the first frame the camera tells the size that it would have.
        arrayWidth = parameters.whole("ArraySizeX_RBV", sensor.startSize());
        arrayHeight = parameters.whole("ArraySizeY_RBV", sensor.startSize());
        parameters.whole("ArraySizeZ_RBV", 0);
        arrayBytes = parameters.whole("ArraySize_RBV", 0);
        parameters.text("Manufacturer_RBV", "Beamdesk");
        parameters.text("Model_RBV", sensor.model());
        parameters.text("SerialNumber_RBV", "0");
        parameters.text("PortName_RBV", port);
        parameters.text("ADCoreVersion_RBV", "3.14.0");
        plugin = new ImagePlugin(site, imagePrefix, port, sensor);
    }

    private double side(double asked) {
        return Math.clamp(asked, 1, sensor.size());
    }

    /// The region that is read out. A size that does not fit moves the corner, so that a client
    /// may set the size before the corner.
    private Region region() {
        int wide = width.integer();
        int high = height.integer();
        int size = sensor.size();
        return new Region(
                Math.min(x.integer(), size - wide), Math.min(y.integer(), size - high), wide, high);
    }

    private void begin() {
        acquisition++;
        takenFrames.set(0);
        state.set(EXPOSING);
        frameBegun = world.now();
        expose(acquisition);
    }

    private void expose(long during) {
        double seconds = exposure.number();
        showRemaining(during);
        world.after(
                duration(seconds / 2 - sinceFrameBegun()),
                () -> {
                    if (during == acquisition) {
                        Region region = region();
                        Supplier<Elements> pixels = sensor.expose(region, seconds, exposed++);
                        // From the moment that the picture shows, late as the timer may be.
                        Instant end = world.now().plus(duration(seconds / 2));
                        world.after(
                                duration(seconds - sinceFrameBegun()),
                                () -> readOut(during, region, pixels, end));
                    }
                });
    }

    private void showRemaining(long during) {
        if (during == acquisition && acquire.busy()) {
            double left = exposure.number() - sinceFrameBegun();
            remaining.set(Math.max(0, left));
            if (left > 0) {
                progress = world.after(PROGRESS, () -> showRemaining(during));
            }
        }
    }

    private double sinceFrameBegun() {
        return Duration.between(frameBegun, world.now()).toNanos() / 1e9;
    }

    private void readOut(long during, Region region, Supplier<Elements> pixels, Instant time) {
        if (during != acquisition) {
            return;
        }
        world.compute(() -> {
            Elements frame = pixels.get();
            world.hold(() -> publish(during, region, frame, time));
        });
    }

    private void publish(long during, Region region, Elements frame, Instant time) {
        if (during != acquisition) {
            return;
        }
        progress.cancel();
        remaining.set(0);
        counter.set(counter.value().number() + 1);
        takenFrames.set(takenFrames.value().number() + 1);
        arrayWidth.set(region.width());
        arrayHeight.set(region.height());
        arrayBytes.set((double) region.pixels() * sensor.depth().bytes);
        if (callbacks.integer() != 0) {
            published++;
            plugin.take(frame, region, published, time);
            frames.forEach(sink -> sink.take(frame, region, published, time));
        }
        boolean last =
                mode.integer() == SINGLE
                        || (mode.integer() == MULTIPLE
                                && takenFrames.value().integer() >= wantedFrames.integer());
        if (last) {
            finish();
        } else {
            double wait = period.number() - sinceFrameBegun();
            world.after(
                    duration(wait),
                    () -> {
                        if (during == acquisition) {
                            // The camera's clock does not drift with the timers here.
                            frameBegun =
                                    wait > 0
                                            ? frameBegun.plus(duration(period.number()))
                                            : world.now();
                            expose(during);
                        }
                    });
        }
    }

    /// Ends the acquisition; a frame that is not published is given up.
    private void finish() {
        acquisition++;
        progress.cancel();
        remaining.set(0);
        state.set(IDLE);
        acquire.done();
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (Math.max(0, seconds) * 1e9));
    }
}
