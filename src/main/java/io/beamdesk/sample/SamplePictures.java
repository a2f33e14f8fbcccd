package io.beamdesk.sample;

import io.beamdesk.database.Database;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Consumer;

/// Pictures of samples: PNG files in folders by day, and in the database which of them shows what.
///
/// A picture that was added is on the disk. Every method waits for it and throws a [SampleException] if
/// that fails; may be used by any thread.
public final class SamplePictures {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH-mm-ss.SSS").withZone(ZoneOffset.UTC);

    private final Database database;
    private final Path folder;
    private final Consumer<SampleStore.Changed> changed;

    /// @param changed is told of every new picture
    SamplePictures(Database database, Path folder, Consumer<SampleStore.Changed> changed) {
        this.database = database;
        this.folder = folder;
        this.changed = changed;
    }

    /// Keeps a picture of a sample, in the place of one that was taken at the same millisecond.
    ///
    /// @param png the file's bytes
    /// @param taken when
    /// @param title what took it: `Screening snapshot`
    /// @param pixelMm how much of the sample a pixel shows in mm, if the camera is calibrated
    public void add(
            String sample, byte[] png, Instant taken, String title, OptionalDouble pixelMm) {
        String file = DAY.format(taken) + "/" + TIME.format(taken) + "-" + mark(sample) + ".png";
        // The file first: a row that names no file would be a picture that nobody can see.
        write(folder.resolve(file), png);
        String tray =
                database.write(c -> {
                    Sample kept = SampleTables.existing(c, sample).sample();
                    Database.execute(
                            c,
                            "INSERT INTO picture (sample, time, title, file, pixel_mm)"
                                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                                    + " title = excluded.title, file = excluded.file,"
                                    + " pixel_mm = excluded.pixel_mm",
                            sample,
                            taken.toEpochMilli(),
                            title,
                            file,
                            pixelMm.isPresent() ? pixelMm.getAsDouble() : null);
                    return kept.tray();
                });
        changed.accept(SampleStore.Changed.of(tray, sample));
    }

    /// The pictures of a sample whose files are there, the last one first.
    public List<SamplePicture> of(String sample) {
        return database
                .read(c ->
                        Database.rows(
                                c,
                                this::picture,
                                "SELECT file, time, title, pixel_mm FROM picture WHERE sample = ?"
                                        + " ORDER BY time DESC",
                                sample))
                .stream()
                .filter(picture -> Files.isReadable(picture.file()))
                .toList();
    }

    private SamplePicture picture(ResultSet row) throws SQLException {
        double number = row.getDouble(4);
        // Asked at once: it is about the column that was read last.
        OptionalDouble pixelMm = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(number);
        return new SamplePicture(
                folder.resolve(row.getString(1)),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                pixelMm);
    }

    /// The last picture of a sample whose file is there.
    public Optional<SamplePicture> last(String sample) {
        return of(sample).stream().findFirst();
    }

    /// Tells pictures of two samples apart that were taken at once; an id may have any character.
    private static String mark(String sample) {
        return UUID.nameUUIDFromBytes(sample.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }

    private static void write(Path file, byte[] png) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel =
                    FileChannel.open(
                            beside,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(png);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException problem) {
            throw new SampleException(
                    "The picture %s could not be written: %s; make room or check the folder and its rights"
                            .formatted(file, problem.getMessage()),
                    problem);
        }
    }
}
