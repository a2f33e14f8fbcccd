package io.beamdesk.interop;

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
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.ca.CaProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every kind of value, property, alarm and right, against a real IOC.
@Tag("interop")
class ChannelAccessValuesTest {
    @TempDir static Path directory;
    private static SoftIoc ioc;
    private static CaProvider provider;

    @BeforeAll
    static void start() {
        ioc =
                SoftIoc.in(directory)
                        .security("access.acf", "P=T:")
                        .records("interop.db", "P=T:")
                        .start();
        provider = new CaProvider(ioc.settings());
    }

    @AfterAll
    static void stop() {
        if (provider != null) {
            provider.close();
        }
        if (ioc != null) {
            ioc.close();
        }
    }

    private static Channel open(String name) {
        return provider.open(PvName.of(name));
    }

    private static <T> T done(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PvException cause) {
                throw cause;
            }
            throw new AssertionError(e);
        } catch (TimeoutException e) {
            throw new AssertionError("hangs", e);
        }
    }

    private static Value get(String name) throws InterruptedException {
        try (Channel channel = open(name)) {
            return done(channel.get()).value();
        }
    }

    private static void put(String name, Value value) throws InterruptedException {
        try (Channel channel = open(name)) {
            done(channel.put(value));
        }
    }

    @Test
    void getReadsEveryScalarType() throws InterruptedException {
        assertThat(get("T:ai")).isEqualTo(new Value.Floating(42.25));
        put("T:long", new Value.Whole(-123456));
        assertThat(get("T:long")).isEqualTo(new Value.Whole(-123456));
        assertThat(get("T:text")).isEqualTo(new Value.Text("hello"));
        put("T:mode", new Value.Text("Count"));
        assertThat(get("T:mode")).isEqualTo(new Value.Choice(1, List.of("Idle", "Count", "Scan")));
        assertThat(get("T:ai.RTYP")).isEqualTo(new Value.Text("ai"));
        assertThat(get("T:disabled.DISP")).isEqualTo(new Value.Whole(1));
    }

    @Test
    void timestampIsTheRecordsToTheNanosecond() throws InterruptedException {
        try (Channel channel = open("T:ao")) {
            Instant before = Instant.now();
            done(channel.put(new Value.Floating(2)));
            Sample sample = done(channel.get());
            assertThat(sample.timestamp())
                    .isBetween(before.minusMillis(100), Instant.now().plusMillis(100));
            assertThat(done(channel.get()).timestamp()).isEqualTo(sample.timestamp());
        }
    }

    @Test
    void subscriptionTellsConnectionThenPropertiesThenValue() {
        Recorder recorder = new Recorder();
        try (Channel channel = open("T:ai");
                var _ = channel.subscribe(recorder)) {
            recorder.await(Sample.class);
            List<PvEvent> events =
                    recorder.events().stream()
                            .dropWhile(e -> e instanceof PvEvent.Disconnected)
                            .toList();
            assertThat(events.get(0))
                    .isEqualTo(
                            new PvEvent.Connected(
                                    "127.0.0.1:" + ioc.port(),
                                    ElementType.FLOAT64,
                                    1,
                                    new Access(true, true)));
            assertThat(events.get(1)).isInstanceOf(PvEvent.PropertiesChanged.class);
            assertThat(events.get(2)).isInstanceOf(Sample.class);
        }
    }

    @Test
    void propertiesAreThoseOfTheRecord() {
        Recorder recorder = new Recorder();
        try (Channel channel = open("T:ao");
                var _ = channel.subscribe(recorder)) {
            assertThat(recorder.await(PvEvent.PropertiesChanged.class).properties())
                    .isEqualTo(
                            new Properties(
                                    "mm",
                                    3,
                                    new Range(-10, 10),
                                    new Range(-5, 5),
                                    new Range(-3, 3),
                                    new Range(-4, 4),
                                    List.of()));
        }
    }

    @ParameterizedTest
    @CsvSource({"T:edited.EGU,um", "T:edited.HIGH,2.5", "T:edited.PREC,5", "T:edited.HOPR,99"})
    void editOfAPropertyReachesTheClient(String field, String text) throws InterruptedException {
        Recorder recorder = new Recorder();
        try (Channel channel = open("T:edited");
                var _ = channel.subscribe(recorder)) {
            Properties before = recorder.await(PvEvent.PropertiesChanged.class).properties();
            recorder.await(Sample.class);
            put(field, new Value.Text(text));
            Properties after =
                    recorder.await(
                                    PvEvent.PropertiesChanged.class,
                                    e -> !e.properties().equals(before))
                            .properties();
            assertThat(after.toString()).contains(text);
        }
    }

    @Test
    void editOfALabelReachesTheClient() throws InterruptedException {
        Recorder recorder = new Recorder();
        try (Channel channel = open("T:relabelled");
                var _ = channel.subscribe(recorder)) {
            recorder.await(Sample.class);
            put("T:relabelled.ZRST", new Value.Text("Parked"));
            recorder.await(
                    PvEvent.PropertiesChanged.class,
                    e -> e.properties().labels().equals(List.of("Parked", "Count", "Scan")));
            done(channel.put(new Value.Text("Parked")));
            recorder.await(
                    Sample.class,
                    s -> s.value() instanceof Value.Choice c && c.label().equals("Parked"));
        }
    }

    @Test
    void alarmIsToldWithSeverityAndCondition() throws InterruptedException {
        Recorder recorder = new Recorder();
        try (Channel channel = open("T:alarming");
                var _ = channel.subscribe(recorder)) {
            done(channel.put(new Value.Floating(4.5)));
            recorder.await(Sample.class, s -> s.alarm().equals(new Alarm(Severity.MAJOR, "HIHI")));
            done(channel.put(new Value.Floating(-3.5)));
            recorder.await(Sample.class, s -> s.alarm().equals(new Alarm(Severity.MINOR, "LOW")));
            done(channel.put(new Value.Floating(0)));
            recorder.await(
                    Sample.class,
                    s -> s.alarm().equals(Alarm.NONE) && s.value().equals(new Value.Floating(0)));
        }
    }

    @Test
    void neverProcessedRecordIsInvalidUdf() throws InterruptedException {
        try (Channel channel = open("T:wf:undefined")) {
            assertThat(done(channel.get()).alarm()).isEqualTo(new Alarm(Severity.INVALID, "UDF"));
        }
    }

    @Test
    void longStringIsReadAndWrittenWhole() throws InterruptedException {
        String text = "0123456789".repeat(15);
        assertThat(get("T:long_text.VAL$")).isEqualTo(new Value.Text("a long text"));
        put("T:long_text.VAL$", new Value.Text(text));
        assertThat(get("T:long_text.VAL$")).isEqualTo(new Value.Text(text));
        assertThat(get("T:long_text")).isEqualTo(new Value.Text(text.substring(0, 39)));
        put("T:ai.DESC$", new Value.Text("Energy"));
        assertThat(get("T:ai.DESC$")).isEqualTo(new Value.Text("Energy"));
    }

    @Test
    void charArrayIsATextWhenAskedFor() throws InterruptedException {
        try (Channel channel = open("T:wf:char")) {
            done(channel.put(new Value.Text("/data/run_0001")));
            assertThat(done(channel.get(Request.as(ElementType.TEXT))).value())
                    .isEqualTo(new Value.Text("/data/run_0001"));
            assertThat(done(channel.get()).value()).isInstanceOf(Value.Bytes.class);
        }
    }

    @Test
    void arrayOfEveryTypeComesBackAsWritten() throws InterruptedException {
        roundTrip("T:wf:double", new Value.Doubles(new double[] {1.5, -2, Double.NaN}));
        roundTrip("T:wf:float", new Value.Floats(new float[] {1.5f, -2}));
        roundTrip("T:wf:long", new Value.Ints(new int[] {1, -2, Integer.MAX_VALUE}));
        roundTrip("T:wf:short", new Value.Shorts(new short[] {1, -2, Short.MIN_VALUE}));
        roundTrip("T:wf:uchar", new Value.Bytes(new byte[] {1, -2, 127}));
        roundTrip("T:wf:string", new Value.Texts(List.of("a", "", "x".repeat(39))));
        // Unsigned types of 16 and 32 bits are beyond Channel Access: the next larger ones carry
        // them.
        roundTrip("T:wf:ushort", new Value.Ints(new int[] {40000, 65535}));
        roundTrip("T:wf:ulong", new Value.Doubles(new double[] {4e9}));
    }

    private static void roundTrip(String name, Value value) throws InterruptedException {
        put(name, value);
        Value read = get(name);
        assertThat(read).hasSameClassAs(value);
        assertThat(elements(read)).isEqualTo(elements(value));
    }

    private static Object elements(Value value) {
        return switch (value) {
            case Value.Bytes(byte[] v) -> v;
            case Value.Shorts(short[] v) -> v;
            case Value.Ints(int[] v) -> v;
            case Value.Longs(long[] v) -> v;
            case Value.Floats(float[] v) -> v;
            case Value.Doubles(double[] v) -> v;
            case Value.Texts(var v) -> v;
            case Value.Floating _, Value.Whole _, Value.Choice _, Value.Text _, Value.NdArray _ ->
                    value;
        };
    }

    @Test
    void unsignedShortsAskedForAsShortsKeepTheirBits() throws InterruptedException {
        put("T:wf:bits", new Value.Ints(new int[] {40000, 1}));
        try (Channel channel = open("T:wf:bits")) {
            assertThat(elements(done(channel.get(Request.as(ElementType.INT16))).value()))
                    .isEqualTo(new short[] {-25536, 1});
        }
    }

    @Test
    void arrayOfNoElementsIsEmpty() throws InterruptedException {
        assertThat(get("T:wf:undefined").count()).isZero();
        Recorder recorder = new Recorder();
        try (Channel channel = open("T:wf:undefined");
                var _ = channel.subscribe(recorder)) {
            assertThat(recorder.await(Sample.class).value().count()).isZero();
        }
    }

    @Test
    void arrayOfFourMillionPixelsIsRead() throws InterruptedException {
        int[] pixels = new int[4_000_000];
        pixels[3_999_999] = 65535;
        put("T:wf:image", new Value.Ints(pixels));
        try (Channel channel = open("T:wf:image")) {
            Value value = done(channel.get(Request.as(ElementType.INT16))).value();
            assertThat(value.count()).isEqualTo(4_000_000);
            assertThat(((Value.Shorts) value).values()[3_999_999]).isEqualTo((short) -1);
        }
    }

    @Test
    void choiceIsAskedForAsText() throws InterruptedException {
        put("T:switch", new Value.Whole(1));
        try (Channel channel = open("T:switch")) {
            assertThat(done(channel.get(Request.as(ElementType.TEXT))).value())
                    .isEqualTo(new Value.Text("On"));
        }
    }

    @Test
    void valueThatDoesNotFitIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> put("T:switch", new Value.Text("nonsense")))
                .isInstanceOf(PvException.BadValue.class)
                .hasMessageContaining("T:switch")
                .hasMessageContaining("\"Off\", \"On\"");
        assertThatThrownBy(() -> put("T:switch", new Value.Whole(2)))
                .isInstanceOf(PvException.BadValue.class)
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> put("T:long", new Value.Floating(Double.NaN)))
                .isInstanceOf(PvException.BadValue.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> put("T:ao", new Value.Text("12 mm")))
                .isInstanceOf(PvException.BadValue.class)
                .hasMessageContaining("12 mm");
    }

    @Test
    void accessSecurityRefusesAWrite() {
        assertThatThrownBy(() -> put("T:locked", new Value.Floating(1)))
                .isInstanceOf(PvException.Refused.class)
                .hasMessageContaining("T:locked");
        assertThatThrownBy(() -> put("T:disabled", new Value.Floating(1)))
                .isInstanceOf(PvException.Refused.class)
                .hasMessageContaining("DISP");
    }

    @Test
    void accessSecurityRefusesARead() {
        assertThatThrownBy(() -> get("T:secret"))
                .isInstanceOf(PvException.Refused.class)
                .hasMessageContaining("T:secret");
    }

    @Test
    void changeOfRightsReachesTheClient() throws InterruptedException {
        Recorder recorder = new Recorder();
        try (Channel channel = open("T:switched");
                var _ = channel.subscribe(recorder)) {
            assertThat(recorder.await(PvEvent.Connected.class).access())
                    .isEqualTo(new Access(true, false));
            put("T:rights", new Value.Whole(1));
            recorder.await(PvEvent.AccessChanged.class, e -> e.access().writable());
            done(channel.put(new Value.Floating(6)));
            recorder.awaitNumber(6);
            put("T:rights", new Value.Whole(0));
            recorder.await(PvEvent.AccessChanged.class, e -> !e.access().writable());
        }
    }

    @Test
    void readingRightsGrantedLaterStartTheValues() throws InterruptedException {
        Recorder recorder = new Recorder();
        try (Channel channel = open("T:revealed");
                var _ = channel.subscribe(recorder)) {
            assertThat(recorder.await(PvEvent.Connected.class).access().readable()).isFalse();
            put("T:revealing", new Value.Whole(1));
            recorder.awaitNumber(8);
        }
    }

    @Test
    void putCompletesWhenTheRecordIsDone() throws InterruptedException {
        try (Channel slow = open("T:slow.PROC");
                Channel result = open("T:slow:done")) {
            done(result.put(new Value.Floating(0)));
            long start = System.nanoTime();
            done(slow.put(new Value.Whole(1)));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThan(Duration.ofMillis(900));
            assertThat(done(result.get()).value()).isEqualTo(new Value.Floating(1));
        }
    }

    @Test
    void sendDoesNotWaitForTheRecord() throws InterruptedException {
        try (Channel slow = open("T:slower2.PROC")) {
            done(slow.send(new Value.Whole(1)));
            assertThat(get("T:slower2.PACT")).isEqualTo(new Value.Whole(1));
        }
    }

    @Test
    void nameThatNobodyServesIsNotConnected() {
        CaProvider impatient =
                new CaProvider(ioc.settings().withAnswerTime(Duration.ofMillis(300)));
        try (Channel channel = impatient.open(PvName.of("T:nobody"))) {
            Recorder recorder = new Recorder();
            channel.subscribe(recorder);
            assertThatThrownBy(() -> done(channel.get()))
                    .isInstanceOf(PvException.NotConnected.class)
                    .hasMessageContaining("T:nobody");
            assertThatThrownBy(() -> done(channel.put(new Value.Whole(1))))
                    .isInstanceOf(PvException.NotConnected.class);
            assertThat(recorder.events()).hasOnlyElementsOfType(PvEvent.Disconnected.class);
        } finally {
            impatient.close();
        }
    }
}
