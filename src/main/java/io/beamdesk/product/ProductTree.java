package io.beamdesk.product;

import io.beamdesk.document.Compression;
import io.beamdesk.document.DocumentJson;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tree of one product as its documents make it.
final class ProductTree {
    // Pixels are copied through this: small enough for the processor's cache, large enough that the
    // calls to the system do not count.
    private static final int PIECE_BYTES = 1 << 18;
    private static final String EPOCH = "1970-01-01T00:00:00Z";

    /// Which sample of a tray it was: entries of the start document and fields of `/entry/sample`.
    private static final Map<String, String> SAMPLE_FIELDS =
            Map.of(
                    "sample_id", "identifier",
                    "sample_tray", "tray",
                    "sample_position", "position");

    private static final Set<String> RECIPE_KEYS =
            Set.of("recipe", "plan_name", "plan_args", "beamline_file", "beamline_digest");

    private final HdfAppender appender;
    private final Path folder;
    private final ZoneId zone;
    private final RunStart start;
    private final Function<String, Compression> packing;
    private final NexusLayout layout;
    private final HdfGroup entry;
    private final Map<String, StreamTable> tables = new HashMap<>();
    private @Nullable GridTable grid;
    private @Nullable Event lastOfGrid;
    private boolean gridIsDefault;
    private final Set<String> streams = new HashSet<>();
    private final Map<String, StreamResource> resources = new HashMap<>();
    private final List<FramePlot> framePlots = new ArrayList<>();
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);

    private record FramePlot(HdfGroup group, String axis, HdfStack frames, HdfColumn events) {}

    /// Begins the tree of a product in a folder with what is known at the start of a run.
    ProductTree(
            HdfAppender appender,
            Path folder,
            RunStart start,
            ZoneId zone,
            Function<String, Compression> packing) {
        this.appender = appender;
        this.folder = folder;
        this.zone = zone;
        this.start = start;
        this.packing = packing;
        layout = new NexusLayout(start);
        entry = new HdfGroup(appender.heap(), "NXentry");
        appender.root().put("entry", entry);
        appender.root().attribute("default", "entry");
        Map<String, Object> metadata = start.metadata();
        Object title = metadata.getOrDefault("title", metadata.getOrDefault("plan_name", "scan"));
        entry.set("title", text(title));
        entry.set("start_time", iso(start.time()));
        entry.set("entry_identifier_uuid", start.uid());
        setIfKnown("scan_id", "entry_identifier");
        setIfKnown("experiment", "experiment_identifier");
        entry.set("run_state", "running");
        setIfKnown("queue_item", "queue_item");
        describe("sample", "NXsample");
        SAMPLE_FIELDS.forEach((key, field) -> {
            Object value = metadata.get(key);
            if (value != null) {
                set(group(entry, "sample", "NXsample"), field, value);
            }
        });
        describe("user", "NXuser");
        describeProcess();
    }

    /// Declares a stream.
    void add(EventDescriptor descriptor) {
        if (!streams.add(NexusLayout.nexusName(descriptor.name()))) {
            throw new ProductException(
                    "The stream " + descriptor.name() + " was declared twice in one run.");
        }
        int points =
                start.metadata().get("num_points") instanceof Number number ? number.intValue() : 0;
        boolean primary = descriptor.name().equals(NexusLayout.PRIMARY);
        StreamTable table =
                new StreamTable(descriptor, appender, folder, primary ? points : 2, packing);
        NexusLayout.Places places = layout.place(descriptor);
        places.groups()
                .forEach((path, group) -> {
                    int slash = path.lastIndexOf('/');
                    group(
                                    group(path.substring(0, slash)),
                                    path.substring(slash + 1),
                                    group.nexusClass())
                            .attributes(group.attributes());
                });
        putTime(places.timePath(), table.time());
        table.columns().forEach((name, pair) -> put(places, name, pair.values(), pair.times()));
        table.frames()
                .forEach((name, column) -> {
                    put(places, name, column.frames().dataset(), column.times());
                    NexusLayout.Column place = place(places, name);
                    place.idPath().ifPresent(path -> put(path, column.ids()));
                });
        if (primary) {
            describeConfiguration(descriptor);
        }
        places.scalars().forEach(this::put);
        for (NexusLayout.FramePlot plot : places.plots()) {
            StreamTable.FrameColumns column = table.frames().get(plot.frames());
            if (column != null) {
                framePlots.add(
                        new FramePlot(
                                group(plot.group()),
                                plot.axis().orElse("."),
                                column.frames(),
                                table.time()));
            }
        }
        places.defaultPlot().ifPresent(group -> entry.attribute("default", group));
        documents()
                .set(
                        "descriptor_" + NexusLayout.nexusName(descriptor.name()),
                        DocumentJson.json(descriptor));
        tables.put(descriptor.uid(), table);
        if (primary) {
            GridTable.of(start, descriptor, places.groups().get("/entry/data"), appender)
                    .ifPresent(this::put);
        }
    }

    private void put(GridTable table) {
        grid = table;
        HdfGroup data = group(entry, "grid", "NXdata");
        data.attributes(table.group().attributes());
        table.datasets().forEach(data::put);
    }

    /// Adds a row.
    void add(Event event) throws IOException {
        StreamTable table = table(event.descriptor());
        GridTable points = table.isPrimary() ? grid : null;
        if (points != null) {
            points.prepare();
        }
        table.add(event);
        if (points != null) {
            points.add(event);
            lastOfGrid = event;
        }
    }

    /// Adds a row if it is not there yet, and says whether it was.
    boolean addIfNew(Event event) throws IOException {
        return table(event.descriptor()).addIfNew(event);
    }

    /// The column that frames belong to.
    HdfStack frames(StreamDatum datum) {
        return table(datum.descriptor()).frameColumn(resource(datum).dataKey()).frames();
    }

    /// The columns whose frames are in files of the detector's own.
    List<HdfLinkedFrames> linkedFrames() {
        return tables.values().stream()
                .flatMap(table -> table.frames().values().stream())
                .map(StreamTable.FrameColumns::frames)
                .filter(HdfLinkedFrames.class::isInstance)
                .map(HdfLinkedFrames.class::cast)
                .filter(frames -> frames.frames() > 0)
                .toList();
    }

    /// Adds a frame whose pixels are in the file already.
    void adopt(StreamDatum datum, HdfFrames frames, Frame frame, List<Journal.Chunk> chunks)
            throws IOException {
        table(datum.descriptor()).adopt(resource(datum).dataKey(), frames, frame, chunks);
    }

    /// Goes on behind what a product has already.
    void resume(HdfScan.Group scanned) {
        resume(appender.root(), scanned, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void resume(HdfGroup group, HdfScan.Group scanned, Set<HdfNode> done) {
        for (Map.Entry<String, HdfScan.Node> entry : scanned.links().entrySet()) {
            HdfNode node = group.child(entry.getKey());
            switch (entry.getValue()) {
                case HdfScan.Group below when node instanceof HdfGroup own ->
                        resume(own, below, done);
                case HdfScan.Dataset dataset when node instanceof HdfColumn column -> {
                    if (done.add(column)) {
                        column.resume(dataset);
                    }
                }
                case HdfScan.Dataset dataset when node instanceof HdfFrames frames -> {
                    if (done.add(frames)) {
                        frames.resume(dataset);
                    }
                }
                case HdfScan.Dataset dataset when node instanceof HdfLinkedFrames frames -> {
                    if (done.add(frames)) {
                        frames.resume(dataset);
                    }
                }
                case HdfScan.Dataset dataset when !dataset.isStream() -> {}
                case HdfScan.Group _, HdfScan.Dataset _ ->
                        throw new ProductException(
                                "its journal does not declare %s, which it has"
                                        .formatted(entry.getKey()));
            }
        }
    }

    /// Declares frames.
    void add(StreamResource resource) {
        resources.put(resource.uid(), resource);
        documents()
                .set(
                        "stream_resource_" + NexusLayout.nexusName(resource.dataKey()),
                        DocumentJson.json(resource));
    }

    /// Adds frames.
    void add(StreamDatum datum) throws IOException {
        table(datum.descriptor()).add(datum, resource(datum).dataKey(), piece);
    }

    private StreamResource resource(StreamDatum datum) {
        StreamResource resource = resources.get(datum.streamResource());
        if (resource == null) {
            throw new ProductException(
                    "Frames came for the undeclared stream resource "
                            + datum.streamResource()
                            + ".");
        }
        return resource;
    }

    /// Ends the tree as the run ended.
    void end(RunStop stop) throws IOException {
        endGrid();
        entry.set("end_time", iso(stop.time()));
        end("complete", DocumentJson.exitStatus(stop), stop.reason());
        documents().set("stop", DocumentJson.json(stop));
    }

    /// Ends the tree of a run that never said how it ended.
    void endUnknown(String reason) throws IOException {
        endGrid();
        end("interrupted", "unknown", reason);
    }

    /// Brings attributes that depend on how much there is up to date.
    void refresh() {
        if (!gridIsDefault && grid != null && grid.hasRows()) {
            entry.attribute("default", "grid");
            gridIsDefault = true;
        }
        for (FramePlot plot : framePlots) {
            boolean matched = plot.frames().frames() == plot.events().rows();
            List<String> axes = List.of(matched ? plot.axis() : ".", ".", ".");
            plot.group().attribute("axes", axes);
            if (!plot.axis().equals(".")) {
                plot.group().attribute(plot.axis() + "_indices", 0);
            }
        }
    }

    private void endGrid() throws IOException {
        if (grid != null) {
            grid.end(lastOfGrid);
        }
    }

    private void end(String state, String status, String reason) {
        entry.set("run_state", state);
        entry.set("exit_status", status);
        entry.set("exit_reason", reason);
    }

    private StreamTable table(String descriptor) {
        StreamTable table = tables.get(descriptor);
        if (table == null) {
            throw new ProductException(
                    "A document names the descriptor "
                            + descriptor
                            + ", which the run has not declared.");
        }
        return table;
    }

    private static NexusLayout.Column place(NexusLayout.Places places, String column) {
        NexusLayout.Column place = places.columns().get(column);
        if (place == null) {
            throw new IllegalStateException("The layout has no place for column " + column);
        }
        return place;
    }

    private void put(NexusLayout.Places places, String name, HdfDataset values, HdfColumn times) {
        NexusLayout.Column place = place(places, name);
        values.attributes(place.attributes());
        put(place.path(), values);
        putTime(place.timePath(), times);
        place.aliases().forEach(alias -> put(alias, values));
    }

    private void putTime(String path, HdfColumn times) {
        times.attributes(Map.of("units", "s", "start", EPOCH));
        put(path, times);
    }

    private void put(String path, NexusLayout.Scalar scalar) {
        int slash = path.lastIndexOf('/');
        HdfDataset dataset =
                group(path.substring(0, slash)).set(path.substring(slash + 1), scalar.value());
        if (!scalar.units().isEmpty()) {
            dataset.attribute("units", scalar.units());
        }
    }

    private void put(String path, HdfNode node) {
        int slash = path.lastIndexOf('/');
        group(path.substring(0, slash)).put(path.substring(slash + 1), node);
    }

    private HdfGroup group(String path) {
        HdfGroup group = appender.root();
        for (String name : path.substring(1).split("/", -1)) {
            group = group(group, name, "NXcollection");
        }
        return group;
    }

    private HdfGroup group(HdfGroup parent, String name, String nexusClass) {
        HdfNode child = parent.child(name);
        if (child instanceof HdfGroup group) {
            return group;
        }
        HdfGroup made = new HdfGroup(appender.heap(), nexusClass);
        parent.put(name, made);
        return made;
    }

    private HdfGroup documents() {
        return group("/entry/process/documents");
    }

    private void setIfKnown(String key, String dataset) {
        Object value = start.metadata().get(key);
        if (value != null) {
            entry.set(dataset, text(value));
        }
    }

    private void describe(String key, String nexusClass) {
        Object value = start.metadata().get(key);
        if (value == null) {
            return;
        }
        HdfGroup group = group(entry, key, nexusClass);
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> set(group, name.toString(), field));
        } else {
            group.set("name", text(value));
        }
    }

    private void describeProcess() {
        Map<String, Object> metadata = start.metadata();
        HdfGroup process = group(entry, "process", "NXprocess");
        process.set("program", "Beamdesk");
        process.set("version", text(metadata.getOrDefault("beamdesk_version", "unknown")));
        process.set("date", iso(start.time()));
        for (String key : RECIPE_KEYS.stream().sorted().toList()) {
            Object value = metadata.get(key);
            if (value != null) {
                boolean plain = value instanceof String && !key.equals("recipe");
                HdfGroup note = group(process, key, "NXnote");
                note.set("type", plain ? "text/plain" : "application/json");
                note.set("data", text(value));
            }
        }
        documents().set("start", DocumentJson.json(start));
    }

    private void describeConfiguration(EventDescriptor descriptor) {
        for (Map.Entry<String, Map<String, Reading>> device :
                descriptor.configuration().entrySet()) {
            HdfGroup instrument = group(entry, "instrument", "NXinstrument");
            HdfGroup group =
                    group(instrument, NexusLayout.nexusName(device.getKey()), "NXcollection");
            HdfGroup configuration = group(group, "configuration", "NXcollection");
            device.getValue().forEach((name, reading) -> set(configuration, name, reading.value()));
        }
    }

    private static void set(HdfGroup group, String name, @Nullable Object value) {
        boolean kept =
                value instanceof Number || value instanceof Boolean || value instanceof double[];
        if (value != null) {
            group.set(NexusLayout.nexusName(name), kept ? value : text(value));
        }
    }

    private static String text(Object value) {
        return value instanceof String text ? text : DocumentJson.json(value);
    }

    private String iso(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.truncatedTo(ChronoUnit.MICROS).atZone(zone));
    }
}
