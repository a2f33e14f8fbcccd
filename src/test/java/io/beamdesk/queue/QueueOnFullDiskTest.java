package io.beamdesk.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The queue on a real file system that is full. Mounts need root.
@Tag("interop")
class QueueOnFullDiskTest {
    @TempDir private Path folder;
    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private DurableQueue open() {
        return DurableQueue.open(disk, InstantSource.fixed(Items.NOON));
    }

    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    out.write(page);
                                }
                            })
                    .hasMessage("No space left on device");
        }
        return filler;
    }

    @Test
    void whatFindsNoRoomIsRefusedAndNothingThatWasConfirmedIsLost() throws IOException {
        QueueState confirmed;
        try (DurableQueue queue = open()) {
            queue.apply(new QueueCommand.Add(Items.items(3)));
            Path filler = fill();
            confirmed = queue.state();
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> queue.apply(new QueueCommand.Add(Items.items(40))))
                        .isInstanceOf(QueueException.class)
                        .hasMessageStartingWith("The queue could not be saved to " + disk)
                        .hasMessageContaining("No space left on device; nothing was changed")
                        .hasMessageNotContaining("\n");
                assertThat(queue.state().items()).isEqualTo(confirmed.items());
            }
            assertThat(DurableQueue.look(disk).items()).isEqualTo(confirmed.items());

            Files.delete(filler);
            queue.apply(new QueueCommand.Add(Items.items(40)));
            confirmed = queue.state();
            assertThat(confirmed.items()).hasSize(43);
        }
        try (DurableQueue queue = open()) {
            assertThat(queue.state().items()).isEqualTo(confirmed.items());
            assertThat(queue.notices()).isEmpty();
        }
    }
}
