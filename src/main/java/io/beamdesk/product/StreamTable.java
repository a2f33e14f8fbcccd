package io.beamdesk.product;

import io.beamdesk.document.Compression;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.DocumentJson;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.StreamDatum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The columns of one stream of a run: turns its events and frames into rows. A document is added
/// whole or not at all.
final class StreamTable {
    // The last chunk of a column has its full size in the file, so chunks must not be large where
    // few rows may come; a commit writes an index again when a chunk was added, so they must not be
    // small where many will come.
    private static final int USUAL_CHUNK_ROWS = 512;
    private static final int LEAST_CHUNK_ROWS = 16;
    private static final int MOST_CHUNK_BYTES = 1 << 17;

    private final EventDescriptor descriptor;
    private final HdfAppender appender;
    private final Path folder;
    private final int expectedRows;
    private final Function<String, Compression> packing;
    private final HdfColumn time;
    private final Map<String, Pair> columns = new LinkedHashMap<>();
    private final Map<String, FrameColumns> frames = new LinkedHashMap<>();

    /// A column and the time stamps of its readings.
    record Pair(HdfColumn values, HdfColumn times) {}

    /// Frames, their time stamps and their numbers.
    record FrameColumns(HdfStack frames, HdfColumn times, HdfColumn ids) {}

    /// The table of a stream of a product in a folder, with about so many rows to come (0 if unknown), and
    /// how the frames of each device are packed.
    StreamTable(
            EventDescriptor descriptor,
            HdfAppender appender,
            Path folder,
            int expectedRows,
            Function<String, Compression> packing) {
        this.descriptor = descriptor;
        this.appender = appender;
        this.folder = folder;
        this.expectedRows = expectedRows;
        this.packing = packing;
        time = column(HdfType.F8, new long[0]);
        descriptor
                .dataKeys()
                .forEach((name, key) -> {
                    if (NexusLayout.isFrames(key)) {
                        frames.put(name, frameColumns(name, key));
                    } else {
                        columns.put(name, new Pair(values(name, key), times()));
                    }
                });
    }

    boolean isPrimary() {
        return descriptor.name().equals(NexusLayout.PRIMARY);
    }

    HdfColumn time() {
        return time;
    }

    Map<String, Pair> columns() {
        return columns;
    }

    Map<String, FrameColumns> frames() {
        return frames;
    }

    /// Adds a row.
    void add(Event event) throws IOException {
        if (event.seqNum() != time.rows() + 1) {
            throw new ProductException(
                    "Event %d of stream %s came after event %d; the events of a run must come in order."
                            .formatted(event.seqNum(), descriptor.name(), time.rows()));
        }
        List<Runnable> additions = new ArrayList<>();
        for (Map.Entry<String, Pair> entry : columns.entrySet()) {
            Reading reading = event.data().get(entry.getKey());
            if (reading == null) {
                throw new ProductException(
                        "Event %d of stream %s lacks column %s; every event must have every column."
                                .formatted(event.seqNum(), descriptor.name(), entry.getKey()));
            }
            Pair pair = entry.getValue();
            pair.values().prepare(appender);
            pair.times().prepare(appender);
            additions.add(addition(event, entry.getKey(), pair.values(), reading.value()));
            additions.add(() -> pair.times().add(DocumentJson.seconds(reading.timestamp())));
        }
        time.prepare(appender);
        additions.forEach(Runnable::run);
        time.add(DocumentJson.seconds(event.time()));
    }

    /// Adds a row that is not there yet, and says whether it was.
    boolean addIfNew(Event event) throws IOException {
        boolean fresh = event.seqNum() > time.rows();
        if (fresh) {
            add(event);
        }
        return fresh;
    }

    /// Adds a frame whose pixels are in the file already.
    void adopt(String name, HdfFrames frames, Frame frame, List<Journal.Chunk> chunks)
            throws IOException {
        FrameColumns column = frameColumn(name);
        column.times().prepare(appender);
        column.ids().prepare(appender);
        frames.adopt(chunks);
        column.times().add(DocumentJson.seconds(frame.timestamp()));
        column.ids().add(frame.uniqueId());
    }

    /// A column of frames.
    FrameColumns frameColumn(String name) {
        FrameColumns column = frames.get(name);
        if (column == null) {
            throw new ProductException(
                    "Frames came for column %s, which stream %s does not declare as frames."
                            .formatted(name, descriptor.name()));
        }
        return column;
    }

    /// Adds frames to a column.
    void add(StreamDatum datum, String name, ByteBuffer piece) throws IOException {
        FrameColumns column = frameColumn(name);
        if (datum.firstSeqNum() - 1 != column.frames().frames()
                || datum.stop() - datum.start() != datum.frames().size()) {
            throw new ProductException(
                    "Frames %d to %d of column %s came with %d frames after frame %d; frames must come in order and whole."
                            .formatted(
                                    datum.firstSeqNum() - 1,
                                    datum.firstSeqNum() + datum.stop() - datum.start() - 2,
                                    name,
                                    datum.frames().size(),
                                    column.frames().frames() - 1));
        }
        DataKey key = descriptor.dataKeys().get(name);
        for (int i = 0; key != null && i < datum.frames().size(); i++) {
            requireAlike(datum.frames().get(i), key, name, datum.firstSeqNum() - 1 + i);
        }
        // Frames that were written before a failure stay; the same document cannot come again.
        for (Frame frame : datum.frames()) {
            column.times().prepare(appender);
            column.ids().prepare(appender);
            switch (column.frames()) {
                case HdfFrames own -> own.add(frame, piece, appender);
                case HdfLinkedFrames linked -> frame.elsewhere().ifPresent(linked::add);
            }
            column.times().add(DocumentJson.seconds(frame.timestamp()));
            column.ids().add(frame.uniqueId());
        }
    }

    private Runnable addition(Event event, String name, HdfColumn column, Object value) {
        switch (column.type()) {
            case F8, F4 -> {
                if (value instanceof double[] numbers && numbers.length == column.rowElements()) {
                    return () -> column.add(numbers);
                }
                if (value instanceof Number number && column.isScalar()) {
                    return () -> column.add(number.doubleValue());
                }
            }
            case I8 -> {
                if (value instanceof Number number && number.longValue() == number.doubleValue()) {
                    return () -> column.add(number.longValue());
                }
            }
            case U1 -> {
                if (value instanceof Boolean flag) {
                    return () -> column.add(flag ? 1 : 0);
                }
            }
            case TEXT -> {
                if (value instanceof String text) {
                    return () -> column.add(text);
                }
            }
            case I1, U2, I2, U4, I4 -> {}
        }
        String given =
                value instanceof double[] numbers ? numbers.length + " numbers" : "'" + value + "'";
        throw new ProductException(
                "Event %d of stream %s has %s in column %s, which was declared as %s of shape %s."
                        .formatted(
                                event.seqNum(),
                                descriptor.name(),
                                given,
                                name,
                                column.type(),
                                shape(name)));
    }

    private List<Integer> shape(String name) {
        DataKey key = descriptor.dataKeys().get(name);
        return key == null ? List.of() : key.shape();
    }

    private static void requireAlike(Frame frame, DataKey key, String name, int index) {
        List<Integer> shape = List.of(frame.rows(), frame.columns());
        if (!frame.dtypeNumpy().equals(key.dtypeNumpy()) || !shape.equals(key.shape())) {
            throw new ProductException(
                    "Frame %d of column %s is %s of shape %s, but the run declared %s of shape %s; do not change the detector's settings during a run."
                            .formatted(
                                    index,
                                    name,
                                    frame.dtypeNumpy(),
                                    shape,
                                    key.dtypeNumpy(),
                                    key.shape()));
        }
        if (key.isLinked() != frame.elsewhere().isPresent()) {
            throw new ProductException(
                    "Frame %d of column %s is %s, which is not what the run declared."
                            .formatted(
                                    index,
                                    name,
                                    key.isLinked()
                                            ? "not in a file of the detector's"
                                            : "in a file of the detector's"));
        }
        if (key.isLinked()) {
            return;
        }
        int pixels =
                switch (frame.pixels()) {
                    case byte[] values -> values.length;
                    case short[] values -> 2 * values.length;
                    case int[] values -> 4 * values.length;
                    case float[] values -> 4 * values.length;
                    case double[] values -> 8 * values.length;
                    default -> -1;
                };
        int size = HdfType.of(frame.dtypeNumpy()).map(HdfType::size).orElse(0);
        if (pixels != (long) frame.rows() * frame.columns() * size) {
            throw new ProductException(
                    "Frame %d of column %s has %d bytes where %s of shape %s needs %d."
                            .formatted(
                                    index,
                                    name,
                                    pixels,
                                    frame.dtypeNumpy(),
                                    shape,
                                    (long) frame.rows() * frame.columns() * size));
        }
    }

    private HdfColumn values(String name, DataKey key) {
        long[] shape = key.shape().stream().mapToLong(Integer::longValue).toArray();
        boolean array = key.dtype() == DataKey.Dtype.ARRAY;
        if (array == (shape.length == 0) || key.shape().stream().anyMatch(length -> length < 1)) {
            throw new ProductException(
                    "Column %s of stream %s is declared as %s of shape %s, which cannot be kept."
                            .formatted(name, descriptor.name(), key.dtype(), key.shape()));
        }
        HdfType type =
                switch (key.dtype()) {
                    case STRING -> HdfType.TEXT;
                    case NUMBER, ARRAY -> HdfType.F8;
                    case BOOLEAN -> HdfType.U1;
                    case INTEGER -> HdfType.I8;
                };
        return column(type, shape);
    }

    private FrameColumns frameColumns(String name, DataKey key) {
        HdfType type =
                HdfType.of(key.dtypeNumpy())
                        .filter(known -> known != HdfType.TEXT && known != HdfType.I8)
                        .orElseThrow(() ->
                                new ProductException(
                                        "Frames of column %s have pixels of type %s, which cannot be kept; set the detector to an integer type of up to 32 bits or to floating point."
                                                .formatted(name, key.dtypeNumpy())));
        if (key.shape().size() != 2 || key.shape().stream().anyMatch(length -> length < 1)) {
            throw new ProductException(
                    "Frames of column %s have shape %s where [rows, columns] is needed."
                            .formatted(name, key.shape()));
        }
        int rows = key.shape().get(0);
        int columns = key.shape().get(1);
        if (key.isLinked()) {
            return new FrameColumns(
                    new HdfLinkedFrames(appender.heap(), folder, type, rows, columns),
                    times(),
                    column(HdfType.I8, new long[0]));
        }
        Compression compression = packing.apply(key.objectName());
        appender.journal().add(key.objectName(), compression);
        HdfFrames stack =
                appender.register(
                        switch (compression.filter()) {
                            case NONE ->
                                    new HdfRawFrames(
                                            journalName(name),
                                            appender.heap(),
                                            type,
                                            rows,
                                            columns);
                            case DEFLATE, BITSHUFFLE_LZ4 ->
                                    new HdfPackedFrames(
                                            journalName(name),
                                            appender.heap(),
                                            type,
                                            rows,
                                            columns,
                                            compression);
                        });
        return new FrameColumns(stack, times(), column(HdfType.I8, new long[0]));
    }

    private String journalName(String column) {
        return descriptor.uid() + "/" + column;
    }

    private HdfColumn times() {
        return column(HdfType.F8, new long[0]);
    }

    private HdfColumn column(HdfType type, long[] rowShape) {
        long rowBytes = type.size();
        for (long length : rowShape) {
            rowBytes = Math.multiplyExact(rowBytes, length);
        }
        int most = Math.toIntExact(Math.max(1, MOST_CHUNK_BYTES / rowBytes));
        int rows = Math.min(most, USUAL_CHUNK_ROWS);
        if (expectedRows > 0) {
            int chunks = Math.ceilDiv(expectedRows, most);
            rows =
                    Math.clamp(
                            Math.ceilDiv(expectedRows, chunks),
                            Math.min(most, LEAST_CHUNK_ROWS),
                            most);
        }
        return appender.register(new HdfColumn(appender.heap(), type, rowShape, rows));
    }
}
