package io.beamdesk.database;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final Database.Kind NOTES =
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
}
