package io.beamdesk.device.epics;

import static io.beamdesk.device.epics.Ends.failure;
import static io.beamdesk.device.epics.Ends.key;
import static io.beamdesk.device.epics.Ends.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScalerTest {
    private final LocalProvider pvs = new LocalProvider();
    private final FakeScheduler time = new FakeScheduler();
    private final LocalPv count =
            pvs.create("sc.CNT", new Value.Choice(0, List.of("Done", "Count")));
    private final LocalPv continuous =
            pvs.create("sc.CONT", new Value.Choice(1, List.of("OneShot", "AutoCount")));
    private final LocalPv preset = pvs.create("sc.TP", new Value.Floating(0.2));
    private final LocalPv elapsed = pvs.create("sc.T", new Value.Floating(0));
    private final LocalPv i0 = pvs.create("sc.S2", new Value.Floating(0));
    private final LocalPv it = pvs.create("sc.S3", new Value.Floating(0));
    private CompletableFuture<Void> counting = new CompletableFuture<>();
    private final Scaler scaler = scaler();

    private Scaler scaler() {
        Map<String, Integer> channels = new LinkedHashMap<>();
        channels.put("i0", 2);
        channels.put("it", 3);
        return new Scaler(
                "scaler",
                "Ion chambers",
                PvName.of("loc://sc"),
                channels,
                Duration.ofSeconds(5),
                _ -> Optional.empty(),
                new Pvs(pvs),
                time);
    }

    @BeforeEach
    void connect() {
        count.onWrite(wanted -> {
            count.set(wanted);
            if (wanted.number().orElseThrow() == 0) {
                finish(0.1);
                return CompletableFuture.completedFuture(null);
            }
            counting = new CompletableFuture<>();
            return counting;
        });
        scaler.connect();
    }

    private void finish(double seconds) {
        i0.set(1000 * seconds);
        it.set(500 * seconds);
        elapsed.set(seconds);
        count.set(new Value.Whole(0));
        counting.complete(null);
    }

    @AfterEach
    void nothingIsLeftRunning() {
        scaler.close();
        pvs.close();
        assertThat(time.pending()).as("timers left over").isZero();
    }

    @Test
    void triggerEndsWithTheCompletionAndReadsTheCounts() throws InterruptedException {
        Status status = scaler.trigger();
        assertThat(count.value().number()).hasValue(1);
        assertThat(status.future()).isNotDone();
        finish(0.2);
        assertThat(status.future()).isCompleted();
        assertThat(scaler.read().keySet()).containsExactly("i0", "it", "scaler_time");
        assertThat(value(scaler, "i0")).isEqualTo(200.0);
        assertThat(value(scaler, "scaler_time")).isEqualTo(0.2);
    }

    @Test
    void describeSaysWhatIsCountedAndInWhat() {
        assertThat(scaler.describe().keySet()).containsExactly("i0", "it", "scaler_time");
        assertThat(key(scaler, "i0"))
                .isEqualTo(
                        DataKey.number("loc://sc.S2", "counts", 0, "scaler", DataKey.Role.SIGNAL));
        assertThat(key(scaler, "scaler_time").units()).isEqualTo("s");
        assertThat(scaler.hints()).containsExactly("i0", "it");
    }

    @Test
    void triggerNamesACountThatNeverEnds() {
        preset.set(2.0);
        Status status = scaler.trigger();
        time.advance(Duration.ofMillis(6999));
        assertThat(status.future()).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(failure(status))
                .isInstanceOf(DeviceException.TimedOut.class)
                .hasMessageContaining(
                        "scaler: loc://sc has not finished a count of 2.0 s after 7.0 s");
    }

    @Test
    void triggerFailsWhenTheConnectionIsLost() {
        Status status = scaler.trigger();
        count.disconnect();
        assertThat(failure(status)).isInstanceOf(DeviceException.Disconnected.class);
    }

    @Test
    void readRefusesCountsThatWereNeverMade() {
        i0.setAlarm(new Alarm(Severity.INVALID, "UDF"));
        assertThatThrownBy(scaler::read)
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("loc://sc.S2 is INVALID (UDF)");
    }

    @Test
    void stageEndsAutoCountAndUnstageBringsItBack() throws InterruptedException {
        scaler.stage();
        assertThat(continuous.value().number()).hasValue(0);
        scaler.unstage();
        assertThat(continuous.value().number()).hasValue(1);
        continuous.set(new Value.Whole(0));
        scaler.stage();
        scaler.unstage();
        assertThat(continuous.value().number()).hasValue(0);
    }

    @Test
    void exposureIsThePreset() {
        assertThat(scaler.exposure().set(1.5).future()).isCompleted();
        assertThat(preset.value()).isEqualTo(new Value.Floating(1.5));
        assertThat(scaler.exposure().position()).isEqualTo(1.5);
        assertThat(scaler.estimate(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void secureEndsACount() {
        scaler.secure();
        assertThat(scaler.hazard()).isEmpty();
        Status status = scaler.trigger();
        assertThat(scaler.hazard()).contains("Ion chambers (loc://sc.CNT) is counting");
        scaler.secure();
        assertThat(scaler.hazard()).isEmpty();
        assertThat(status.future()).isDone();
        count.disconnect();
        assertThat(scaler.hazard())
                .get()
                .asString()
                .endsWith("is not connected, it may be counting");
    }
}
