package io.beamdesk.recipe.scrape;

import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.PvProvider;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.Snapshot;
import io.beamdesk.sim.record.Database;
import io.beamdesk.sim.record.FakeWorld;
import io.beamdesk.sim.record.SscanRecord;
import io.beamdesk.sim.record.ValueRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// The records SIM:scan1 to SIM:scan3 without a network between.
final class Records implements PvProvider {
    static final ScanDevices DEVICES =
            new ScanDevices(
                    List.of(axis("x", "SIM:m1"), axis("y", "SIM:m2"), axis("z", "SIM:m3")),
                    List.of(
                            new ScanDevices.Detector(
                                    "scaler", PvName.of("SIM:scaler.CNT"), PvName.of("SIM:count")),
                            new ScanDevices.Detector(
                                    "camera", PvName.of("SIM:Acquire"), PvName.of("SIM:expose"))),
                    List.of(
                            new ScanDevices.Reading(
                                    "scaler",
                                    List.of(
                                            PvName.of("SIM:scaler.S2"),
                                            PvName.of("SIM:scaler.S3"))),
                            new ScanDevices.Reading("camera", List.of()),
                            new ScanDevices.Reading("x", List.of(PvName.of("SIM:m1.RBV"))),
                            new ScanDevices.Reading("ring", List.of(PvName.of("SIM:ring")))));

    private final FakeWorld world = new FakeWorld();
    private final Database database = new Database();

    /// The names written to, in order.
    final List<String> written = new ArrayList<>();

    /// The names whose writes have no effect.
    final List<String> ignored = new ArrayList<>();

    Records() {
        for (int i = 1; i <= 3; i++) {
            database.add(new SscanRecord(world, "SIM:scan" + i, "Scan " + i, 2000, _ -> true));
        }
        for (String name : List.of("SIM:count", "SIM:expose")) {
            database.add(
                            new ValueRecord(
                                    world, name, "ao", "", NativeType.DOUBLE, 1, Elements.of(1.0)))
                    .value()
                    .settable();
        }
    }

    private static ScanDevices.Axis axis(String device, String record) {
        return new ScanDevices.Axis(device, PvName.of(record + ".VAL"), PvName.of(record + ".RBV"));
    }

    /// A client of one record.
    io.beamdesk.recipe.scrape.SscanRecord record(String name) {
        return new io.beamdesk.recipe.scrape.SscanRecord(new Pvs(this), PvName.of(name), DEVICES);
    }

    Scraped scrape(String name) throws InterruptedException, ExecutionException {
        return record(name).scrape(Optional.of("scan")).get();
    }

    SscanChange compare(Recipe recipe, String name)
            throws InterruptedException, ExecutionException {
        return record(name).compare(recipe).get();
    }

    /// SIM:scan1 along x from 0 to 10 in 11 points over the scaler.
    Records ready() throws ServedPv.RefusedWrite {
        write("SIM:scan1.P1PV", "SIM:m1");
        write("SIM:scan1.NPTS", 11);
        write("SIM:scan1.P1EP", 10);
        write("SIM:scan1.T1PV", "SIM:scaler.CNT");
        write("SIM:scan1.D01PV", "SIM:scaler.S2");
        write("SIM:scan1.PASM", "PRIOR POS");
        return this;
    }

    void write(String name, double value) throws ServedPv.RefusedWrite {
        served(name).put(Elements.of(value), null);
    }

    void write(String name, String value) throws ServedPv.RefusedWrite {
        served(name).put(Elements.of(value), null);
    }

    void write(String name, double... values) throws ServedPv.RefusedWrite {
        served(name).put(new Elements.Doubles(values), null);
    }

    /// Makes a record show what no client can write.
    void show(String name, double value) {
        ((io.beamdesk.sim.record.Field) served(name)).post(value);
    }

    double number(String name) {
        return served(name).snapshot().value().number(0);
    }

    private ServedPv served(String name) {
        ServedPv found = database.find(name);
        if (found == null) {
            throw new PvException.NotConnected(name, "read");
        }
        return found;
    }

    private static Value value(ServedPv pv) {
        Snapshot snapshot = pv.snapshot();
        Elements elements = snapshot.value();
        return switch (pv.type()) {
            case STRING -> new Value.Text(elements.characters());
            case ENUM -> new Value.Choice(elements.integer(0), snapshot.properties().labels());
            case CHAR, SHORT, LONG -> new Value.Whole(elements.integer(0));
            case FLOAT -> new Value.Floating((float) elements.number(0));
            case DOUBLE -> {
                if (pv.capacity() == 1) {
                    yield new Value.Floating(elements.number(0));
                }
                double[] all = new double[elements.count()];
                java.util.Arrays.setAll(all, elements::number);
                yield new Value.Doubles(all);
            }
        };
    }

    private static Elements elements(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Elements.of(text);
            case Value.Doubles(double[] all) -> new Elements.Doubles(all);
            default -> Elements.of(value.number().orElseThrow());
        };
    }

    @Override
    public String scheme() {
        return "ca";
    }

    @Override
    public Channel open(PvName name) {
        return new Channel() {
            @Override
            public PvName name() {
                return name;
            }

            @Override
            public Subscription subscribe(Request request, Consumer<PvEvent> consumer) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletableFuture<Sample> get(Request request) {
                try {
                    return CompletableFuture.completedFuture(
                            new Sample(
                                    value(served(name.name())),
                                    new Alarm(Severity.NONE, "NO_ALARM"),
                                    Instant.EPOCH));
                } catch (PvException missing) {
                    return CompletableFuture.failedFuture(missing);
                }
            }

            @Override
            public CompletableFuture<Void> put(Value value) {
                try {
                    if (!ignored.contains(name.name())) {
                        served(name.name()).put(elements(value), null);
                    }
                    written.add(name.name());
                    return CompletableFuture.completedFuture(null);
                } catch (ServedPv.RefusedWrite refused) {
                    return CompletableFuture.failedFuture(
                            new PvException.Refused(
                                    name.toString(), String.valueOf(refused.getMessage())));
                }
            }

            @Override
            public CompletableFuture<Void> send(Value value) {
                return put(value);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
