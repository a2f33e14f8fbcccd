package io.beamdesk.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("interop")
class DatabaseOnFullDiskTest {
    private static final Database.Kind NOTES =
            new Database.Kind(
                    "notes",
                    7,
                    List.of(List.of("CREATE TABLE note (text TEXT)")),
                    "delete it",
                    IllegalStateException::new);

    @TempDir private Path folder;

    private static void insert(Database database, int notes) {
        database.write(session -> {
            for (int i = 0; i < notes; i++) {
                Database.execute(session, "INSERT INTO note VALUES (?)", "a note ".repeat(100));
            }
            return notes;
        });
    }

    private static long count(Database database) {
        return database.read(session ->
                Database.rows(session, row -> row.getLong(1), "SELECT count(*) FROM note")
                        .getFirst());
    }

    @Test
    void whatFindsNoRoomIsRefusedAsAWholeAndMayBeTriedAgain() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder, "1m")) {
            Path file = disk.path().resolve("notes.db");
            try (Database database = Database.open(file, NOTES)) {
                insert(database, 3);
                Path filler = disk.fill();
                for (int attempt = 0; attempt < 2; attempt++) {
                    assertThatThrownBy(() -> insert(database, 100))
                            .hasMessage(
                                    "the disk of "
                                            + file
                                            + " is full; nothing was saved, make room and try again");
                    assertThat(count(database)).isEqualTo(3);
                }
                Files.delete(filler);
                insert(database, 100);
                assertThat(count(database)).isEqualTo(103);
            }
            try (Database database = Database.open(file, NOTES)) {
                assertThat(count(database)).isEqualTo(103);
            }
        }
    }
}
