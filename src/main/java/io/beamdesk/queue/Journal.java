package io.beamdesk.queue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Steps in a file, a line each: the CRC-32C of the JSON in eight hexadecimal digits, a space, the
/// JSON. Lines are only appended, and are on the disk when [#append] returns.
final class Journal implements AutoCloseable {
    private static final String HEADER = "{\"beamdesk_queue\":1}";
    private static final int SUM = 8;

    /// What a file holds.
    ///
    /// @param steps up to the first line that is damaged
    /// @param good length of that part in bytes, 0 if there is no header
    /// @param after whole lines behind the first damaged one
    record Content(List<Step> steps, long good, List<Step> after) {}

    private final Path file;
    private FileChannel channel;
    private long length;
    private boolean broken;

    private Journal(Path file, FileChannel channel, long length) {
        this.file = file;
        this.channel = channel;
        this.length = length;
    }

    /// What a file holds, nothing if it does not exist.
    ///
    /// @throws QueueException if a newer Beamdesk wrote it
    static Content read(Path file) throws IOException {
        return Files.exists(file)
                ? parse(Files.readAllBytes(file), file)
                : new Content(List.of(), 0, List.of());
    }

    private static Content parse(byte[] bytes, Path file) {
        List<Step> steps = new ArrayList<>();
        List<Step> after = new ArrayList<>();
        long good = 0;
        boolean whole = true;
        int begin = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] != '\n') {
                continue;
            }
            boolean valid = isValid(bytes, begin, end);
            if (valid) {
                int from = begin + SUM + 1;
                String json = new String(bytes, from, end - from, StandardCharsets.UTF_8);
                if (begin > 0) {
                    (whole ? steps : after).add(step(json, file));
                } else if (!json.equals(HEADER)) {
                    throw newer(file, null);
                }
            }
            whole &= valid;
            begin = end + 1;
            good = whole ? begin : good;
        }
        return new Content(steps, good, after);
    }

    private static boolean isValid(byte[] bytes, int begin, int end) {
        if (end - begin <= SUM + 1) {
            return false;
        }
        int from = begin + SUM + 1;
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, end - from);
        String expected = "%08x ".formatted(sum.getValue());
        return expected.equals(new String(bytes, begin, SUM + 1, StandardCharsets.ISO_8859_1));
    }

    // The checksum is right, so this is what was written: by somebody who knew more.
    private static Step step(String json, Path file) {
        try {
            return QueueJson.step(JsonParser.parseString(json).getAsJsonObject());
        } catch (RuntimeException unknown) {
            throw newer(file, unknown);
        }
    }

    private static QueueException newer(
            Path file, @org.jspecify.annotations.Nullable Throwable cause) {
        return new QueueException(
                file
                        + " was written by a newer Beamdesk; use that one, or move the file away to begin with an empty queue",
                cause);
    }

    /// Opens a file behind its good part, which is all that it has afterwards.
    static Journal open(Path file, Content content) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Journal journal = new Journal(file, channel, content.good());
        channel.truncate(content.good());
        if (content.good() == 0) {
            journal.write(line(HEADER));
            sync(folder(file));
        }
        return journal;
    }

    private static ByteBuffer line(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        ByteBuffer line = ByteBuffer.allocate(bytes.length + SUM + 2);
        line.put("%08x ".formatted(sum.getValue()).getBytes(StandardCharsets.ISO_8859_1));
        return line.put(bytes).put((byte) '\n').flip();
    }

    /// Length of the file in bytes.
    long length() {
        return length;
    }

    /// Writes a step and waits until it is on the disk.
    ///
    /// @throws QueueException if it could not be written; then it is not in the file
    void append(Step step) {
        append(List.of(step));
    }

    /// Writes steps and waits once until they are on the disk.
    void append(List<Step> steps) {
        if (broken) {
            throw failed("an earlier write left it unusable", null);
        }
        try {
            for (Step step : steps) {
                put(line(json(step)));
            }
            channel.force(false);
            length = channel.position();
        } catch (IOException problem) {
            takeBack();
            throw failed(String.valueOf(problem.getMessage()), problem);
        }
    }

    private static String json(Step step) {
        JsonObject json = QueueJson.of(step);
        return json.toString();
    }

    private void takeBack() {
        try {
            channel.truncate(length);
            channel.force(false);
        } catch (IOException _) {
            broken = true;
        }
    }

    private QueueException failed(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new QueueException(
                "The queue could not be saved to "
                        + file
                        + ": "
                        + why
                        + "; nothing was changed; free some space or mend the disk, and start Beamdesk again if this stays",
                cause);
    }

    private void write(ByteBuffer line) throws IOException {
        put(line);
        channel.force(false);
        length = channel.position();
    }

    private void put(ByteBuffer line) throws IOException {
        if (channel.position() < length) {
            channel.position(length);
        }
        while (line.hasRemaining()) {
            int _ = channel.write(line);
        }
    }

    /// Replaces everything by these steps: the file has either all that it had, or all of them.
    void replace(List<Step> steps) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileChannel next =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        try {
            Journal written = new Journal(fresh, next, 0);
            written.put(line(HEADER));
            for (Step step : steps) {
                written.put(line(json(step)));
            }
            next.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException problem) {
            next.close();
            throw problem;
        }
        channel.close();
        channel = next;
        length = next.position();
        broken = false;
        sync(folder(file));
    }

    private static Path folder(Path file) {
        return java.util.Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    // A new name is on the disk only when its folder is.
    private static void sync(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Every step was forced when it was written.
        }
    }
}
