package io.beamdesk.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.beamdesk.app.Alignment.Place;
import java.io.IOException;
import java.net.URLEncoder;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The alignments of one beamline in a folder, a JSON file each. A file is written beside its name, forced
/// to the disk and moved there: a process that dies meanwhile leaves the old one or the new one.
///
/// @param folder made when the first is saved
public record Alignments(Path folder) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final String ENDING = ".json";

    /// What the folder has.
    ///
    /// @param alignments the newest first
    /// @param problems files that are none, one sentence each
    public record Content(List<Alignment> alignments, List<String> problems) {}

    /// As a file may have it.
    private record Stored(
            @Nullable String name,
            @Nullable String saved,
            @Nullable String by,
            @Nullable List<@Nullable StoredPlace> places) {}

    /// As a file may have a place.
    private record StoredPlace(
            @Nullable String device, @Nullable Double position, @Nullable String units) {}

    /// Those of a beamline among a person's files.
    public static Alignments of(String beamline) {
        return new Alignments(Folders.alignments().resolve(file(beamline)));
    }

    /// Reads them. A file that is none is named, not skipped in silence.
    ///
    /// @throws IOException if the folder cannot be read
    public Content read() throws IOException {
        List<Alignment> alignments = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                    try {
                        alignments.add(alignment(Files.readString(file)));
                    } catch (IOException
                            | JsonParseException
                            | NullPointerException
                            | DateTimeException wrong) {
                        problems.add(
                                file
                                        + " is no alignment ("
                                        + wrong.getMessage()
                                        + "); put it right or take it away");
                    }
                }
            }
        }
        alignments.sort(Comparator.comparing(Alignment::saved).reversed());
        return new Content(List.copyOf(alignments), List.copyOf(problems));
    }

    private static Alignment alignment(String text) {
        Stored stored = Objects.requireNonNull(GSON.fromJson(text, Stored.class), "it is empty");
        List<Place> places = new ArrayList<>();
        for (StoredPlace place : Objects.requireNonNull(stored.places, "places is missing")) {
            places.add(
                    new Place(
                            Objects.requireNonNull(
                                    Objects.requireNonNull(place, "a place is missing").device,
                                    "a place has no device"),
                            Objects.requireNonNull(place.position, "a place has no position"),
                            Objects.requireNonNullElse(place.units, "")));
        }
        return new Alignment(
                Objects.requireNonNull(stored.name, "name is missing"),
                Instant.parse(Objects.requireNonNull(stored.saved, "saved is missing")),
                Objects.requireNonNullElse(stored.by, ""),
                places);
    }

    /// Keeps it, in place of another one of its name.
    ///
    /// @throws IOException if it cannot be written; what was there is there still
    public void save(Alignment alignment) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(file(alignment.name()) + ENDING);
        Path fresh = Files.createTempFile(folder, "alignment", ".new");
        Stored stored =
                new Stored(
                        alignment.name(),
                        alignment.saved().toString(),
                        alignment.by(),
                        alignment.places().stream()
                                .<@Nullable StoredPlace>map(
                                        p -> new StoredPlace(p.device(), p.position(), p.units()))
                                .toList());
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(GSON.toJson(stored) + "\n");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
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
        } finally {
            Files.deleteIfExists(fresh);
        }
        sync();
    }

    /// Takes one away.
    ///
    /// @throws IOException if it cannot be taken away
    public void delete(Alignment alignment) throws IOException {
        Files.deleteIfExists(folder.resolve(file(alignment.name()) + ENDING));
        sync();
    }

    // A new name is on the disk only when its folder is.
    private void sync() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /// A name of a file for any name, one for one.
    private static String file(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
    }
}
