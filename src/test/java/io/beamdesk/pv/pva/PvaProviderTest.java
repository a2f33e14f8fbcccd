package io.beamdesk.pv.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.sim.pvas.PvaServer;
import io.beamdesk.sim.pvas.PvaVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.epics.pva.data.PVABool;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVALong;
import org.epics.pva.data.PVAShort;
import org.epics.pva.data.PVAShortArray;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PvaProviderTest {
    private static final Instant TIME = Instant.parse("2024-05-06T07:08:09.123456789Z");

    private PvaServer server;
    private PvaProvider provider;

    @BeforeEach
    void serve() throws Exception {
        server = PvaServer.start(0);
        provider =
                new PvaProvider(
                        PvaSettings.onlyServer(server.port())
                                .withAnswerTime(Duration.ofSeconds(20)));
    }

    @AfterEach
    void end() {
        provider.close();
        server.close();
    }

    private static PVAStructure scalar(PVAData value, PVAData... more) {
        PVAData[] fields = new PVAData[more.length + 3];
        fields[0] = value;
        fields[1] =
                new PVAStructure(
                        "alarm",
                        "alarm_t",
                        new PVAInt("severity", 1),
                        new PVAInt("status", 3),
                        new PVAString("message", "HIGH_ALARM"));
        fields[2] =
                new PVAStructure(
                        "timeStamp",
                        "time_t",
                        new PVALong("secondsPastEpoch", false, TIME.getEpochSecond()),
                        new PVAInt("nanoseconds", TIME.getNano()),
                        new PVAInt("userTag", 0));
        System.arraycopy(more, 0, fields, 3, more.length);
        return new PVAStructure("", "epics:nt/NTScalar:1.0", fields);
    }

    private static PVAStructure choice(int index, String... labels) {
        return scalar(
                new PVAStructure(
                        "value",
                        "enum_t",
                        new PVAInt("index", index),
                        new PVAStringArray("choices", labels)));
    }

    private Channel open(String name) {
        return provider.open(PvName.of("pva://" + name));
    }

    private BlockingQueue<PvEvent> events(Channel channel) {
        BlockingQueue<PvEvent> events = new LinkedBlockingQueue<>();
        channel.subscribe(events::add);
        return events;
    }

    private static <T extends PvEvent> T next(BlockingQueue<PvEvent> events, Class<T> type)
            throws InterruptedException {
        while (true) {
            PvEvent event = events.poll(20, TimeUnit.SECONDS);
            assertThat(event).as("waiting for %s", type).isNotNull();
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    @Test
    void getHasValueAlarmAndTime() {
        server.add("x", scalar(new PVADouble("value", 1.5)));
        Sample sample = open("x").get().join();
        assertThat(sample)
                .isEqualTo(
                        new Sample(
                                new Value.Floating(1.5), new Alarm(Severity.MINOR, "HIGH"), TIME));
    }

    @Test
    void subscribeTellsConnectionThenPropertiesThenValue() throws Exception {
        PVAStructure display =
                new PVAStructure(
                        "display",
                        "display_t",
                        new PVADouble("limitLow", -10),
                        new PVADouble("limitHigh", 10),
                        new PVAString("description", "a number"),
                        new PVAString("units", "mm"),
                        new PVAInt("precision", 3));
        PVAStructure control =
                new PVAStructure(
                        "control",
                        "control_t",
                        new PVADouble("limitLow", -5),
                        new PVADouble("limitHigh", 5),
                        new PVADouble("minStep", 0));
        server.add("x", scalar(new PVADouble("value", 2), display, control), _ -> {});
        BlockingQueue<PvEvent> events = events(open("x"));
        assertThat(events.take()).isInstanceOf(PvEvent.Disconnected.class);
        assertThat(events.take())
                .isEqualTo(
                        new PvEvent.Connected(
                                "127.0.0.1:" + server.port(),
                                ElementType.FLOAT64,
                                1,
                                new Access(true, true)));
        assertThat(events.take())
                .isEqualTo(
                        new PvEvent.PropertiesChanged(
                                new Properties(
                                        "mm",
                                        3,
                                        new Range(-10, 10),
                                        new Range(-5, 5),
                                        Range.NONE,
                                        Range.NONE,
                                        List.of())));
        assertThat(((Sample) events.take()).value()).isEqualTo(new Value.Floating(2));
    }

    @Test
    void subscribeDeliversWhatIsPosted() throws Exception {
        PvaVariable variable = server.add("n", scalar(new PVAInt("value", 1)));
        Channel channel = open("n");
        BlockingQueue<PvEvent> events = events(channel);
        assertThat(next(events, Sample.class).value()).isEqualTo(new Value.Whole(1));
        variable.post(scalar(new PVAInt("value", 2)));
        assertThat(next(events, Sample.class).value()).isEqualTo(new Value.Whole(2));
        // A second consumer begins with the value as it is.
        assertThat(next(events(channel), Sample.class).value()).isEqualTo(new Value.Whole(2));
    }

    @Test
    void getKeepsUnsignedNumbers() {
        server.add("scalar", scalar(new PVAShort("value", true, (short) 40_000)));
        server.add("array", scalar(new PVAShortArray("value", true, (short) 40_000, (short) 1)));
        assertThat(open("scalar").get().join().value()).isEqualTo(new Value.Whole(40_000));
        assertThat(((Value.Ints) open("array").get().join().value()).values())
                .containsExactly(40_000, 1);
    }

    @Test
    void getReadsTextsChoicesAndTruth() {
        server.add(
                "text",
                scalar(new PVAString("value", "something longer than forty characters is")));
        server.add("choice", choice(1, "Done", "Acquire"));
        server.add("truth", scalar(new PVABool("value", true)));
        server.add("doubles", scalar(new PVADoubleArray("value", 1, 2.5)));
        assertThat(open("text").get().join().value())
                .isEqualTo(new Value.Text("something longer than forty characters is"));
        assertThat(open("choice").get().join().value())
                .isEqualTo(new Value.Choice(1, List.of("Done", "Acquire")));
        assertThat(((Value.Choice) open("truth").get().join().value()).label()).isEqualTo("true");
        assertThat(((Value.Doubles) open("doubles").get().join().value()).values())
                .containsExactly(1, 2.5);
    }

    private CompletableFuture<PVAStructure> served(String name, PVAStructure initial) {
        CompletableFuture<PVAStructure> written = new CompletableFuture<>();
        server.add(name, initial, written::complete);
        return written;
    }

    @Test
    void putWritesNumbersTextsAndLabels() {
        CompletableFuture<PVAStructure> number = served("n", scalar(new PVADouble("value", 0)));
        open("n").put(new Value.Text("2.5")).join();
        assertThat(((PVADouble) number.join().get("value")).get()).isEqualTo(2.5);

        CompletableFuture<PVAStructure> choice = served("c", choice(0, "Done", "Acquire"));
        open("c").put(new Value.Text("Acquire")).join();
        PVAStructure value = choice.join().get("value");
        assertThat(((PVAInt) value.get("index")).get()).isEqualTo(1);

        String longText = "a text of more than thirty-nine characters, which PVAccess carries";
        CompletableFuture<PVAStructure> text = served("t", scalar(new PVAString("value", "")));
        open("t").put(new Value.Text(longText)).join();
        assertThat(((PVAString) text.join().get("value")).get()).isEqualTo(longText);

        CompletableFuture<PVAStructure> array =
                served("a", scalar(new PVAShortArray("value", true)));
        open("a").put(new Value.Ints(new int[] {65_535, 0})).join();
        assertThat(((PVAShortArray) array.join().get("value")).get())
                .containsExactly((short) -1, (short) 0);
    }

    @Test
    void putRefusesWhatTheFieldCannotHold() {
        var _ = served("u", scalar(new PVAShort("value", true, (short) 0)));
        var _ = served("c", choice(0, "Done", "Acquire"));
        assertThatThrownBy(() -> open("u").put(new Value.Whole(-1)).join())
                .cause()
                .isInstanceOf(PvException.BadValue.class)
                .hasMessage("pva://u cannot take this value: -1 is outside 0 to 65535");
        assertThatThrownBy(() -> open("c").put(new Value.Text("Stop")).join())
                .cause()
                .hasMessageContaining("\"Stop\" is none of its choices");
    }

    @Test
    void putTellsWhyTheServerRefused() {
        server.add(
                "x",
                scalar(new PVADouble("value", 0)),
                _ -> {
                    throw new IllegalArgumentException("the shutter is open");
                });
        assertThatThrownBy(() -> open("x").put(new Value.Floating(1)).join())
                .cause()
                .isInstanceOf(PvException.Refused.class)
                .hasMessage("pva://x refused: the shutter is open");
        server.add("fixed", scalar(new PVADouble("value", 0)));
        assertThatThrownBy(() -> open("fixed").put(new Value.Floating(1)).join())
                .cause()
                .hasMessageContaining("does not let this user and host write it");
    }

    @Test
    void getOfANameThatNobodyServesFailsAfterItsTime() {
        try (PvaProvider hasty =
                new PvaProvider(
                        PvaSettings.onlyServer(server.port())
                                .withAnswerTime(Duration.ofMillis(50)))) {
            assertThatThrownBy(() -> hasty.open(PvName.of("pva://nowhere")).get().join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(PvException.NotConnected.class)
                    .hasMessageStartingWith("pva://nowhere is not connected");
        }
    }

    @Test
    void getFindsTheServerByUdp() throws Exception {
        int port = server.port();
        server.close();
        server = PvaServer.start(port);
        server.add("x", scalar(new PVADouble("value", 3)));
        try (PvaProvider searching =
                new PvaProvider(
                        PvaSettings.from(
                                Map.of("EPICS_PVA_BROADCAST_PORT", String.valueOf(port + 1))))) {
            assertThat(searching.open(PvName.of("pva://x")).get().join().value())
                    .isEqualTo(new Value.Floating(3));
        }
    }

    @Test
    void channelComesBackWithItsServer() throws Exception {
        server.add("x", scalar(new PVADouble("value", 1)));
        int port = server.port();
        BlockingQueue<PvEvent> events = events(open("x"));
        assertThat(next(events, Sample.class).value()).isEqualTo(new Value.Floating(1));
        server.close();
        next(events, PvEvent.Disconnected.class);
        server = PvaServer.start(port);
        server.add("x", scalar(new PVADouble("value", 7)));
        assertThat(next(events, Sample.class).value()).isEqualTo(new Value.Floating(7));
    }

    @Test
    void closedSubscriptionAndChannelGetNothingMore() throws Exception {
        PvaVariable variable = server.add("x", scalar(new PVADouble("value", 1)));
        Channel channel = open("x");
        BlockingQueue<PvEvent> events = new LinkedBlockingQueue<>();
        var subscription = channel.subscribe(events::add);
        next(events, Sample.class);
        BlockingQueue<PvEvent> others = events(channel);
        next(others, Sample.class);
        subscription.close();
        variable.post(scalar(new PVADouble("value", 2)));
        next(others, Sample.class);
        assertThat(events).isEmpty();
        channel.close();
        assertThatThrownBy(() -> channel.get().join())
                .cause()
                .isInstanceOf(PvException.NotConnected.class);
    }
}
