package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.epics.FakeScheduler;
import io.beamdesk.document.RunStop.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DiskSuspenderTest {
    private static final long GIB = 1L << 30;

    private final FakeScheduler clock = new FakeScheduler();
    private final FakeDisk disk = new FakeDisk();

    private static final class FakeDisk implements DiskSuspender.Disk {
        volatile long free = 5 * GIB;
        volatile boolean gone;

        @Override
        public Path folder() {
            return Path.of("/data");
        }

        @Override
        public long free() throws IOException {
            if (gone) {
                throw new IOException("no such folder");
            }
            return free;
        }
    }

    private void after(DiskSuspender suspender, long free) throws Exception {
        CompletableFuture<Void> told = new CompletableFuture<>();
        suspender.watch(() -> told.complete(null));
        disk.free = free;
        clock.advance(Duration.ofSeconds(1));
        told.get(20, TimeUnit.SECONDS);
    }

    @Test
    void fullDiskHoldsAndLetsGoWhenThereIsATenthMore() throws Exception {
        try (DiskSuspender suspender = new DiskSuspender(disk, GIB, clock)) {
            assertThat(suspender.reason()).isEmpty();
            after(suspender, GIB - 1);
            assertThat(suspender.reason())
                    .contains("Disk: below 1.0 GiB free in /data; free some space");
            after(suspender, GIB + GIB / 10);
            assertThat(suspender.reason()).isEmpty();
        }
    }

    @Test
    void spaceBetweenTheTwoChangesNothingAndAFolderThatIsGoneNeither() {
        disk.free = 0;
        DiskSuspender full = new DiskSuspender(disk, GIB, clock);
        assertThat(full.reason()).as("looked at before any run").isPresent();
        full.close();
        disk.gone = true;
        try (DiskSuspender unknown = new DiskSuspender(disk, GIB, clock)) {
            assertThat(unknown.reason()).isEmpty();
        }
    }

    @Test
    void runIsHeldBeforeTheFileIsHarmedAndSaysWhy() throws Exception {
        disk.free = 0;
        try (Bench bench = new Bench();
                DiskSuspender suspender = new DiskSuspender(disk, GIB, clock)) {
            RunEngine engine = bench.engine(suspender);
            CompletableFuture<Outcome> end = engine.start(bench.request(bench.scan(3)));
            CompletableFuture<Void> held = new CompletableFuture<>();
            try (var _ =
                    engine.watch(status -> {
                        if (status.state() == EngineState.SUSPENDED
                                && status.message().startsWith("Disk: below 1.0 GiB")) {
                            held.complete(null);
                        }
                    })) {
                held.get(20, TimeUnit.SECONDS);
            }
            assertThat(bench.axis.targets).as("nothing has moved").isEmpty();
            disk.free = 5 * GIB;
            clock.advance(Duration.ofSeconds(1));
            assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
            assertThat(bench.documents.toString()).contains("suspended: Disk: below 1.0 GiB free");
        }
    }
}
