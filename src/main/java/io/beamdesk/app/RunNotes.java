package io.beamdesk.app;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The notes of runs under way: one file a process, there from before the first motion until the safe state
/// and the complete product.
///
/// @param folder made with the first note
record RunNotes(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");
    private static final Gson GSON = new Gson();
    private static final String ENDING = ".run";

    /// As a file has it.
    private record Stored(
            long process,
            @Nullable String processStarted,
            @Nullable String title,
            @Nullable String sample,
            @Nullable String by,
            @Nullable String beamline,
            @Nullable String started,
            boolean fromQueue,
            @Nullable List<String> products) {}

    /// Keeps it in place of this process's last one. A disk that is full must not keep a run from beginning:
    /// then it is only missing after a kill, and the log says so.
    void keep(RunNote note) {
        Path file = file(note.process());
        Path fresh = folder.resolve(note.process() + ".new");
        try {
            Files.createDirectories(folder);
            ByteBuffer bytes =
                    StandardCharsets.UTF_8.encode(
                            GSON.toJson(
                                    new Stored(
                                            note.process(),
                                            note.processStarted().toString(),
                                            note.title(),
                                            note.sample(),
                                            note.by(),
                                            note.beamline(),
                                            note.started().toString(),
                                            note.fromQueue(),
                                            note.products().stream()
                                                    .map(Path::toString)
                                                    .toList())));
            try (FileChannel channel =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            LOG.warn(
                    "That {} is under way could not be noted in {} ({}); it runs all the same",
                    note.title(),
                    folder,
                    problem.getMessage());
        }
    }

    /// The run of this process is over.
    void forget(long process) {
        try {
            Files.deleteIfExists(file(process));
        } catch (IOException problem) {
            LOG.warn(
                    "The note of a run in {} could not be removed: {}",
                    folder,
                    problem.getMessage());
        }
    }

    /// The runs whose process is no longer there, the last one last.
    List<RunNote> left() {
        List<RunNote> left = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return left;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
                read(file).filter(note -> !lives(note)).ifPresent(left::add);
            }
        } catch (IOException problem) {
            LOG.warn(
                    "The notes of runs in {} could not be listed: {}; check its rights",
                    folder,
                    problem.getMessage());
        }
        left.sort(Comparator.comparing(RunNote::started));
        return left;
    }

    /// One that cannot be read keeps none of the others from being told.
    private static Optional<RunNote> read(Path file) {
        try {
            return Optional.of(parsed(file));
        } catch (IOException
                | JsonParseException
                | NullPointerException
                | DateTimeException unreadable) {
            LOG.warn(
                    "The note of a run {} could not be read: {}; look at the product of that time, then delete it",
                    file,
                    unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static RunNote parsed(Path file) throws IOException {
        Stored stored =
                Objects.requireNonNull(
                        GSON.fromJson(Files.readString(file), Stored.class), "it is empty");
        return new RunNote(
                stored.process,
                Instant.parse(Objects.requireNonNull(stored.processStarted)),
                Objects.requireNonNullElse(stored.title, ""),
                Objects.requireNonNullElse(stored.sample, ""),
                Objects.requireNonNullElse(stored.by, ""),
                Objects.requireNonNullElse(stored.beamline, ""),
                Instant.parse(Objects.requireNonNull(stored.started)),
                stored.fromQueue,
                Objects.requireNonNullElse(stored.products, List.<String>of()).stream()
                        .map(Path::of)
                        .toList());
    }

    private static boolean lives(RunNote note) {
        return ProcessHandle.of(note.process())
                .map(RunNotes::began)
                .filter(began -> began.equals(note.processStarted()))
                .isPresent();
    }

    /// When a process began; the epoch where the system does not say.
    static Instant began(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private Path file(long process) {
        return folder.resolve(process + ENDING);
    }
}
