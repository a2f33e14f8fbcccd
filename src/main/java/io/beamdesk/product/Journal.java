package io.beamdesk.product;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import io.beamdesk.document.Compression;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentJson;
import io.beamdesk.document.DocumentReading;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What came since the last commit of a product, in a file beside it: each document the moment it
/// came, and for each frame where its bytes are. A program that is killed loses nothing that is in
/// here; see [ProductRecovery].
///
/// One record a line: the CRC-32 of the rest of the line in eight hexadecimal digits, and a JSON
/// array of a kind and its fields. Documents that say what columns there are come first and stay;
/// the others go with the commit that covers them. A journal that cannot be written is given up
/// until the next commit: the product itself must not fail for it.
final class Journal implements AutoCloseable {
    private static final String SUFFIX = ".journal";
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

    private final @Nullable Path path;
    private final List<byte[]> lasting = new ArrayList<>();
    private @Nullable FileDisk disk;
    private long end;
    private long lastingEnd;
    private boolean lastingFirst = true;
    private volatile boolean unforced;

    /// Where the bytes of a frame are.
    ///
    /// @param column the column of frames: descriptor and name
    /// @param index of the frame
    /// @param address in the file
    /// @param size in the file
    /// @param crc32 of its values
    record Chunk(String column, long index, long address, int size, long crc32) {}

    /// How the frames of a device are packed.
    private record Packing(String device, Compression compression) {}

    /// What a journal holds.
    ///
    /// @param documents in the order they came
    /// @param chunks in the order they were written
    /// @param packing how the frames of each device are packed
    record Content(
            List<Document> documents, List<Chunk> chunks, Map<String, Compression> packing) {}

    private Journal(@Nullable Path path) {
        this.path = path;
    }

    /// No journal.
    static Journal none() {
        return new Journal(null);
    }

    /// The journal of a product, begun with its first record.
    static Journal beside(Path product) {
        return new Journal(of(product));
    }

    /// Where the journal of a product is.
    static Path of(Path product) {
        return product.resolveSibling(product.getFileName() + SUFFIX);
    }

    /// The product that a journal belongs to, if the file is one.
    static boolean isJournal(Path path) {
        return path.getFileName().toString().endsWith(SUFFIX);
    }

    /// The product of a journal.
    static Path product(Path journal) {
        String name = journal.getFileName().toString();
        return journal.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
    }

    void add(Document document) {
        if (path == null) {
            return;
        }
        byte[] line = line(document instanceof Event event ? json(event) : json(document));
        switch (document) {
            case RunStart _, EventDescriptor _, StreamResource _ -> appendLasting(line);
            case Event _, StreamDatum _, RunStop _ -> append(line);
        }
    }

    private static String json(Document document) {
        Map<String, Object> fields = new LinkedHashMap<>(DocumentJson.fields(document));
        if (document instanceof StreamDatum datum) {
            fields.put("frames", datum.frames().stream().map(Journal::identity).toList());
        }
        return GSON.toJson(List.of(kind(document), fields));
    }

    /// The same of an event, written straight away: there may be tens of thousands a second.
    private static String json(Event event) {
        StringWriter text = new StringWriter(256);
        try {
            JsonWriter json = GSON.newJsonWriter(text);
            json.setStrictness(Strictness.LENIENT);
            json.beginArray().value(kind(event)).beginObject();
            json.name("uid").value(event.uid()).name("descriptor").value(event.descriptor());
            json.name("time").value(DocumentJson.seconds(event.time()));
            json.name("seq_num").value(event.seqNum());
            json.name("data").beginObject();
            for (Map.Entry<String, Reading> column : event.data().entrySet()) {
                json.name(column.getKey());
                Object value = column.getValue().value();
                if (value instanceof Number number) {
                    json.value(number);
                } else {
                    GSON.toJson(value, value.getClass(), json);
                }
            }
            json.endObject().name("timestamps").beginObject();
            for (Map.Entry<String, Reading> column : event.data().entrySet()) {
                json.name(column.getKey())
                        .value(DocumentJson.seconds(column.getValue().timestamp()));
            }
            json.endObject().endObject().endArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    void add(String device, Compression compression) {
        if (path != null) {
            appendLasting(line(GSON.toJson(List.of("packing", new Packing(device, compression)))));
        }
    }

    private void appendLasting(byte[] line) {
        lasting.add(line);
        lastingFirst &= end == lastingEnd;
        append(line);
        if (lastingFirst) {
            lastingEnd = end;
        }
    }

    void add(Chunk chunk) {
        if (path != null) {
            append(line(GSON.toJson(List.of("chunk", chunk))));
        }
    }

    /// Forgets what a commit covers.
    void committed() {
        if (path == null || (disk != null && lastingFirst && end == lastingEnd)) {
            return;
        }
        try {
            if (disk != null && lastingFirst) {
                disk.truncate(lastingEnd);
                end = lastingEnd;
            } else {
                begin(path);
            }
        } catch (IOException e) {
            giveUp();
        }
    }

    // Under another name first, so that there is a whole one at every moment.
    private void begin(Path own) throws IOException {
        giveUp();
        if (lasting.isEmpty()) {
            return;
        }
        Path next = own.resolveSibling("." + own.getFileName() + ".next");
        Files.deleteIfExists(next);
        FileDisk made = FileDisk.create(next);
        made.lock();
        end = 0;
        for (byte[] line : lasting) {
            made.write(ByteBuffer.wrap(line), end);
            end += line.length;
        }
        made.replace(own);
        lastingEnd = end;
        lastingFirst = true;
        disk = made;
    }

    private void append(byte[] line) {
        try {
            if (disk == null && path != null && end == 0) {
                FileDisk made = FileDisk.create(path);
                made.lock();
                disk = made;
            }
            if (disk != null) {
                disk.write(ByteBuffer.wrap(line), end);
                end += line.length;
                unforced = true;
            }
        } catch (IOException e) {
            giveUp();
            // Nothing is appended behind what is not there.
            end = -1;
        }
    }

    private void giveUp() {
        try {
            if (disk != null) {
                disk.close();
            }
        } catch (IOException _) {
            // It is not needed any more.
        }
        disk = null;
    }

    /// Has what was written survive a power cut, too.
    void force() {
        FileDisk open = disk;
        if (unforced && open != null) {
            unforced = false;
            try {
                open.force();
            } catch (IOException _) {
                // A power cut would cost what came since the last commit.
            }
        }
    }

    /// Ends the journal of a product that is complete.
    @Override
    public void close() throws IOException {
        giveUp();
        // A commit that comes still begins no other.
        lasting.clear();
        if (path != null) {
            Files.deleteIfExists(path);
        }
    }

    /// Leaves the journal where it is.
    void abandon() {
        giveUp();
    }

    /// Reads a journal up to its first line that is not whole.
    static Content read(Path journal) throws IOException {
        Content content = new Content(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        Map<String, EventDescriptor> descriptors = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(journal)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() < 9
                        || !line.substring(0, 8)
                                .equals(crc(line.substring(9).getBytes(StandardCharsets.UTF_8)))) {
                    return content;
                }
                JsonArray record = JsonParser.parseString(line.substring(9)).getAsJsonArray();
                read(record.get(0).getAsString(), record, descriptors, content);
            }
        } catch (CharacterCodingException
                | JsonParseException
                | IllegalStateException
                | IllegalArgumentException _) {
            // What comes behind it was not written any more.
        }
        return content;
    }

    private static void read(
            String kind,
            JsonArray record,
            Map<String, EventDescriptor> descriptors,
            Content content) {
        JsonObject fields = record.get(1).getAsJsonObject();
        switch (kind) {
            case "chunk" -> content.chunks.add(GSON.fromJson(fields, Chunk.class));
            case "packing" -> {
                Packing packing = GSON.fromJson(fields, Packing.class);
                content.packing.put(packing.device(), packing.compression());
            }
            case "start" -> content.documents.add(DocumentReading.start(fields));
            case "descriptor" -> {
                EventDescriptor descriptor = DocumentReading.descriptor(fields);
                descriptors.put(descriptor.uid(), descriptor);
                content.documents.add(descriptor);
            }
            case "event" -> {
                EventDescriptor of = descriptors.get(fields.get("descriptor").getAsString());
                if (of == null) {
                    throw new IllegalArgumentException("an event without its descriptor");
                }
                content.documents.add(DocumentReading.event(fields, of));
            }
            case "stream_resource" -> content.documents.add(DocumentReading.resource(fields));
            case "stream_datum" -> {
                List<Frame> frames = new ArrayList<>();
                fields.getAsJsonArray("frames")
                        .forEach(frame -> frames.add(frame(frame.getAsJsonArray())));
                content.documents.add(DocumentReading.datum(fields, frames));
            }
            case "stop" -> content.documents.add(DocumentReading.stop(fields));
            default -> throw new IllegalArgumentException("a record of kind " + kind);
        }
    }

    private static List<Object> identity(Frame frame) {
        List<Object> identity =
                new ArrayList<>(List.of(frame.uniqueId(), DocumentJson.seconds(frame.timestamp())));
        frame.elsewhere()
                .ifPresent(at -> {
                    identity.add(at.file().toString());
                    identity.add(at.dataset());
                    identity.add(at.index());
                    identity.add(frame.dtypeNumpy());
                    identity.add(frame.rows());
                    identity.add(frame.columns());
                });
        return identity;
    }

    // Its pixels are in the product, or where it says.
    private static Frame frame(JsonArray identity) {
        if (identity.size() > 2) {
            return new Frame(
                    identity.get(0).getAsLong(),
                    DocumentReading.time(identity.get(1)),
                    identity.get(5).getAsString(),
                    identity.get(6).getAsInt(),
                    identity.get(7).getAsInt(),
                    new Frame.Elsewhere(
                            Path.of(identity.get(2).getAsString()),
                            identity.get(3).getAsString(),
                            identity.get(4).getAsInt()));
        }
        return new Frame(
                identity.get(0).getAsLong(),
                DocumentReading.time(identity.get(1)),
                "",
                0,
                0,
                new byte[0]);
    }

    private static String kind(Document document) {
        return switch (document) {
            case RunStart _ -> "start";
            case EventDescriptor _ -> "descriptor";
            case Event _ -> "event";
            case StreamResource _ -> "stream_resource";
            case StreamDatum _ -> "stream_datum";
            case RunStop _ -> "stop";
        };
    }

    private static byte[] line(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] sum = crc(text).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer line = ByteBuffer.allocate(sum.length + text.length + 2);
        return line.put(sum).put((byte) ' ').put(text).put((byte) '\n').array();
    }

    private static String crc(byte[] json) {
        CRC32 crc = new CRC32();
        crc.update(json);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
