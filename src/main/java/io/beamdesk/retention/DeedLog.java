package io.beamdesk.retention;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All deeds of a data folder, in a file of it to which lines are only ever added: `.retention.jsonl`.
/// Several programs may add to it; a line is on the disk before it counts.
public final class DeedLog {
    /// Its name in the data folder.
    public static final String NAME = ".retention.jsonl";

    private final Path file;
    private final List<Deed> deeds = new ArrayList<>();
    private final Map<String, Standing> standings = new HashMap<>();
    private long read;
    private int unreadable;

    /// The log of a data folder; made with its first deed.
    public DeedLog(Path folder) {
        file = folder.resolve(NAME);
    }

    /// The file.
    public Path file() {
        return file;
    }

    /// All deeds so far, those of other programs included.
    ///
    /// @throws RetentionException if it cannot be read, or holds a line that is no deed: who knows what it
    ///     forbids
    public synchronized List<Deed> deeds() {
        readOn();
        return List.copyOf(deeds);
    }

    /// What the deeds that were read so far come to, for a product.
    synchronized Standing standing(String path, String uid) {
        return standings.getOrDefault(key(path, uid), Standing.NONE);
    }

    /// The first hold of each product that is held, of the deeds that were read so far.
    synchronized List<Deed> holds() {
        return standings.values().stream().flatMap(s -> s.holds().stream().limit(1)).toList();
    }

    // A file that took another one's place is another product.
    private static String key(String path, String uid) {
        return uid + "@" + path;
    }

    /// Reads what has come since.
    ///
    /// @throws RetentionException as [#deeds]
    synchronized void readOn() {
        // Zero if there is none.
        if (file.toFile().length() != read) {
            try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
                readOn(log);
            } catch (IOException e) {
                throw failed("read", e);
            }
        }
        if (unreadable > 0) {
            throw new RetentionException(
                    "%s has %d lines that are no deeds; mend it before anything is deleted."
                            .formatted(file, unreadable));
        }
    }

    /// Adds deeds.
    ///
    /// @throws RetentionException if they cannot be put on the disk
    public synchronized void add(List<Deed> added) {
        if (added.isEmpty()) {
            return;
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw");
                FileChannel channel = log.getChannel();
                FileLock _ = channel.lock()) {
            StringBuilder lines = new StringBuilder();
            if (log.length() > 0) {
                log.seek(log.length() - 1);
                // What was cut off stays a line of its own.
                lines.append(log.read() == '\n' ? "" : "\n");
            }
            added.forEach(deed -> lines.append(DeedJson.line(deed)).append('\n'));
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            long end = log.length();
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
            channel.force(true);
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void readOn(RandomAccessFile log) throws IOException {
        long size = log.length();
        if (size < read) {
            throw new RetentionException(
                    "%s was shortened while it was in use; find out by whom before anything is deleted."
                            .formatted(file));
        }
        byte[] fresh = new byte[Math.toIntExact(size - read)];
        log.seek(read);
        log.readFully(fresh);
        int begin = 0;
        for (int i = 0; i < fresh.length; i++) {
            if (fresh[i] == '\n') {
                line(new String(fresh, begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
            }
        }
        // The rest of a line is still being written, or never will be.
        read += begin;
    }

    private void line(String line) {
        if (line.isBlank()) {
            return;
        }
        Optional<Deed> deed = DeedJson.deed(line);
        deed.ifPresent(this::note);
        // A program that was killed leaves the begin of a line, which promised nothing yet.
        if (deed.isEmpty() && line.endsWith("}")) {
            unreadable++;
        }
    }

    private void note(Deed deed) {
        deeds.add(deed);
        String key = key(deed.path(), deed.uid());
        standings.put(key, standings.getOrDefault(key, Standing.NONE).after(deed));
    }

    private RetentionException failed(String what, IOException e) {
        return new RetentionException(
                "%s cannot be %s: %s; check its rights and the room on its disk."
                        .formatted(file, what, e.getMessage()),
                e);
    }
}
