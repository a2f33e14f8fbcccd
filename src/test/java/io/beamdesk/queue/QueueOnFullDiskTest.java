package io.beamdesk.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("interop")
class QueueOnFullDiskTest {
    @TempDir private Path folder;

    private static DurableQueue open(SmallDisk disk) {
        return DurableQueue.open(disk.path(), InstantSource.fixed(Items.NOON));
    }

    @Test
    void whatFindsNoRoomIsRefusedAndNothingThatWasConfirmedIsLost() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder, "256k")) {
            QueueState confirmed;
            try (DurableQueue queue = open(disk)) {
                queue.apply(new QueueCommand.Add(Items.items(3)));
                Path filler = disk.fill();
                confirmed = queue.state();
                for (int attempt = 0; attempt < 2; attempt++) {
                    assertThatThrownBy(() -> queue.apply(new QueueCommand.Add(Items.items(40))))
                            .isInstanceOf(QueueException.class)
                            .hasMessageStartingWith(
                                    "The queue could not be saved to " + disk.path())
                            .hasMessageContaining("No space left on device; nothing was changed")
                            .hasMessageNotContaining("\n");
                    assertThat(queue.state().items()).isEqualTo(confirmed.items());
                }
                assertThat(DurableQueue.look(disk.path()).items()).isEqualTo(confirmed.items());

                Files.delete(filler);
                queue.apply(new QueueCommand.Add(Items.items(40)));
                confirmed = queue.state();
                assertThat(confirmed.items()).hasSize(43);
            }
            try (DurableQueue queue = open(disk)) {
                assertThat(queue.state().items()).isEqualTo(confirmed.items());
                assertThat(queue.notices()).isEmpty();
            }
        }
    }
}
