package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.SeriesCamera;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A camera with an areaDetector driver and an image plugin (`NDStdArrays`), one frame a trigger or a
/// series of frames.
///
/// Columns: its name, a [Frame] of rows × columns with the pixel type of `DataType_RBV`, and its
/// name with `_unique_id`, the plugin's number of the frame: a gap in it is a lost frame. The
/// exposure is AcquireTime. PV names: areaDetector's documentation,
/// <https://areadetector.github.io>.
public final class AreaDetector implements SeriesCamera {
    private static final Value ON = new Value.Whole(1);
    private static final Value OFF = new Value.Whole(0);

    private final String name;
    private final String label;
    private final CameraSettings settings;
    private final Scheduler scheduler;
    private final List<Signal> signals;
    private final Signal acquire;
    private final Signal exposureTime;
    private final Signal exposureReadback;
    private final Signal period;
    private final Signal imageMode;
    private final Signal imageCount;
    private final Signal arrayCallbacks;
    private final Signal pluginCallbacks;
    private final Signal cameraColumns;
    private final Signal cameraRows;
    private final Signal cameraType;
    private final Signal data;
    private final Optional<Zoom> zoom;
    private final FrameFetch fetch;
    private final Exposure exposure;
    private final Setting acquirePeriod;
    private final Staging staging;
    private final Optional<FilePlugin> files;
    private boolean acquiredBefore;
    private volatile @Nullable Frame frame;
    private volatile boolean exposing;
    private volatile Optional<String> lost = Optional.empty();

    /// Whether the last trigger failed: the frame that it is known to lack is not told again.
    private volatile boolean failed;

    /// Wires the camera and its image plugin by their prefixes, `SIM:cam1:` and `SIM:image1:`.
    public AreaDetector(
            String name,
            String label,
            PvName camera,
            PvName image,
            CameraSettings settings,
            Pvs pvs,
            Scheduler scheduler) {
        this.name = name;
        this.label = label;
        this.settings = settings;
        this.scheduler = scheduler;
        Wiring wiring = new Wiring(name, pvs);
        acquire = wiring.open(camera, "Acquire");
        exposureTime = wiring.open(camera, "AcquireTime");
        exposureReadback = wiring.open(camera, "AcquireTime_RBV");
        period = wiring.open(camera, "AcquirePeriod");
        Signal periodReadback = wiring.open(camera, "AcquirePeriod_RBV");
        imageMode = wiring.open(camera, "ImageMode");
        imageCount = wiring.open(camera, "NumImages");
        arrayCallbacks = wiring.open(camera, "ArrayCallbacks");
        cameraColumns = wiring.open(camera, "ArraySizeX_RBV");
        cameraRows = wiring.open(camera, "ArraySizeY_RBV");
        cameraType = wiring.open(camera, "DataType_RBV");
        pluginCallbacks = wiring.open(image, "EnableCallbacks");
        // One pixel tells that the array is served; frames are asked for, not monitored.
        data =
                wiring.open(
                        new PvName(image.scheme(), image.name() + "ArrayData"),
                        new Request(Optional.empty(), 1));
        fetch =
                new FrameFetch(
                        name,
                        wiring.open(image, "UniqueId_RBV"),
                        wiring.open(image, "ArraySize0_RBV"),
                        wiring.open(image, "ArraySize1_RBV"),
                        wiring.open(image, "ArraySize2_RBV"),
                        wiring.open(image, "DataType_RBV"),
                        data,
                        settings.frameLag(),
                        scheduler);
        zoom =
                settings.zoom()
                        .map(z ->
                                new Zoom(
                                        z,
                                        wiring.open(z.setpoint()),
                                        z.readback().map(wiring::open)));
        files =
                settings.files()
                        .map(s -> new FilePlugin(name, s, wiring, settings.frameLag(), scheduler));
        signals = wiring.signals();
        exposure =
                new Exposure(
                        name + "_exposure",
                        label + " exposure",
                        exposureTime,
                        exposureReadback,
                        period,
                        periodReadback,
                        settings.margin(),
                        scheduler);
        acquirePeriod =
                new Setting(
                        name + "_period",
                        label + " acquire period",
                        period,
                        periodReadback,
                        OptionalDouble.empty(),
                        Exposure.ROUNDING,
                        settings.margin(),
                        scheduler);
        staging = new Staging(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public List<Signal> signals() {
        return signals;
    }

    /// What its frames show of the sample.
    ///
    /// @param width in mm
    /// @param height in mm
    public record FieldOfView(double width, double height) {}

    /// What its frames show of the sample; empty if the size of a pixel is not known, or the camera
    /// has not told its rows and columns.
    public Optional<FieldOfView> fieldOfView() {
        Optional<Double> columns = cameraColumns.state().number();
        Optional<Double> rows = cameraRows.state().number();
        OptionalDouble size = knownPixelSize();
        return size.isPresent() && columns.isPresent() && rows.isPresent()
                ? Optional.of(
                        new FieldOfView(
                                columns.get() * size.getAsDouble(),
                                rows.get() * size.getAsDouble()))
                : Optional.empty();
    }

    /// The zoom in front of it, if there is one.
    public Optional<Zoom> zoom() {
        return zoom;
    }

    /// Size of a pixel at the sample in mm, as the beamline file has it for the present level of the
    /// zoom; empty if it is not known.
    public OptionalDouble knownPixelSize() {
        return zoom.map(z -> z.known().pixelSize()).orElse(settings.pixelSize());
    }

    /// The same where something depends on it.
    ///
    /// @throws DeviceException if it is not known
    public double pixelSize() {
        return knownPixelSize()
                .orElseThrow(() ->
                        new DeviceException(
                                name,
                                label
                                        + " has no pixel_size"
                                        + zoom.map(Zoom::words).orElse("")
                                        + "; write it into the beamline file"));
    }

    /// Where the beam meets the frames, as the beamline file has it for the present level of the zoom;
    /// empty for their middle.
    public Optional<CameraView.Beam> beam() {
        return zoom.map(z -> z.known().beam()).orElse(settings.view().flatMap(CameraView::beam));
    }

    /// What the beamline file says about it.
    public CameraSettings settings() {
        return settings;
    }

    /// The frame that the plugin has now; nothing is exposed for it. Fails with a [DeviceException].
    public CompletableFuture<Frame> latest() {
        return fetch.latest();
    }

    /// Acquire: 1 while it acquires.
    public Signal acquire() {
        return acquire;
    }

    /// ArrayData of the image plugin; its monitor carries one pixel, enough to learn that a frame
    /// came. Ask for frames with [Signal#get(Request)].
    public Signal data() {
        return data;
    }

    /// The plugin's number of its last frame.
    public Signal uniqueId() {
        return fetch.uniqueId();
    }

    /// Element type to ask [#data] for.
    ///
    /// @throws DeviceException if the camera has not told, or Channel Access cannot carry it
    public ElementType pixelType() {
        return type().request;
    }

    private PixelType type() {
        return PixelType.of(name, cameraType.pv().toString(), cameraType.sample().value());
    }

    @Override
    public Movable<Double> exposure() {
        return exposure;
    }

    @Override
    public Optional<Movable<Double>> period() {
        return Optional.of(acquirePeriod);
    }

    @Override
    public Map<String, Reading> configuration() {
        Map<String, Reading> settings = new LinkedHashMap<>();
        Sample time = exposureReadback.sample();
        time.value()
                .number()
                .ifPresent(
                        seconds -> settings.put(EXPOSURE, new Reading(seconds, time.timestamp())));
        knownPixelSize()
                .ifPresent(size -> settings.put(PIXEL_SIZE, new Reading(size, time.timestamp())));
        return settings;
    }

    @Override
    public Duration estimate(Duration exposure) {
        return exposure;
    }

    /// Takes one frame; done when the frame is here.
    @Override
    public Status trigger() {
        Status status = new Status(label + " acquiring");
        if (!acquire.state().connected()) {
            status.fail(acquire.disconnected(acquire.state()));
            return status;
        }
        exposing = true;
        var _ =
                files.map(plugin -> take(plugin, status))
                        .orElseGet(() -> take(status))
                        .whenComplete((taken, failure) -> {
                            failed = failure != null;
                            if (failure == null) {
                                frame = taken;
                                status.complete();
                            } else {
                                status.fail(Failures.of(failure));
                            }
                        });
        return status;
    }

    private CompletableFuture<Frame> take(Status status) {
        return fetch.lastId()
                .thenCompose(before -> expose(status).thenApply(_ -> before))
                .whenComplete((_, _) -> exposing = false)
                .thenCompose(before ->
                        fetch.after(before).whenComplete((taken, _) -> gap(before, taken)));
    }

    /// The frame stays in the file of the plugin: its pixels do not travel.
    private CompletableFuture<Frame> take(FilePlugin plugin, Status status) {
        return plugin.last()
                .thenApply(FilePlugin.Written::count)
                .thenCompose(before -> expose(status).thenApply(_ -> before))
                .whenComplete((_, _) -> exposing = false)
                .thenCompose(plugin::after)
                .thenApply(written ->
                        new Frame(
                                written.id(),
                                written.taken(),
                                type().numpy,
                                size(cameraRows),
                                size(cameraColumns),
                                plugin.place(written.count() - 1)));
    }

    /// One exposure is one frame: a number that was left out is a frame that did not come, and
    /// whether the one that did is the one of this exposure nobody can say.
    private void gap(long before, @Nullable Frame taken) {
        long left = taken == null || failed ? 0 : taken.uniqueId() - before - 1;
        lost =
                left > 0
                        ? Optional.of(
                                "%s: lost %d of %d frames of one exposure, by its unique id: %d came after %d; look at DroppedArrays of the plugin and at who else uses the camera"
                                        .formatted(name, left, left + 1, before + left + 1, before))
                        : Optional.empty();
    }

    @Override
    public Optional<String> lost() {
        return lost;
    }

    private CompletableFuture<Void> expose(Status status) {
        CompletableFuture<Void> exposed =
                acquire.put(ON)
                        .exceptionallyCompose(failure ->
                                CompletableFuture.failedFuture(
                                        acquire.refused("acquiring", failure)));
        var _ =
                Fresh.ask(List.of(exposureTime))
                        .whenComplete((asked, failure) -> {
                            if (failure == null) {
                                limit(exposed, asked.getFirst().value().number().orElse(0));
                            } else {
                                status.fail(Failures.of(failure));
                            }
                        });
        return exposed;
    }

    private void limit(CompletableFuture<Void> exposed, double seconds) {
        Duration limit = settings.margin().plusNanos(Math.round(Math.max(0, seconds) * 1e9));
        var _ =
                Deadline.on(
                        exposed,
                        limit,
                        scheduler,
                        () ->
                                new DeviceException.TimedOut(
                                        name,
                                        name
                                                + ": "
                                                + acquire.pv()
                                                + " has not finished an exposure of "
                                                + Quantity.exact(seconds, "s")
                                                + " after "
                                                + limit.toMillis() / 1000.0
                                                + " s; check the camera's trigger mode and its"
                                                + " IOC"));
    }

    @Override
    public Series series(int frames, Duration period, Consumer<Taken> taken) {
        return files.<Series>map(plugin ->
                        new LinkedSeries(
                                plugin,
                                name,
                                frames,
                                fetch::lastId,
                                taken,
                                hold -> arrays(frames, period, hold)))
                .orElseGet(() -> arrays(frames, period, taken));
    }

    private Series arrays(int frames, Duration period, Consumer<Taken> taken) {
        return new FrameSeries(
                fetch,
                imageMode,
                imageCount,
                acquire,
                Request.as(pixelType()),
                settings.margin(),
                now -> exposing = now,
                frames,
                period,
                taken);
    }

    /// One frame a trigger, delivered to clients. A camera that was running freely is stopped and
    /// runs again after [#unstage]; exposure and period are put back too.
    @Override
    public void stage() throws InterruptedException {
        frame = null;
        lost = Optional.empty();
        failed = false;
        boolean acquires = Fresh.await(List.of(acquire)).getFirst().value().number().orElse(0) != 0;
        // An IOC that was restarted in a run does not acquire any more.
        acquiredBefore |= acquires;
        if (acquires) {
            staging.write(acquire, OFF);
        }
        staging.keep(exposureTime);
        staging.keep(period);
        // A series changes them further.
        staging.keep(imageMode);
        staging.keep(imageCount);
        staging.change(imageMode, new Value.Text("Single"));
        staging.change(imageCount, new Value.Whole(1));
        staging.change(arrayCallbacks, ON);
        staging.change(pluginCallbacks, ON);
        if (files.isPresent()) {
            files.get().stage();
        }
    }

    @Override
    public void unstage() throws InterruptedException {
        boolean restart = acquiredBefore;
        acquiredBefore = false;
        try {
            if (files.isPresent()) {
                files.get().unstage();
            }
        } finally {
            staging.restore();
        }
        if (restart) {
            // Without completion: a camera that runs freely never completes.
            var _ = acquire.send(ON);
        }
    }

    @Override
    public void secure() {
        if (hazard().isPresent()) {
            var _ = acquire.send(OFF);
            files.ifPresent(FilePlugin::close);
        }
    }

    @Override
    public Optional<String> hazard() {
        String place = label + " (" + acquire.pv() + ")";
        Optional<Double> now = acquire.state().number();
        if (now.isEmpty()) {
            return Optional.of(place + " is not connected, it may be acquiring");
        }
        // Acquire's monitor may not have seen the beginning of an exposure yet.
        if (now.get() != 0 || exposing) {
            return Optional.of(place + " is acquiring");
        }
        return files.flatMap(FilePlugin::leftOpen).map(open -> label + " " + open);
    }

    @Override
    public Map<String, DataKey> describe() {
        Frame last = frame;
        Map<String, DataKey> keys = new LinkedHashMap<>();
        String source = files.map(FilePlugin::source).orElseGet(data::source);
        DataKey frames =
                last == null
                        ? DataKey.frames(
                                source, type().numpy, size(cameraRows), size(cameraColumns), name)
                        : DataKey.frames(
                                source, last.dtypeNumpy(), last.rows(), last.columns(), name);
        keys.put(name, files.isPresent() ? frames.linked() : frames);
        keys.put(
                name + "_unique_id",
                new DataKey(
                        fetch.uniqueId().source(),
                        DataKey.Dtype.INTEGER,
                        "<i8",
                        List.of(),
                        "",
                        0,
                        List.of(),
                        Optional.empty(),
                        name,
                        DataKey.Role.AUXILIARY));
        return keys;
    }

    private int size(Signal signal) {
        int size = (int) signal.number();
        if (size < 1) {
            throw new DeviceException(
                    name,
                    name
                            + ": "
                            + signal.pv()
                            + " is "
                            + size
                            + ", the size of a frame is not known yet; acquire one frame first");
        }
        return size;
    }

    /// The frame of the last trigger.
    ///
    /// @throws DeviceException if nothing was triggered since [#stage]
    @Override
    public Map<String, Reading> read() {
        Frame last = frame;
        if (last == null) {
            throw new DeviceException(
                    name, name + ": has no frame yet; trigger it before it is read");
        }
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put(name, new Reading(last, last.timestamp()));
        readings.put(name + "_unique_id", new Reading(last.uniqueId(), last.timestamp()));
        return readings;
    }

    /// A frame is no curve.
    @Override
    public List<String> hints() {
        return List.of();
    }
}
