package io.beamdesk.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SscanRecordTest {
    private final Client client = new Client(new Database());

    @BeforeEach
    void setUp() throws RefusedWrite {
        client.database()
                .add(new SscanRecord(new FakeWorld(), "s", "", 1000, name -> name.equals("m")));
        client.put("s.NPTS", 11);
        client.put("s.P1SP", 10);
        client.put("s.P1EP", 20);
    }

    private List<Double> line() {
        return Stream.of("SP", "EP", "SI", "CP", "WD")
                .map(field -> client.number("s.P1" + field))
                .toList();
    }

    @Test
    void anEndSetsStepCentreAndWidth() {
        assertThat(line()).containsExactly(10.0, 20.0, 1.0, 15.0, 10.0);
    }

    @Test
    void aStepMovesTheEnd() throws RefusedWrite {
        client.put("s.P1SI", 2);
        assertThat(line()).containsExactly(10.0, 30.0, 2.0, 20.0, 20.0);
    }

    @Test
    void aCentreMovesBothEnds() throws RefusedWrite {
        client.put("s.P1CP", 0);
        assertThat(line()).containsExactly(-5.0, 5.0, 1.0, 0.0, 10.0);
    }

    @Test
    void aWidthKeepsTheCentre() throws RefusedWrite {
        client.put("s.P1WD", 20);
        assertThat(line()).containsExactly(5.0, 25.0, 2.0, 15.0, 20.0);
    }

    @Test
    void theNumberOfPointsSetsTheStep() throws RefusedWrite {
        client.put("s.NPTS", 21);
        assertThat(line()).containsExactly(10.0, 20.0, 0.5, 15.0, 10.0);
    }

    @Test
    void theNumberOfPointsStaysWithinItsLimits() throws RefusedWrite {
        client.put("s.NPTS", 5000);
        assertThat(client.number("s.NPTS")).isEqualTo(1000);
        client.put("s.NPTS", 0);
        assertThat(client.number("s.NPTS")).isEqualTo(1);
    }

    @Test
    void tableModePutsTheLineAwayAndLinearModeBringsItBack() throws RefusedWrite {
        client.put("s.P1SM", "TABLE");
        client.put("s.P1SP", 5);
        assertThat(line()).containsOnly(0.0);
        assertThat(client.text("s.SMSG")).isEqualTo("Positioner #1 is in Table Mode !");
        assertThat(client.number("s.ALRT")).isEqualTo(1);
        client.put("s.NPTS", 21);
        client.put("s.P1SM", "LINEAR");
        assertThat(line()).containsExactly(10.0, 20.0, 0.5, 15.0, 10.0);
    }

    @Test
    void aShortTableRaisesTheAlertUntilALongOneIsLoaded() throws RefusedWrite {
        client.put("s.NPTS", 3);
        client.put("s.P1SM", "TABLE");
        assertThat(client.number("s.ALRT")).isEqualTo(1);
        client.pv("s.P1PA").put(new Elements.Doubles(new double[] {1, 2, 4}), null);
        assertThat(client.number("s.ALRT")).isZero();
        assertThat(client.pv("s.P1PA").snapshot().value().number(2)).isEqualTo(4);
    }

    @Test
    void anExecutedScanSaysThatThereIsNone() throws RefusedWrite {
        assertThat(client.putNotify("s.EXSC", 1)).containsExactly(true);
        assertThat(client.number("s.EXSC")).isZero();
        assertThat(client.text("s.SMSG")).isEqualTo("Simulated: set up only, no scan");
    }

    @Test
    void aNameIsLookedUp() throws RefusedWrite {
        assertThat(client.text("s.P2NV")).isEqualTo("No PV");
        client.put("s.P2PV", "m");
        assertThat(client.text("s.P2NV")).isEqualTo("PV OK");
        client.put("s.P2PV", "nobody");
        assertThat(client.text("s.P2NV")).isEqualTo("PV BAD");
    }

    @Test
    void freezeFlagsStayAtTheirDefaults() {
        assertThat(client.text("s.FPTS")).isEqualTo("FREEZE");
        assertThatThrownBy(() -> client.put("s.P1FS", "FREEZE")).isInstanceOf(RefusedWrite.class);
    }
}
