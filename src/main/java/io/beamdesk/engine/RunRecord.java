package io.beamdesk.engine;

import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Readable;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import io.beamdesk.plan.RunContext;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The documents of one run: numbers events, keeps the events of a step until it ends, and splits
/// frames off into their streams.
final class RunRecord {
    private static final Logger LOG = LoggerFactory.getLogger(RunRecord.class);
    private static final String BASELINE = "baseline";
    private static final String INTERRUPTIONS = "interruptions";
    private static final String INTERRUPTION = "interruption";

    private final DocumentBus bus;
    private final RunClock clock;
    private final RunStart start;
    private final RunStorage.Place place;
    private final DocumentBus.Connection connection;
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private final List<Row> step = new ArrayList<>();

    /// A stream that has been declared.
    private static final class Stream {
        final EventDescriptor descriptor;
        final Map<String, String> resources = new HashMap<>();
        int events;

        Stream(EventDescriptor descriptor) {
            this.descriptor = descriptor;
        }
    }

    /// A row that was read and not yet published.
    private record Row(Stream stream, Instant time, Map<String, Reading> data) {}

    /// Opens a place for the run and publishes its start.
    RunRecord(DocumentBus bus, RunStorage storage, RunClock clock, Map<String, Object> metadata) {
        this.bus = bus;
        this.clock = clock;
        this.place = storage.open(metadata);
        Map<String, Object> numbered = new LinkedHashMap<>(metadata);
        numbered.put("scan_id", place.number());
        this.start = new RunStart(UUID.randomUUID().toString(), clock.instant(), numbered);
        this.connection = bus.connect(place.sink());
        bus.publish(start);
    }

    URI uri() {
        return place.uri();
    }

    int points() {
        Stream primary = streams.get(RunContext.PRIMARY);
        return primary == null ? 0 : primary.events;
    }

    /// Reads one row of a stream into the present step.
    Event read(String stream, List<Readable> readables) throws InterruptedException {
        return draft(stream(stream, readables), readables);
    }

    /// Reads one row of a stream of its own and publishes it. Devices that cannot be read before the
    /// run are left out of the stream; if one is lost in the run there is no row after it, for a row
    /// has all its columns.
    void baseline(List<Readable> readables) throws InterruptedException {
        Stream declared = streams.get(BASELINE);
        List<Readable> present = new ArrayList<>();
        for (Readable readable : readables) {
            boolean wanted =
                    declared == null || declared.descriptor.hints().containsKey(readable.name());
            if (wanted && isReadable(readable)) {
                present.add(readable);
            } else if (wanted) {
                LOG.warn("{} could not be read for the baseline", readable.label());
            }
        }
        if (!present.isEmpty()
                && (declared == null || present.size() == declared.descriptor.hints().size())) {
            draft(stream(BASELINE, present), present);
            commit();
        }
    }

    private static boolean isReadable(Readable readable) throws InterruptedException {
        try {
            readable.describe();
            readable.read();
            return true;
        } catch (DeviceException _) {
            return false;
        }
    }

    private Stream stream(String name, List<Readable> readables) {
        Stream known = streams.get(name);
        if (known != null) {
            return known;
        }
        Map<String, DataKey> keys = new LinkedHashMap<>();
        Map<String, Map<String, Reading>> configuration = new LinkedHashMap<>();
        Map<String, List<String>> hints = new LinkedHashMap<>();
        for (Readable readable : readables) {
            keys.putAll(readable.describe());
            hints.put(readable.name(), readable.hints());
            Map<String, Reading> settings = readable.configuration();
            if (!settings.isEmpty()) {
                configuration.put(readable.name(), settings);
            }
        }
        return declare(name, keys, configuration, hints);
    }

    private Stream declare(
            String name,
            Map<String, DataKey> keys,
            Map<String, Map<String, Reading>> configuration,
            Map<String, List<String>> hints) {
        EventDescriptor descriptor =
                new EventDescriptor(
                        UUID.randomUUID().toString(),
                        start.uid(),
                        clock.instant(),
                        name,
                        keys,
                        configuration,
                        hints);
        bus.publish(descriptor);
        Stream stream = new Stream(descriptor);
        streams.put(name, stream);
        return stream;
    }

    private Event draft(Stream stream, List<Readable> readables) throws InterruptedException {
        Map<String, Reading> data = new LinkedHashMap<>();
        for (Readable readable : readables) {
            data.putAll(readable.read());
        }
        checkColumns(stream, readables, data);
        Row row = new Row(stream, clock.instant(), data);
        step.add(row);
        long before = step.stream().filter(r -> r.stream == stream).count();
        return event(row, stream.events + (int) before);
    }

    private static void checkColumns(
            Stream stream, List<Readable> readables, Map<String, Reading> data) {
        for (String key : data.keySet()) {
            if (!stream.descriptor.dataKeys().containsKey(key)) {
                String devices = String.join(", ", readables.stream().map(Device::name).toList());
                throw new EngineException(
                        "The plan read "
                                + devices
                                + " with the column "
                                + key
                                + ", which the stream "
                                + stream.descriptor.name()
                                + " did not have at its first row; read the same devices in every row");
            }
        }
    }

    private static Event event(Row row, int seqNum) {
        Map<String, Reading> data = new LinkedHashMap<>(row.data);
        data.values().removeIf(reading -> reading.value() instanceof Frame);
        return new Event(
                UUID.randomUUID().toString(), row.stream.descriptor.uid(), row.time, seqNum, data);
    }

    /// Publishes at once why the run is held or goes on, in a stream of its own.
    void interruption(String what) {
        Stream known = streams.get(INTERRUPTIONS);
        Stream stream = known == null ? declare(INTERRUPTIONS, texts(), Map.of(), Map.of()) : known;
        Instant now = clock.instant();
        stream.events++;
        bus.publish(
                event(
                        new Row(stream, now, Map.of(INTERRUPTION, new Reading(what, now))),
                        stream.events));
    }

    private void clockWasSet(String how) {
        LOG.warn("In the run {}", how);
        interruption(how);
    }

    private static Map<String, DataKey> texts() {
        return Map.of(
                INTERRUPTION,
                new DataKey(
                        "beamdesk",
                        DataKey.Dtype.STRING,
                        "|O",
                        List.of(),
                        "",
                        0,
                        List.of(),
                        Optional.empty(),
                        INTERRUPTIONS,
                        DataKey.Role.AUXILIARY));
    }

    /// Number of rows read in the present step.
    int drafts() {
        return step.size();
    }

    /// Forgets the rows of the present step from this one on.
    void forget(int from) {
        step.subList(from, step.size()).clear();
    }

    /// The step is over: publishes its rows.
    void commit() {
        step.forEach(this::publish);
        step.clear();
    }

    /// Publishes rows of the primary stream at once.
    void publish(List<Readable> readables, List<Map<String, Reading>> rows) {
        if (!step.isEmpty()) {
            throw new EngineException(
                    "The plan flies in a step that has read a row; make that a step of its own");
        }
        Stream stream = stream(RunContext.PRIMARY, readables);
        for (Map<String, Reading> row : rows) {
            checkColumns(stream, readables, row);
            publish(new Row(stream, clock.instant(), row));
        }
    }

    private void publish(Row row) {
        int seqNum = row.stream.events + 1;
        row.data.forEach((key, reading) -> {
            if (reading.value() instanceof Frame frame) {
                bus.publish(datum(row.stream, key, seqNum, frame));
            }
        });
        bus.publish(event(row, seqNum));
        row.stream.events = seqNum;
    }

    private StreamDatum datum(Stream stream, String key, int seqNum, Frame frame) {
        Optional<Frame.Elsewhere> linked = frame.elsewhere();
        URI uri = linked.map(at -> at.file().toUri()).orElse(place.uri());
        String resource =
                stream.resources.computeIfAbsent(
                        key + " " + uri,
                        _ ->
                                declare(
                                        key,
                                        uri,
                                        linked.map(RunRecord::parameters)
                                                .orElseGet(() -> place.parameters(key))));
        int index = linked.map(Frame.Elsewhere::index).orElse(seqNum - 1);
        return new StreamDatum(
                resource + "/" + (seqNum - 1),
                resource,
                stream.descriptor.uid(),
                index,
                index + 1,
                seqNum,
                List.of(frame));
    }

    private static Map<String, Object> parameters(Frame.Elsewhere linked) {
        return Map.of("dataset", linked.dataset());
    }

    private String declare(String key, URI uri, Map<String, Object> parameters) {
        StreamResource declared =
                new StreamResource(
                        UUID.randomUUID().toString(),
                        start.uid(),
                        key,
                        "application/x-hdf5",
                        uri.toString(),
                        parameters);
        bus.publish(declared);
        return declared.uid();
    }

    /// Publishes the stop and completes the product.
    ///
    /// @return what went wrong with the product at the end; null if nothing
    @Nullable String stop(ExitStatus exitStatus, String reason) {
        step.clear();
        String problem = null;
        try {
            clock.set().ifPresent(this::clockWasSet);
            Map<String, Integer> counts = new HashMap<>();
            streams.forEach((name, stream) -> counts.put(name, stream.events));
            bus.publish(
                    new RunStop(
                            UUID.randomUUID().toString(),
                            start.uid(),
                            clock.instant(),
                            exitStatus,
                            reason,
                            counts));
        } catch (DocumentBus.SinkFailure failure) {
            problem = failure.getMessage();
        }
        try {
            connection.close();
        } catch (DocumentBus.SinkFailure failure) {
            problem = failure.getMessage();
        }
        try {
            place.close();
        } catch (RuntimeException failure) {
            problem = failure.getMessage();
        }
        return problem;
    }
}
