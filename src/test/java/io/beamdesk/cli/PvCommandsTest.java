package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.app.PvSource;
import io.beamdesk.pv.Access;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class PvCommandsTest {
    private static final Properties MILLIMETRES =
            new Properties("mm", 3, Range.NONE, Range.NONE, Range.NONE, Range.NONE, List.of());

    @Command(name = "beamdesk")
    static final class Root {}

    private final LocalProvider pvs =
            new LocalProvider(InstantSource.fixed(Instant.parse("2026-05-04T10:15:30.123456789Z")));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        PvSource source = _ -> new Pvs(pvs);
        return new CommandLine(new Root())
                .addSubcommand(new GetCommand(source))
                .addSubcommand(new PutCommand(source))
                .addSubcommand(new MonitorCommand(source))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private JsonObject json() {
        return JsonParser.parseString(out.toString()).getAsJsonObject();
    }

    @Test
    void getPrintsNameValueUnitsAndAlarm() {
        pvs.create("m1", new Value.Floating(12.5), MILLIMETRES)
                .setAlarm(new Alarm(Severity.MAJOR, "HIHI"));
        assertThat(run("get", "loc://m1")).isZero();
        assertThat(out.toString())
                .startsWith("loc://m1  12.500 mm  2026-05-04 ")
                .contains(":15:30.123456  MAJOR HIHI");
    }

    @Test
    void getPrintsTheLabelOfAChoice() {
        pvs.create("mode", new Value.Choice(1, List.of("Idle", "Count")));
        run("get", "loc://mode");
        assertThat(out.toString()).startsWith("loc://mode  Count  ");
    }

    @Test
    void getShortensAnArrayForPeople() {
        pvs.create("image", new Value.Ints(IntStream.range(0, 1000).toArray()));
        run("get", "loc://image");
        assertThat(out.toString()).contains("1000 [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …]");
    }

    @Test
    void getAsJsonHasEveryElementAndTheTimeToTheNanosecond() {
        pvs.create("image", new Value.Ints(IntStream.range(0, 1000).toArray()));
        assertThat(run("get", "--json", "loc://image")).isZero();
        assertThat(json().get("value").getAsJsonArray()).hasSize(1000);
        assertThat(json().get("time").getAsString()).isEqualTo("2026-05-04T10:15:30.123456789Z");
        assertThat(json().get("severity").getAsString()).isEqualTo("NONE");
    }

    @Test
    void getAsJsonOfNanIsValidJson() {
        pvs.create("x", new Value.Floating(Double.NaN));
        run("get", "--json", "loc://x");
        assertThat(json().get("value").getAsString()).isEqualTo("NaN");
    }

    @Test
    void getOfANameThatNobodyServesFailsAndStillPrintsTheOthers() {
        pvs.create("m1", new Value.Floating(1));
        assertThat(run("get", "loc://nobody", "loc://m1")).isEqualTo(1);
        assertThat(err.toString()).contains("loc://nobody is not connected").hasLineCount(1);
        assertThat(out.toString()).contains("loc://m1");
    }

    @Test
    void getOfABadNameIsWrongUsage() {
        assertThat(run("get", "two words")).isEqualTo(2);
        assertThat(err.toString()).contains("\"two words\"").contains("white space");
    }

    @Test
    void putWritesALabelAndPrintsWhatCameOfIt() {
        LocalPv mode = pvs.create("mode", new Value.Choice(0, List.of("Idle", "Count")));
        assertThat(run("put", "loc://mode", "Count")).isZero();
        assertThat(mode.value().number()).hasValue(1);
        assertThat(out.toString()).startsWith("loc://mode  Count  ");
    }

    @Test
    void putOfANegativeNumberFollowsDashes() {
        LocalPv m1 = pvs.create("m1", new Value.Floating(0));
        assertThat(run("put", "loc://m1", "--", "-2.5")).isZero();
        assertThat(m1.value()).isEqualTo(new Value.Floating(-2.5));
    }

    @Test
    void putOfSeveralValuesWritesAnArray() {
        LocalPv table = pvs.create("table", new Value.Doubles(new double[5]));
        assertThat(run("put", "loc://table", "1", "2.5", "1e3")).isZero();
        assertThat(((Value.Doubles) table.value()).values()).containsExactly(1, 2.5, 1000);
    }

    @Test
    void putOfNonsenseNamesTheRemedy() {
        pvs.create("mode", new Value.Choice(0, List.of("Idle", "Count")));
        assertThat(run("put", "loc://mode", "nonsense")).isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("mode")
                .contains("\"nonsense\"")
                .contains("use one of \"Idle\", \"Count\"");
    }

    @Test
    void putThatIsRefusedSaysSo() {
        pvs.create("m1", new Value.Floating(0)).setAccess(new Access(true, false));
        assertThat(run("put", "loc://m1", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("refused");
    }

    @Test
    void putThatNeverCompletesEndsWithTheTimeout() {
        pvs.create("m1", new Value.Floating(0)).onWrite(_ -> new CompletableFuture<>());
        assertThat(run("put", "--timeout", "0.05", "loc://m1", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("no answer within 0.05 s");
    }

    @Test
    void putWithoutWaitingDoesNotNeedTheCompletion() {
        pvs.create("m1", new Value.Floating(0)).onWrite(_ -> new CompletableFuture<>());
        assertThat(run("put", "--no-wait", "loc://m1", "1")).isZero();
    }

    @Test
    void monitorPrintsEachChangeUpToItsCount() {
        LocalPv m1 = pvs.create("m1", new Value.Floating(0), MILLIMETRES);
        Thread changes =
                Thread.startVirtualThread(() -> {
                    for (int i = 1; out.toString().lines().count() < 3; i++) {
                        m1.set(i);
                        Thread.yield();
                    }
                });
        assertThat(run("monitor", "--count", "3", "loc://m1")).isZero();
        assertThat(changes).isNotNull();
        assertThat(out.toString().lines().filter(l -> l.startsWith("loc://m1  "))).hasSize(3);
    }

    @Test
    void monitorTellsADisconnection() {
        LocalPv m1 = pvs.create("m1", new Value.Floating(0));
        m1.onWrite(_ -> CompletableFuture.completedFuture(null));
        Thread server =
                Thread.startVirtualThread(() -> {
                    while (!out.toString().contains("\"value\":")) {
                        Thread.onSpinWait();
                    }
                    m1.disconnect();
                    m1.reconnect();
                });
        assertThat(run("monitor", "--json", "--count", "2", "loc://m1")).isZero();
        assertThat(server).isNotNull();
        assertThat(out.toString().lines().toList().get(1)).contains("\"event\":\"disconnected\"");
    }

    @Test
    void timeoutThatIsNoTimeIsWrongUsage() {
        assertThat(run("get", "--timeout", "-1", "loc://m1")).isEqualTo(2);
        assertThat(err.toString()).contains("--timeout");
    }
}
