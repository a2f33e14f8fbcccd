package io.beamdesk.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.sim.cas.Alarm;
import io.beamdesk.sim.cas.Elements.UnsignedShorts;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import io.beamdesk.sim.cas.Snapshot;
import io.beamdesk.sim.record.Client;
import io.beamdesk.sim.record.FakeWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The whole beamline on fake time, without a server.
class BeamlineTest {
    private final FakeWorld world = new FakeWorld();
    private final Client client = new Client(Hall.build(world, "T:", 5));

    private double count() throws RefusedWrite {
        client.put("T:scaler1.TP", 0.1);
        List<Boolean> answers = client.putNotify("T:scaler1.CNT", 1);
        world.passMillis(200);
        assertThat(answers).containsExactly(true);
        return client.number("T:scaler1.S2");
    }

    private void openFastShutter() throws RefusedWrite {
        List<Boolean> answers = client.putNotify("T:fs:Cmd", 1);
        world.passMillis(20);
        assertThat(answers).containsExactly(true);
    }

    @Test
    void countersSeeTheShutters() throws RefusedWrite {
        double dark = count();
        openFastShutter();
        double light = count();
        client.put("T:fe:Cmd", "Close");
        world.passMillis(1000);
        assertThat(light).isGreaterThan(100 * dark);
        assertThat(count()).isLessThan(light / 100);
    }

    @Test
    void fastShutterTellsItsPositionAfterItsTravel() throws RefusedWrite {
        client.put("T:fs:Cmd", "Open");
        world.passMillis(19);
        assertThat(client.text("T:fs:Status_RBV")).isEqualTo("Closed");
        world.passMillis(1);
        assertThat(client.text("T:fs:Status_RBV")).isEqualTo("Open");
    }

    @Test
    void shuttersCloseWithoutPermitAndDoNotOpen() throws RefusedWrite {
        openFastShutter();
        client.put("T:hutch:ready", 0);
        world.passMillis(2000);
        assertThat(client.text("T:fe:Status_RBV")).isEqualTo("Closed");
        assertThat(client.text("T:fs:Status_RBV")).isEqualTo("Closed");
        assertThat(client.text("T:fe:Permit")).isEqualTo("Not permitted");
        assertThat(client.putNotify("T:fe:Cmd", 1)).containsExactly(true);
        world.passMillis(2000);
        assertThat(client.text("T:fe:Status_RBV")).isEqualTo("Closed");
        assertThat(client.text("T:fe:Cmd")).isEqualTo("Close");
        client.put("T:hutch:ready", 1);
        assertThat(client.text("T:fe:Permit")).isEqualTo("Permitted");
        assertThat(client.text("T:fe:Status_RBV")).isEqualTo("Closed");
    }

    @Test
    void ringTripsAndFillsAgain() throws RefusedWrite {
        openFastShutter();
        double light = count();
        client.put("T:ring:trip", 1);
        assertThat(client.number("T:ring:current")).isZero();
        assertThat(count()).isLessThan(light / 100);
        client.put("T:ring:trip", 0);
        world.passMillis(2500);
        assertThat(client.number("T:ring:current")).isBetween(80.0, 110.0);
        world.passMillis(3000);
        assertThat(client.number("T:ring:current")).isCloseTo(199.9, within(0.5));
    }

    @Test
    void ringDecaysAndIsToppedUp() {
        world.pass(Duration.ofSeconds(175));
        double low = client.number("T:ring:current");
        world.pass(Duration.ofSeconds(10));
        assertThat(low).isBetween(198.0, 199.5);
        assertThat(client.number("T:ring:current")).isGreaterThan(low + 0.5);
    }

    @Test
    void secondCrystalHasAMaximum() throws RefusedWrite {
        openFastShutter();
        List<Double> counts = new ArrayList<>();
        for (double pitch : new double[] {-60, 12, 80}) {
            client.put("T:m6", pitch);
            world.passMillis(5000);
            counts.add(count());
        }
        assertThat(counts.get(1)).isGreaterThan(5 * counts.get(0)).isGreaterThan(5 * counts.get(2));
    }

    @Test
    void energyMovesTheBraggAngle() throws RefusedWrite {
        client.put("T:mono:E", 9000);
        world.passMillis(3000);
        assertThat(client.number("T:mono:E.RBV")).isEqualTo(9000);
        assertThat(client.number("T:mono:theta")).isCloseTo(12.69, within(0.01));
    }

    @Test
    void gainMultipliesTheCounts() throws RefusedWrite {
        openFastShutter();
        double before = count();
        client.put("T:amp:i0:gain", "1e7 V/A");
        assertThat(count() / before).isCloseTo(10, within(0.5));
    }

    @Test
    void sameActionsGiveTheSameCounts() throws RefusedWrite {
        FakeWorld otherWorld = new FakeWorld();
        Client other = new Client(Hall.build(otherWorld, "T:", 5));
        for (Client each : List.of(client, other)) {
            each.put("T:fs:Cmd", 1);
        }
        world.passMillis(100);
        otherWorld.passMillis(100);
        for (Client each : List.of(client, other)) {
            each.put("T:scaler1.CNT", 1);
        }
        world.passMillis(2000);
        otherWorld.passMillis(2000);
        assertThat(client.number("T:scaler1.S3"))
                .isEqualTo(other.number("T:scaler1.S3"))
                .isPositive();
    }

    @Test
    void flowIsInMinorAlarmAndATestRecordGoesThroughAll() throws RefusedWrite {
        world.passMillis(3000);
        assertThat(client.pv("T:mono:flow").snapshot().alarm()).isEqualTo(new Alarm(1, 6));
        List<Snapshot> seen = client.monitor("T:test:double", ServedPv.ALARM);
        client.put("T:test:double", 75);
        client.put("T:test:double", 95);
        client.put("T:test:double", 0);
        assertThat(seen).extracting(each -> each.alarm().severity()).containsExactly(0, 1, 2, 0);
        assertThat(client.numbers(seen)).containsExactly(1.5, 75.0, 95.0, 0.0);
    }

    @Test
    void frameIsPostedBeforeAcquireIsDone() throws RefusedWrite {
        List<String> order = new ArrayList<>();
        client.pv("T:image1:ArrayData").subscribe(ServedPv.VALUE, _ -> order.add("data"));
        client.pv("T:image1:UniqueId_RBV").subscribe(ServedPv.VALUE, _ -> order.add("id"));
        client.pv("T:image1:ArrayCounter_RBV").subscribe(ServedPv.VALUE, _ -> order.add("count"));
        client.pv("T:cam1:Acquire").subscribe(ServedPv.VALUE, _ -> order.add("acquire"));
        order.clear();
        List<Boolean> answers = client.putNotify("T:cam1:Acquire", 1);
        world.passMillis(49);
        assertThat(answers).isEmpty();
        assertThat(client.pv("T:cam1:Acquire").snapshot().alarm().severity()).isEqualTo(1);
        assertThat(client.text("T:cam1:DetectorState_RBV")).isEqualTo("Acquire");
        world.passMillis(1);
        assertThat(answers).containsExactly(true);
        assertThat(order).containsExactly("acquire", "data", "id", "acquire");
        world.passMillis(10);
        assertThat(order).endsWith("count");
        assertThat(client.pv("T:cam1:Acquire").snapshot().alarm()).isEqualTo(Alarm.NONE);
        assertThat(client.text("T:cam1:DetectorState_RBV")).isEqualTo("Idle");
    }

    @Test
    void multipleFramesKeepTheirPeriod() throws RefusedWrite {
        client.put("T:cam1:ImageMode", "Multiple");
        client.put("T:cam1:NumImages", 5);
        client.put("T:cam1:AcquirePeriod", 0.2);
        List<Snapshot> ids = client.monitor("T:image1:UniqueId_RBV", ServedPv.VALUE);
        List<Boolean> answers = client.putNotify("T:cam1:Acquire", 1);
        world.passMillis(849);
        assertThat(answers).isEmpty();
        world.passMillis(2);
        assertThat(answers).containsExactly(true);
        assertThat(client.numbers(ids)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(client.number("T:cam1:NumImagesCounter_RBV")).isEqualTo(5);
    }

    @Test
    void continuousModeRunsUntilStopped() throws RefusedWrite {
        client.put("T:cam2:ImageMode", "Continuous");
        client.put("T:cam2:SizeX", 64);
        client.put("T:cam2:SizeY", 64);
        List<Boolean> answers = client.putNotify("T:cam2:Acquire", 1);
        world.passMillis(2025);
        assertThat(client.number("T:cam2:ArrayCounter_RBV")).isEqualTo(40);
        assertThat(answers).isEmpty();
        client.put("T:cam2:Acquire", 0);
        assertThat(answers).containsExactly(true);
        world.passMillis(1000);
        assertThat(client.number("T:cam2:ArrayCounter_RBV")).isEqualTo(40);
    }

    @Test
    void timeRemainingCountsDown() throws RefusedWrite {
        client.put("T:cam1:AcquireTime", 1);
        client.put("T:cam1:Acquire", 1);
        world.passMillis(300);
        assertThat(client.number("T:cam1:TimeRemaining_RBV")).isCloseTo(0.7, within(0.01));
        world.passMillis(700);
        assertThat(client.number("T:cam1:TimeRemaining_RBV")).isZero();
    }

    @Test
    void sizeBeyondTheSensorIsCutInTheReadback() throws RefusedWrite {
        client.put("T:cam1:SizeX", 5000);
        client.put("T:cam1:SizeY", 10);
        assertThat(client.number("T:cam1:SizeX_RBV")).isEqualTo(2048);
        client.put("T:cam1:Acquire", 1);
        world.passMillis(100);
        assertThat(client.number("T:image1:ArraySize0_RBV")).isEqualTo(2048);
        assertThat(client.number("T:image1:ArraySize1_RBV")).isEqualTo(10);
        assertThat(client.pv("T:image1:ArrayData").snapshot().value().count()).isEqualTo(20_480);
        assertThat(client.number("T:cam1:ArraySize_RBV")).isEqualTo(40_960);
    }

    @Test
    void slowPluginCountsWhatItDrops() throws RefusedWrite {
        client.put("T:cam1:ImageMode", "Multiple");
        client.put("T:cam1:NumImages", 10);
        client.put("T:image1:MinCallbackTime", 0.12);
        client.put("T:cam1:Acquire", 1);
        world.passMillis(1000);
        assertThat(client.number("T:image1:ArrayCounter_RBV")).isEqualTo(4);
        assertThat(client.number("T:image1:DroppedArrays_RBV")).isEqualTo(6);
        assertThat(client.number("T:image1:UniqueId_RBV")).isEqualTo(10);
    }

    @Test
    void detectorSeesTheSampleTheFlatAndTheDark() throws RefusedWrite {
        openFastShutter();
        double sample = centre();
        client.put("T:m1", 10);
        world.passMillis(5000);
        double flat = centre();
        client.put("T:fs:Cmd", 0);
        world.passMillis(100);
        double dark = centre();
        assertThat(dark).isCloseTo(100, within(1.0));
        assertThat((sample - dark) / (flat - dark)).isBetween(0.05, 0.8);
    }

    private double centre() throws RefusedWrite {
        client.put("T:cam1:Acquire", 1);
        world.passMillis(100);
        short[] pixels =
                ((UnsignedShorts) client.pv("T:image1:ArrayData").snapshot().value()).values();
        double sum = 0;
        for (int row = 246; row < 266; row++) {
            for (int column = 246; column < 266; column++) {
                sum += pixels[row * 512 + column] & 0xFFFF;
            }
        }
        return sum / 400;
    }
}
