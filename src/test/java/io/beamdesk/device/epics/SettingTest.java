package io.beamdesk.device.epics;

import static io.beamdesk.device.epics.Ends.failure;
import static io.beamdesk.device.epics.Ends.key;
import static io.beamdesk.device.epics.Ends.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;
import io.beamdesk.pv.Access;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Properties PERCENT =
            new Properties(
                    "%", 1, Range.NONE, new Range(0, 100), Range.NONE, Range.NONE, List.of());

    private final LocalProvider provider = new LocalProvider();
    private final Pvs pvs = new Pvs(provider);
    private final FakeScheduler time = new FakeScheduler();

    @AfterEach
    void nothingIsLeftRunning() {
        provider.close();
        assertThat(time.pending()).as("timers left over").isZero();
    }

    private Setting light(Optional<PvName> readback) {
        Setting setting =
                Setting.open(
                        "light",
                        "Light",
                        PvName.of("loc://light"),
                        readback,
                        OptionalDouble.empty(),
                        LIMIT,
                        pvs,
                        time);
        setting.connect();
        return setting;
    }

    @Test
    void setArrivesWithItsPut() throws InterruptedException {
        provider.create("light", new Value.Floating(50), PERCENT);
        Setting light = light(Optional.empty());
        assertThat(light.set(20.0).future()).isCompleted();
        assertThat(value(light, "light")).isEqualTo(20.0);
        assertThat(light.describe().keySet()).containsExactly("light");
        assertThat(light.units()).isEqualTo("%");
    }

    @Test
    void setWaitsForAReadbackOfItsOwn() throws InterruptedException {
        provider.create("light", new Value.Floating(50), PERCENT);
        LocalPv readback = provider.create("light_rbv", new Value.Floating(50), PERCENT);
        Setting light = light(Optional.of(PvName.of("loc://light_rbv")));
        Status status = light.set(20.0);
        assertThat(status.future()).isNotDone();
        readback.set(20.01);
        assertThat(status.future()).isCompleted();
        assertThat(light.read().keySet()).containsExactly("light", "light_setpoint");
    }

    @Test
    void setNamesAReadbackThatDoesNotFollow() {
        provider.create("light", new Value.Floating(50), PERCENT);
        provider.create("light_rbv", new Value.Floating(50), PERCENT);
        Status status = light(Optional.of(PvName.of("loc://light_rbv"))).set(20.0);
        time.advance(LIMIT);
        assertThat(failure(status))
                .isInstanceOf(DeviceException.NotArrived.class)
                .hasMessageContaining(
                        "light: loc://light_rbv reads 50.0 % instead of 20.0 % 5.0 s after"
                                + " loc://light");
    }

    @Test
    void checkTakesTheControlRangeAndTheRights() {
        LocalPv pv = provider.create("light", new Value.Floating(50), PERCENT);
        Setting light = light(Optional.empty());
        assertThatThrownBy(() -> light.check(120.0))
                .isInstanceOf(DeviceException.LimitViolation.class)
                .hasMessageContaining("light: 120.0 % above 100.0 %");
        assertThatThrownBy(() -> light.check(Double.NaN))
                .isInstanceOf(DeviceException.Refused.class);
        pv.setAccess(new Access(true, false));
        assertThatThrownBy(() -> light.check(20.0))
                .isInstanceOf(DeviceException.Refused.class)
                .hasMessageContaining("no write access");
        pv.disconnect();
        assertThatThrownBy(() -> light.check(20.0))
                .isInstanceOf(DeviceException.Disconnected.class);
    }

    @Test
    void choiceTakesItsLabelsOnly() throws InterruptedException {
        provider.create("gain", new Value.Choice(0, List.of("10^5 V/A", "10^6 V/A")));
        ChoiceSetting gain =
                new ChoiceSetting("gain", "Gain", PvName.of("loc://gain"), LIMIT, pvs, time);
        gain.connect();
        assertThat(gain.set("10^6 V/A").future()).isCompleted();
        assertThat(gain.position()).isEqualTo("10^6 V/A");
        assertThat(value(gain, "gain")).isEqualTo("10^6 V/A");
        assertThat(key(gain, "gain").choices()).containsExactly("10^5 V/A", "10^6 V/A");
        assertThat(failure(gain.set("10^9 V/A")))
                .isInstanceOf(DeviceException.Refused.class)
                .hasMessageContaining(
                        "has no choice \"10^9 V/A\"; choose one of 10^5 V/A, 10^6 V/A");
    }

    @Test
    void readingTakesNumbersChoicesAndTexts() throws InterruptedException {
        provider.create("t", new Value.Floating(24.5));
        provider.create("n", new Value.Whole(7));
        provider.create("state", new Value.Choice(1, List.of("Off", "On")));
        provider.create("text", new Value.Text("fine"));
        var columns = new java.util.LinkedHashMap<String, PvName>();
        List.of("t", "n", "state", "text").forEach(c -> columns.put(c, PvName.of("loc://" + c)));
        PvReading reading = new PvReading("all", "All", columns, pvs);
        reading.connect();
        assertThat(reading.read().keySet()).containsExactly("t", "n", "state", "text");
        assertThat(value(reading, "t")).isEqualTo(24.5);
        assertThat(value(reading, "n")).isEqualTo(7L);
        assertThat(value(reading, "state")).isEqualTo("On");
        assertThat(value(reading, "text")).isEqualTo("fine");
        assertThat(key(reading, "n").dtype()).isEqualTo(DataKey.Dtype.INTEGER);
        assertThat(key(reading, "state").choices()).containsExactly("Off", "On");
    }

    @Test
    void readingRefusesArraysAndWhatIsNotConnected() {
        provider.create("array", new Value.Doubles(new double[3]));
        PvReading array =
                new PvReading("array", "A", Map.of("array", PvName.of("loc://array")), pvs);
        array.connect();
        assertThatThrownBy(array::describe).hasMessageContaining("holds 3 elements of Doubles");
        PvReading nobody = new PvReading("x", "X", Map.of("x", PvName.of("loc://nobody")), pvs);
        nobody.connect();
        assertThatThrownBy(nobody::read).isInstanceOf(DeviceException.Disconnected.class);
    }

    @Test
    void shutterOpensWithPermitOnlyAndClosesAlways() {
        Shutter shutter = shutter();
        LocalPv permit = provider.variable("fs:Permit");
        assertThat(shutter.set(Shutter.Position.OPEN).future()).isCompleted();
        assertThat(shutter.position()).isEqualTo(Shutter.Position.OPEN);
        permit.set(new Value.Whole(0));
        assertThat(failure(shutter.set(Shutter.Position.OPEN)))
                .isInstanceOf(DeviceException.Refused.class)
                .hasMessageContaining("shutter: opening is not permitted (loc://fs:Permit is 0)");
        assertThat(shutter.set(Shutter.Position.CLOSED).future()).isCompleted();
        assertThat(shutter.position()).isEqualTo(Shutter.Position.CLOSED);
    }

    @Test
    void shutterThatDoesNotFollowIsReported() {
        Shutter shutter = shutter();
        provider.variable("fs:Cmd").onWrite(_ -> CompletableFuture.completedFuture(null));
        Status status = shutter.set(Shutter.Position.OPEN);
        time.advance(LIMIT);
        assertThat(failure(status))
                .isInstanceOf(DeviceException.NotArrived.class)
                .hasMessageContaining(
                        "loc://fs:Status reads Closed instead of open 5.0 s after loc://fs:Cmd");
    }

    @Test
    void shutterIsAHazardUnlessItReadsClosed() {
        Shutter shutter = shutter();
        assertThat(shutter.hazard()).isEmpty();
        assertThat(shutter.set(Shutter.Position.OPEN).future()).isCompleted();
        assertThat(shutter.hazard()).contains("Fast shutter (loc://fs:Status) is Open");
        shutter.secure();
        assertThat(shutter.hazard()).isEmpty();
        provider.variable("fs:Status").disconnect();
        assertThat(shutter.hazard())
                .contains("Fast shutter (loc://fs:Status) is not connected, it may be open");
    }

    private Shutter shutter() {
        LocalPv status =
                provider.create("fs:Status", new Value.Choice(0, List.of("Closed", "Open")));
        provider.create("fs:Permit", new Value.Whole(1));
        provider.create("fs:Cmd", new Value.Choice(0, List.of("Close", "Open")))
                .onWrite(
                        wanted -> {
                            status.set(new Value.Whole((long) wanted.number().orElseThrow()));
                            return CompletableFuture.completedFuture(null);
                        });
        Shutter shutter =
                new Shutter(
                        "shutter",
                        "Fast shutter",
                        new Shutter.Wires(
                                PvName.of("loc://fs:Cmd"),
                                "Open",
                                "Close",
                                PvName.of("loc://fs:Status"),
                                Optional.of(PvName.of("loc://fs:Permit")),
                                Duration.ofMillis(800)),
                        pvs,
                        time);
        shutter.connect();
        return shutter;
    }
}
