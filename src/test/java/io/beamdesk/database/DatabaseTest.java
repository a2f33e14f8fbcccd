package io.beamdesk.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final int ROUNDS = 30;
    private static final int AT_ONCE = 4;
    static final Database.Kind NOTES =
            new Database.Kind(
                    "notes",
                    7,
                    List.of(List.of("CREATE TABLE note (text TEXT)")),
                    "delete it",
                    IllegalStateException::new);

    @TempDir private Path folder;

    @Test
    void fileIsMadeOnceHoweverManyOpenItAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int round = 0; round < ROUNDS; round++) {
                Path file = folder.resolve(round + ".db");
                CountDownLatch start = new CountDownLatch(AT_ONCE);
                List<Future<Boolean>> opened = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    opened.add(
                            threads.submit(() -> {
                                start.countDown();
                                start.await();
                                try (Database _ = Database.open(file, NOTES)) {
                                    return true;
                                }
                            }));
                }
                for (Future<Boolean> one : opened) {
                    assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
                }
            }
        }
    }

    @Test
    void anotherProgramThatIsWritingIsWaitedForAndThenSaid() throws Exception {
        Path file = folder.resolve("notes.db");
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (Database other = Database.open(file, NOTES);
                Database own = Database.open(file, NOTES);
                ExecutorService threads = Executors.newFixedThreadPool(1)) {
            Future<Boolean> writer =
                    threads.submit(() ->
                            other.write(session -> {
                                Database.execute(session, "INSERT INTO note VALUES ('other')");
                                writing.countDown();
                                awaitEnd(over);
                                return true;
                            }));
            writing.await();
            assertThatThrownBy(() -> insert(own))
                    .hasMessage(
                            "another program has been writing to the notes in "
                                    + file
                                    + " for 5 s; try again when it is done");
            // Whoever only reads does not wait.
            assertThat(count(own)).isZero();
            over.countDown();
            assertThat(writer.get(60, TimeUnit.SECONDS)).isTrue();
            insert(own);
            assertThat(count(own)).isEqualTo(2);
        }
    }

    private static void awaitEnd(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(Database database) {
        database.write(session -> {
            Database.execute(session, "INSERT INTO note VALUES ('own')");
            return true;
        });
    }

    static long count(Database database) {
        return database.read(session ->
                Database.rows(session, row -> row.getLong(1), "SELECT count(*) FROM note")
                        .getFirst());
    }
}
