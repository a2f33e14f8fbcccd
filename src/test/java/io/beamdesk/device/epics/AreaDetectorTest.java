package io.beamdesk.device.epics;

import static io.beamdesk.device.epics.Ends.failure;
import static io.beamdesk.device.epics.Ends.key;
import static io.beamdesk.device.epics.Ends.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Frame;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AreaDetectorTest {
    private static final List<String> TYPES =
            List.of(
                    "Int8", "UInt8", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64",
                    "Float32", "Float64");
    private static final int UINT16 = 3;
    private static final int INT64 = 6;

    private final LocalProvider pvs = new LocalProvider();
    private final FakeScheduler time = new FakeScheduler();
    private final LocalPv acquire = choice("cam:Acquire", 0, "Done", "Acquire");
    private final LocalPv exposure = number("cam:AcquireTime", 0.1);
    private final LocalPv exposureReadback = number("cam:AcquireTime_RBV", 0.1);
    private final LocalPv period = number("cam:AcquirePeriod", 0.2);
    private final LocalPv periodReadback = number("cam:AcquirePeriod_RBV", 0.2);
    private final LocalPv imageMode =
            choice("cam:ImageMode", 2, "Single", "Multiple", "Continuous");
    private final LocalPv imageCount = whole("cam:NumImages", 100);
    private final LocalPv callbacks = choice("cam:ArrayCallbacks", 0, "Disable", "Enable");
    private final LocalPv cameraType =
            pvs.create("cam:DataType_RBV", new Value.Choice(UINT16, TYPES));
    private final LocalPv pluginCallbacks = choice("img:EnableCallbacks", 1, "Disable", "Enable");
    private final LocalPv uniqueId = whole("img:UniqueId_RBV", 41);
    private final LocalPv columns = whole("img:ArraySize0_RBV", 0);
    private final LocalPv rows = whole("img:ArraySize1_RBV", 0);
    private final LocalPv planes = whole("img:ArraySize2_RBV", 0);
    private final LocalPv type = pvs.create("img:DataType_RBV", new Value.Choice(UINT16, TYPES));
    private final LocalPv data =
            pvs.create("img:ArrayData", new Value.Ints(new int[1]), Properties.NONE, 100);
    private CompletableFuture<Void> exposing = new CompletableFuture<>();
    private final AreaDetector detector =
            new AreaDetector(
                    "detector",
                    "Detector",
                    PvName.of("loc://cam:"),
                    PvName.of("loc://img:"),
                    CameraSettings.DEFAULT,
                    new Pvs(pvs),
                    time);

    private LocalPv number(String name, double value) {
        return pvs.create(name, new Value.Floating(value));
    }

    private LocalPv whole(String name, long value) {
        return pvs.create(name, new Value.Whole(value));
    }

    private LocalPv choice(String name, int index, String... labels) {
        return pvs.create(name, new Value.Choice(index, List.of(labels)));
    }

    @BeforeEach
    void connect() {
        whole("cam:ArraySizeX_RBV", 3);
        whole("cam:ArraySizeY_RBV", 2);
        follow(exposure, exposureReadback);
        follow(period, periodReadback);
        acquire.onWrite(wanted -> {
            acquire.set(wanted);
            exposing.complete(null);
            exposing = new CompletableFuture<>();
            return wanted.number().orElseThrow() == 0
                    ? CompletableFuture.completedFuture(null)
                    : exposing;
        });
        detector.connect();
    }

    private static void follow(LocalPv setpoint, LocalPv readback) {
        setpoint.onWrite(value -> {
            setpoint.set(value);
            readback.set(value);
            return CompletableFuture.completedFuture(null);
        });
    }

    private void exposed() {
        acquire.set(new Value.Whole(0));
        exposing.complete(null);
    }

    /// UInt16 arrives from Channel Access as 32-bit integers.
    private void deliver(int id, int... pixels) {
        columns.set(new Value.Whole(3));
        rows.set(new Value.Whole(2));
        data.set(new Value.Ints(pixels));
        uniqueId.set(new Value.Whole(id));
    }

    @AfterEach
    void nothingIsLeftRunning() {
        detector.close();
        pvs.close();
        assertThat(time.pending()).as("timers left over").isZero();
    }

    @Test
    void triggerDeliversTheFrameAsItsPixelTypeWithItsBits() throws InterruptedException {
        Status status = detector.trigger();
        deliver(42, 1, 2, 3, 4, 5, 40000);
        exposed();
        assertThat(status.future()).isCompleted();
        Frame frame = (Frame) value(detector, "detector");
        assertThat(frame.uniqueId()).isEqualTo(42);
        assertThat(frame.rows()).isEqualTo(2);
        assertThat(frame.columns()).isEqualTo(3);
        assertThat(frame.dtypeNumpy()).isEqualTo("<u2");
        assertThat((short[]) frame.pixels()).containsExactly(1, 2, 3, 4, 5, (short) 40000);
        assertThat(value(detector, "detector_unique_id")).isEqualTo(42L);
    }

    @Test
    void triggerTellsOfAFrameThatWasLeftOut() {
        Status status = detector.trigger();
        deliver(43, 1, 2, 3, 4, 5, 6);
        exposed();
        assertThat(status.future()).isCompleted();
        assertThat(detector.lost().orElseThrow())
                .startsWith("detector: lost 1 of 2 frames of one exposure")
                .contains("43 came after 41");

        Status next = detector.trigger();
        deliver(44, 1, 2, 3, 4, 5, 6);
        exposed();
        assertThat(next.future()).isCompleted();
        assertThat(detector.lost()).isEmpty();
    }

    @Test
    void frameThatATriggerFailedForIsNotToldAgain() {
        Status missed = detector.trigger();
        exposed();
        time.advance(CameraSettings.DEFAULT.frameLag());
        assertThat(missed.future()).isCompletedExceptionally();

        Status again = detector.trigger();
        deliver(43, 1, 2, 3, 4, 5, 6);
        exposed();
        assertThat(again.future()).isCompleted();
        assertThat(detector.lost()).isEmpty();
    }

    @Test
    void triggerWaitsForAPluginThatLags() {
        Status status = detector.trigger();
        exposed();
        time.advance(Duration.ofSeconds(4));
        assertThat(status.future()).isNotDone();
        deliver(42, 1, 2, 3, 4, 5, 6);
        assertThat(status.future()).isCompleted();
    }

    @Test
    void triggerNamesAFrameThatNeverComes() {
        Status status = detector.trigger();
        exposed();
        time.advance(Duration.ofSeconds(5));
        assertThat(failure(status))
                .isInstanceOf(DeviceException.TimedOut.class)
                .hasMessageContaining("detector: no new frame 5.0 s after the exposure ended")
                .hasMessageContaining("loc://img:UniqueId_RBV stays at 41")
                .hasMessageContaining("ArrayCallbacks");
    }

    @Test
    void triggerNamesAnExposureThatNeverEnds() {
        exposure.set(2.0);
        Status status = detector.trigger();
        time.advance(Duration.ofMillis(6999));
        assertThat(status.future()).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(failure(status))
                .isInstanceOf(DeviceException.TimedOut.class)
                .hasMessageContaining("loc://cam:Acquire has not finished an exposure of 2.0 s");
    }

    @Test
    void triggerFailsWhenThePluginDisconnectsBeforeTheFrame() {
        Status status = detector.trigger();
        exposed();
        uniqueId.disconnect();
        assertThat(failure(status)).isInstanceOf(DeviceException.Disconnected.class);
    }

    @Test
    void triggerRefusesAFrameThatIsIncomplete() {
        Status status = detector.trigger();
        deliver(42, 1, 2, 3);
        exposed();
        assertThat(failure(status)).hasMessageContaining("holds 3 pixels instead of 3 x 2");
    }

    @Test
    void triggerRefusesColours() {
        planes.set(new Value.Whole(3));
        Status status = detector.trigger();
        deliver(42, 1, 2, 3, 4, 5, 6);
        exposed();
        assertThat(failure(status)).hasMessageContaining("ColorMode to Mono");
    }

    @Test
    void triggerRefusesPixelsThatChannelAccessCannotCarry() {
        type.set(new Value.Choice(INT64, TYPES));
        Status status = detector.trigger();
        deliver(42, 1, 2, 3, 4, 5, 6);
        exposed();
        assertThat(failure(status)).hasMessageContaining("loc://img:DataType_RBV is Int64");
    }

    @Test
    void readBeforeTheFirstFrameIsRefused() {
        assertThatThrownBy(detector::read)
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("has no frame yet");
    }

    @Test
    void describeTellsTheShapeBeforeTheFirstFrame() {
        assertThat(key(detector, "detector"))
                .isEqualTo(DataKey.frames("loc://img:ArrayData", "<u2", 2, 3, "detector"));
        cameraType.set(new Value.Choice(INT64, TYPES));
        assertThatThrownBy(detector::describe).hasMessageContaining("cannot carry");
    }

    @Test
    void stagePreparesSingleFramesAndUnstageRestoresTheCamera() throws InterruptedException {
        acquire.set(new Value.Whole(1));
        detector.stage();
        assertThat(acquire.value().number()).hasValue(0);
        assertThat(imageMode.value().number()).hasValue(0);
        assertThat(imageCount.value().number()).hasValue(1);
        assertThat(callbacks.value().number()).hasValue(1);
        assertThat(detector.exposure().set(0.5).future()).isCompleted();
        assertThat(periodReadback.value().number()).as("raised period").hasValue(0.5);

        detector.unstage();
        assertThat(acquire.value().number()).as("running again").hasValue(1);
        assertThat(imageMode.value().number()).hasValue(2);
        assertThat(imageCount.value().number()).hasValue(100);
        assertThat(callbacks.value().number()).hasValue(0);
        assertThat(pluginCallbacks.value().number()).hasValue(1);
        assertThat(exposure.value().number()).hasValue(0.1);
        assertThat(period.value().number()).hasValue(0.2);
    }

    @Test
    void unstageRestoresTheRestWhenOneSettingIsRefused() throws InterruptedException {
        detector.stage();
        imageCount.disconnect();
        assertThatThrownBy(detector::unstage).isInstanceOf(DeviceException.Disconnected.class);
        assertThat(imageMode.value().number()).hasValue(2);
        assertThat(callbacks.value().number()).hasValue(0);
    }

    @Test
    void exposureAboveThePeriodRaisesIt() {
        assertThat(detector.exposure().set(0.15).future()).isCompleted();
        assertThat(period.value().number()).hasValue(0.2);
        assertThat(detector.exposure().set(0.3).future()).isCompleted();
        assertThat(period.value().number()).hasValue(0.3);
        assertThatThrownBy(() -> detector.exposure().check(-1.0))
                .isInstanceOf(DeviceException.LimitViolation.class);
        assertThatThrownBy(() -> detector.exposure().check(Double.NaN))
                .isInstanceOf(DeviceException.Refused.class);
    }

    @Test
    void exposureThatTheCameraCutsIsReported() {
        exposure.onWrite(_ -> CompletableFuture.completedFuture(null));
        Status status = detector.exposure().set(0.15);
        time.advance(Duration.ofSeconds(5));
        assertThat(failure(status))
                .isInstanceOf(DeviceException.NotArrived.class)
                .hasMessageContaining("loc://cam:AcquireTime_RBV reads 0.1 instead of 0.15");
    }

    @Test
    void secureStopsAnExposure() {
        assertThat(detector.hazard()).isEmpty();
        Status status = detector.trigger();
        assertThat(detector.hazard()).contains("Detector (loc://cam:Acquire) is acquiring");
        detector.secure();
        assertThat(detector.hazard()).isEmpty();
        time.advance(Duration.ofSeconds(5));
        assertThat(status.future()).isCompletedExceptionally();
    }
}
