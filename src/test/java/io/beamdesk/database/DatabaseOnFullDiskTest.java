package io.beamdesk.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("interop")
class DatabaseOnFullDiskTest {
    @TempDir private Path folder;

    private static void insert(Database database, int notes) {
        database.write(session -> {
            for (int i = 0; i < notes; i++) {
                Database.execute(session, "INSERT INTO note VALUES (?)", "a note ".repeat(100));
            }
            return notes;
        });
    }

    @Test
    void whatFindsNoRoomIsRefusedAsAWholeAndMayBeTriedAgain() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder, "1m")) {
            Path file = disk.path().resolve("notes.db");
            try (Database database = Database.open(file, DatabaseTest.NOTES)) {
                insert(database, 3);
                Path filler = disk.fill();
                for (int attempt = 0; attempt < 2; attempt++) {
                    assertThatThrownBy(() -> insert(database, 100))
                            .hasMessage(
                                    "the disk of "
                                            + file
                                            + " is full; nothing was saved, make room and try again");
                    assertThat(DatabaseTest.count(database)).isEqualTo(3);
                }
                Files.delete(filler);
                insert(database, 100);
                assertThat(DatabaseTest.count(database)).isEqualTo(103);
            }
            try (Database database = Database.open(file, DatabaseTest.NOTES)) {
                assertThat(DatabaseTest.count(database)).isEqualTo(103);
            }
        }
    }
}
