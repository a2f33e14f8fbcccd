package io.beamdesk.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.sim.cas.Alarm;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import io.beamdesk.sim.cas.Snapshot;
import io.beamdesk.sim.record.ScalerRecord.Input;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalerRecordTest {
    private final FakeWorld world = new FakeWorld();
    private double rate = 1e5;
    private final Client client = scaler(1);

    private Client scaler(long seed) {
        Database database = new Database();
        database.add(
                new ScalerRecord(
                        world,
                        "s",
                        seed,
                        List.of(new Input("time", () -> 0), new Input("I0", () -> rate))));
        return new Client(database);
    }

    @Test
    void channelsAreUndefinedBeforeTheFirstCount() throws RefusedWrite {
        assertThat(client.pv("s.S2").snapshot().alarm()).isEqualTo(Alarm.UNDEFINED);
        client.put("s.CNT", 1);
        world.passMillis(2000);
        assertThat(client.pv("s.S2").snapshot().alarm()).isEqualTo(Alarm.NONE);
    }

    @Test
    void completionMeansTheCountEnded() throws RefusedWrite {
        client.put("s.TP", 0.2);
        List<Boolean> answers = client.putNotify("s.CNT", 1);
        world.passMillis(199);
        assertThat(answers).isEmpty();
        assertThat(client.text("s.CNT")).isEqualTo("Count");
        world.passMillis(10);
        assertThat(answers).containsExactly(true);
        assertThat(client.text("s.CNT")).isEqualTo("Done");
        assertThat(client.number("s.T")).isBetween(0.2, 0.203);
        assertThat(client.number("s.S1")).isEqualTo(Math.rint(client.number("s.T") * 1e7));
        assertThat(client.number("s.S2")).isBetween(19_000.0, 21_000.0);
    }

    @Test
    void countsFollowTheLightWhileItChanges() throws RefusedWrite {
        List<Boolean> answers = client.putNotify("s.CNT", 1);
        world.passMillis(500);
        rate = 0;
        world.passMillis(1000);
        assertThat(answers).containsExactly(true);
        assertThat(client.number("s.S2")).isBetween(47_000.0, 53_000.0);
    }

    @Test
    void countsArePostedDuringTheCountWithTheTimeBefore() throws RefusedWrite {
        client.put("s.CNT", 1);
        world.passMillis(2000);
        List<Snapshot> seen = client.monitor("s.S2", ServedPv.VALUE);
        client.put("s.CNT", 1);
        world.passMillis(2000);
        assertThat(seen).hasSizeGreaterThan(9);
        assertThat(seen.getLast().time()).isEqualTo(seen.getFirst().time());
        assertThat(client.pv("s.S2").snapshot().time()).isAfter(seen.getLast().time());
    }

    @Test
    void writingZeroEndsTheCount() throws RefusedWrite {
        client.put("s.TP", 10);
        List<Boolean> answers = client.putNotify("s.CNT", 1);
        world.passMillis(3000);
        client.put("s.CNT", 0);
        assertThat(answers).containsExactly(true);
        assertThat(client.number("s.T")).isEqualTo(3.0);
    }

    @Test
    void autoCountRepeatsAndYieldsToACountOnPurpose() throws RefusedWrite {
        client.put("s.TP1", 0.5);
        List<Snapshot> counts = client.monitor("s.VAL", ServedPv.VALUE);
        client.put("s.CONT", 1);
        world.passMillis(2600);
        assertThat(counts).hasSize(6);
        assertThat(client.text("s.CNT")).isEqualTo("Done");
        List<Boolean> answers = client.putNotify("s.CNT", 1);
        world.passMillis(990);
        assertThat(answers).isEmpty();
        world.passMillis(20);
        assertThat(answers).containsExactly(true);
        assertThat(client.number("s.T")).isGreaterThanOrEqualTo(1);
        client.put("s.CONT", 0);
        int ended = counts.size();
        world.passMillis(5000);
        assertThat(counts.size()).isBetween(ended, ended + 1);
    }

    @Test
    void sameSeedGivesTheSameCountsAndAnotherOthers() throws RefusedWrite {
        Client same = scaler(1);
        Client other = scaler(2);
        for (Client each : List.of(client, same, other)) {
            each.put("s.CNT", 1);
        }
        world.passMillis(2000);
        assertThat(same.number("s.S2")).isEqualTo(client.number("s.S2"));
        assertThat(other.number("s.S2")).isNotEqualTo(client.number("s.S2"));
    }

    @Test
    void presetsFollowEachOther() throws RefusedWrite {
        client.put("s.TP", 0.25);
        assertThat(client.number("s.PR1")).isEqualTo(2.5e6);
        client.put("s.PR1", 5e6);
        assertThat(client.number("s.TP")).isEqualTo(0.5);
    }

    @Test
    void timeOfZeroIsRefused() {
        assertThatThrownBy(() -> client.put("s.TP", 0)).isInstanceOf(RefusedWrite.class);
        assertThatThrownBy(() -> client.put("s.TP", Double.NaN)).isInstanceOf(RefusedWrite.class);
    }

    @Test
    void countsCannotBeWritten() {
        assertThat(client.pv("s.S1").writable()).isFalse();
    }
}
