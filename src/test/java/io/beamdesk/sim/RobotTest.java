package io.beamdesk.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import io.beamdesk.sim.record.Client;
import io.beamdesk.sim.record.FakeWorld;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotTest {
    private static final int LONG = 60_000;

    private final FakeWorld world = new FakeWorld();
    private final Client client = new Client(Hall.build(world, "T:", 5));

    private String read(String suffix) {
        return client.text("T:robot:" + suffix);
    }

    private List<Boolean> command(String order, String place) throws RefusedWrite {
        List<Boolean> answers = new ArrayList<>();
        client.put("T:robot:Target", place);
        client.pv("T:robot:Command").put(Elements.of(order), answers::add);
        return answers;
    }

    private void done(String order, String place) throws RefusedWrite {
        List<Boolean> answers = command(order, place);
        world.passMillis(LONG);
        assertThat(answers).as(order + " " + read("Message_RBV")).containsExactly(true);
        assertThat(read("State_RBV")).isEqualTo("Ready");
    }

    @Test
    void mountExchangeAndUnmountKeepTheBooks() throws RefusedWrite {
        assertThat(read("Mounted_RBV")).isEqualTo("P1-1");
        done("Unmount", "");
        assertThat(read("Mounted_RBV")).isEmpty();
        assertThat(read("OnGonio_RBV")).isEqualTo("Absent");
        done("Mount", "P2-7");
        assertThat(read("Mounted_RBV")).isEqualTo("P2-7");
        assertThat(read("OnGonio_RBV")).isEqualTo("Present");
        done("Exchange", "H3");
        assertThat(read("Mounted_RBV")).isEqualTo("H3");
        assertThat(read("Held_RBV")).isEmpty();
    }

    @Test
    void mountIsAnsweredWhenTheRobotIsHomeAgain() throws RefusedWrite {
        done("Unmount", "");
        List<String> states = new ArrayList<>();
        client.pv("T:robot:State_RBV")
                .subscribe(
                        ServedPv.VALUE,
                        seen -> states.add(seen.value().text(0, seen.properties())));
        List<Boolean> answers = command("Mount", "P1-3");
        world.passMillis(9000);
        assertThat(answers).isEmpty();
        assertThat(read("State_RBV")).isEqualTo("Mounting");
        world.passMillis(5000);
        assertThat(answers).containsExactly(true);
        assertThat(states).hasSize(3);
    }

    @Test
    void preparedSampleShortensTheExchange() throws RefusedWrite {
        List<Boolean> direct = command("Exchange", "P5-16");
        long directMillis = millisUntil(direct);
        done("Prepare", "P5-1");
        assertThat(read("Held_RBV")).isEqualTo("P5-1");
        long preparedMillis = millisUntil(command("Exchange", "P5-1"));
        assertThat(read("Mounted_RBV")).isEqualTo("P5-1");
        assertThat(preparedMillis).isLessThan(directMillis - 2000);
    }

    private long millisUntil(List<Boolean> answers) {
        long millis = 0;
        while (answers.isEmpty() && millis < LONG) {
            world.passMillis(50);
            millis += 50;
        }
        return millis;
    }

    @ParameterizedTest
    @CsvSource({
        "Mount, P2-1, goniometer is occupied",
        "Exchange, P1-1, that sample is out already",
        "Exchange, P6-1, no such place",
        "Exchange, P1-17, no such place"
    })
    void commandIsRefusedWithTheReason(String order, String place, String reason)
            throws RefusedWrite {
        assertThat(command(order, place)).containsExactly(true);
        assertThat(read("Message_RBV")).isEqualTo("refused: " + reason);
        assertThat(read("State_RBV")).isEqualTo("Ready");
        assertThat(read("Mounted_RBV")).isEqualTo("P1-1");
    }

    @Test
    void lidGoniometerAndHutchStandInTheWay() throws RefusedWrite {
        client.put("T:robot:Lid", 0);
        world.passMillis(2000);
        command("Exchange", "P2-1");
        assertThat(read("Message_RBV")).isEqualTo("refused: lid is not open");
        client.put("T:robot:Lid", 1);
        client.put("T:m4", 90);
        world.passMillis(3000);
        assertThat(read("GonioReady_RBV")).isEqualTo("No");
        command("Exchange", "P2-1");
        assertThat(read("Message_RBV")).isEqualTo("refused: goniometer not at mount pos");
        client.put("T:m4", 360);
        client.put("T:hutch:ready", 0);
        world.passMillis(6000);
        assertThat(read("GonioReady_RBV")).isEqualTo("Yes");
        assertThat(read("Interlocks_RBV")).isEqualTo("hutch is not ready; search it");
        assertThat(read("Ready_RBV")).isEqualTo("No");
    }

    @Test
    void abortStopsOnTheWayAndRecoverPutsBack() throws RefusedWrite {
        List<Boolean> answers = command("Exchange", "P3-4");
        world.passMillis(6000);
        assertThat(read("Held_RBV")).isEqualTo("P3-4");
        client.put("T:robot:Command", "Abort");
        assertThat(answers).isEmpty();
        world.passMillis(500);
        assertThat(answers).containsExactly(true);
        assertThat(read("State_RBV")).isEqualTo("Stopped");
        assertThat(read("Held_RBV")).isEqualTo("P3-4");
        done("Recover", "");
        assertThat(read("Held_RBV")).isEmpty();
        assertThat(read("Mounted_RBV")).isEqualTo("P1-1");
    }

    @Test
    void lostSampleIsLookedForAndCleared() throws RefusedWrite {
        client.put("T:robot:Fault", "Sample lost");
        List<Boolean> answers = command("Exchange", "P3-4");
        world.passMillis(LONG);
        assertThat(answers).containsExactly(true);
        assertThat(read("State_RBV")).isEqualTo("Fault");
        assertThat(read("Held_RBV")).isEqualTo("P3-4");
        assertThat(read("InGripper_RBV")).isEqualTo("Absent");
        client.put("T:robot:Fault", "None");
        command("Recover", "");
        world.passMillis(LONG);
        assertThat(read("Message_RBV")).isEqualTo("look for P3-4, then clear");
        command("Clear", "");
        assertThat(read("State_RBV")).isEqualTo("Ready");
        assertThat(read("Held_RBV")).isEmpty();
    }

    @Test
    void powerThatComesBackLeavesItStopped() throws RefusedWrite {
        command("Exchange", "P3-4");
        world.passMillis(6000);
        client.put("T:robot:Fault", "Power lost");
        assertThat(read("State_RBV")).isEqualTo("Off");
        assertThat(read("Held_RBV")).isEqualTo("P3-4");
        client.put("T:robot:Fault", "None");
        client.put("T:robot:Power", 1);
        assertThat(read("State_RBV")).isEqualTo("Stopped");
        done("Recover", "");
    }

    @Test
    void silentControllerAnswersWhenItIsBack() throws RefusedWrite {
        List<Boolean> answers = command("Exchange", "P3-4");
        world.passMillis(1000);
        client.put("T:robot:Fault", "Silent");
        world.passMillis(LONG);
        assertThat(answers).isEmpty();
        assertThat(read("State_RBV")).isEqualTo("Exchanging");
        assertThat(client.pv("T:robot:State_RBV").snapshot().alarm().severity()).isEqualTo(3);
        client.put("T:robot:Fault", "None");
        assertThat(answers).containsExactly(true);
        assertThat(read("Mounted_RBV")).isEqualTo("P3-4");
        assertThat(client.pv("T:robot:State_RBV").snapshot().alarm().severity()).isZero();
    }

    @Test
    void collisionAndForceLimitStopIt() throws RefusedWrite {
        client.put("T:robot:ForceLimit", 5);
        command("Exchange", "P3-4");
        world.passMillis(LONG);
        assertThat(read("State_RBV")).isEqualTo("Fault");
        assertThat(read("Message_RBV")).startsWith("collision");
        assertThat(client.number("T:robot:Force_RBV")).isGreaterThan(5);
    }

    @Test
    void emptyGoniometerLetsTheBeamPass() throws RefusedWrite {
        client.put("T:fs:Cmd", 1);
        world.passMillis(100);
        double with = transmission();
        done("Unmount", "");
        assertThat(transmission()).isGreaterThan(1.2 * with);
    }

    private double transmission() throws RefusedWrite {
        client.put("T:scaler1.TP", 0.1);
        client.putNotify("T:scaler1.CNT", 1);
        world.passMillis(200);
        return client.number("T:scaler1.S3") / client.number("T:scaler1.S2");
    }
}
