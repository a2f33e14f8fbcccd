package io.beamdesk.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableQueueTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Items.NOON);
    private static final URI PRODUCT = URI.create("file:///data/0407_Ni.h5");

    @TempDir private Path folder;

    private DurableQueue open() {
        return DurableQueue.open(folder, CLOCK);
    }

    private static Step start(QueueItem item) {
        return Step.note("start", new Change.Started(item.id(), "run-1", Items.NOON, "anna"));
    }

    @Test
    void everythingIsThereAgainAfterClosing() {
        SplittableRandom random = new SplittableRandom(7);
        QueueState last;
        try (DurableQueue queue = open()) {
            for (int i = 0; i < 100; i++) {
                queue.apply(Items.random(random, queue.state()));
            }
            queue.apply(new QueueCommand.Add(Items.items(4)));
            queue.apply(new QueueCommand.Autostart(true));
            queue.apply(new QueueCommand.GoOn(true));
            last = queue.state();
        }
        assertThat(DurableQueue.look(folder).items()).isEqualTo(last.items());
        try (DurableQueue queue = open()) {
            assertThat(queue.state().items()).isEqualTo(last.items());
            assertThat(queue.state().loop()).isEqualTo(last.loop());
            assertThat(queue.state().autostart()).isTrue();
            assertThat(queue.state().goesOn()).isTrue();
            assertThat(queue.notices()).isEmpty();
        }
    }

    @Test
    void journalCutAtAnyByteHoldsAPrefixOfWhatWasConfirmed() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        Path file = folder.resolve("queue.journal");
        List<Long> lengths = new ArrayList<>();
        List<QueueState> states = new ArrayList<>();
        byte[] whole;
        try (DurableQueue queue = open()) {
            lengths.add(Files.size(file));
            states.add(queue.state());
            while (lengths.size() < 8) {
                QueueState before = queue.state();
                if (queue.apply(Items.random(random, before)) != before) {
                    lengths.add(Files.size(file));
                    states.add(queue.state());
                }
            }
            whole = Files.readAllBytes(file);
        }
        Path cut = folder.resolve("cut");
        for (int length = 0; length <= whole.length; length++) {
            deleteAll(cut);
            Files.createDirectories(cut);
            Files.write(cut.resolve("queue.journal"), Arrays.copyOf(whole, length));
            int confirmed = 0;
            while (confirmed + 1 < lengths.size() && lengths.get(confirmed + 1) <= length) {
                confirmed++;
            }
            assertThat(DurableQueue.look(cut).items())
                    .as("cut after %d bytes", length)
                    .isEqualTo(states.get(confirmed).items());
            // Opening waits for the disk several times.
            if (length % 251 != 0 && !lengths.contains((long) length)) {
                continue;
            }
            try (DurableQueue queue = DurableQueue.open(cut, CLOCK)) {
                assertThat(queue.state().items()).isEqualTo(states.get(confirmed).items());
                boolean torn = length > 0 && !lengths.contains((long) length);
                assertThat(queue.notices()).hasSize(torn ? 1 : 0);
            }
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void whatWasRunningComesBackToTheFrontAndSaysSo() throws IOException {
        Path other = Files.createDirectory(folder.resolve("crashed"));
        try (DurableQueue queue = open()) {
            queue.apply(new QueueCommand.Add(Items.items(3)));
            queue.record(start(queue.state().items().getFirst()));
            queue.record(Step.note("open", new Change.Opened(PRODUCT)));
            Files.copy(folder.resolve("queue.journal"), other.resolve("queue.journal"));
        }
        String why = "was running when Beamdesk ended; product 0407_Ni.h5 may be partial";
        try (DurableQueue queue = DurableQueue.open(other, CLOCK)) {
            assertThat(queue.notices()).containsExactly("S0 · Ni XANES " + why);
            assertThat(queue.damages()).isEmpty();
            QueueItem front = queue.state().items().getFirst();
            assertThat(front.sample()).isEqualTo("S0");
            assertThat(front.trouble()).isEqualTo(why);
            assertThat(front.state()).isEqualTo(QueueItem.State.FAILED);
            assertThat(queue.state().running()).isEmpty();
        }
        assertThat(DurableQueue.history(other))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.result()).isEqualTo(HistoryEntry.Result.INTERRUPTED);
                    assertThat(entry.products()).containsExactly(PRODUCT);
                });
    }

    @Test
    void damageInTheMiddleKeepsWhatIsBeforeItAndDoubtsWhatMayHaveRun() throws IOException {
        Path other = Files.createDirectory(folder.resolve("damaged"));
        Path damaged = other.resolve("queue.journal");
        long afterAdding;
        try (DurableQueue queue = open()) {
            queue.apply(new QueueCommand.Add(Items.items(3)));
            afterAdding = Files.size(folder.resolve("queue.journal"));
            queue.apply(new QueueCommand.Loop(Items.ids(queue.state()).subList(1, 2), true));
            queue.record(start(queue.state().items().getFirst()));
            Files.copy(folder.resolve("queue.journal"), damaged);
        }
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[(int) afterAdding + 20] ^= 1;
        Files.write(damaged, bytes);
        try (DurableQueue queue = DurableQueue.open(other, CLOCK)) {
            assertThat(Items.samples(queue.state())).containsExactly("S0", "S1", "S2");
            assertThat(queue.state().items().getFirst().trouble())
                    .contains("may have been measured already");
            assertThat(queue.notices()).singleElement().asString().contains("is damaged");
        }
    }

    @Test
    void fileWithNothingReadableIsSetAsideAndSaid() throws IOException {
        Path other = Files.createDirectory(folder.resolve("random"));
        Path damaged = Files.writeString(other.resolve("queue.journal"), "nothing\nof\nours");
        try (DurableQueue queue = DurableQueue.open(other, CLOCK)) {
            assertThat(queue.state().items()).isEmpty();
            assertThat(queue.damages())
                    .singleElement()
                    .asString()
                    .startsWith(damaged + " is damaged from its beginning")
                    .contains("add again what is to be measured");
        }
        try (var files = Files.list(other)) {
            assertThat(files.filter(f -> f.toString().contains(".damaged-")))
                    .singleElement()
                    .satisfies(f -> assertThat(f).hasContent("nothing\nof\nours"));
        }
    }

    @Test
    void secondDesktopIsRefusedWhileTheFirstHasTheQueue() {
        try (DurableQueue queue = open()) {
            queue.apply(new QueueCommand.Add(Items.items(1)));
            assertThatThrownBy(this::open)
                    .isInstanceOf(QueueException.class)
                    .hasMessageContaining("is in use by this Beamdesk");
            assertThat(DurableQueue.look(folder).items()).hasSize(1);
        }
        open().close();
    }

    @Test
    void fileOfANewerBeamdeskIsRefusedAndLeftAlone() throws IOException {
        byte[] json = "{\"beamdesk_queue\":2}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        java.util.zip.CRC32C sum = new java.util.zip.CRC32C();
        sum.update(json);
        String line = "%08x {\"beamdesk_queue\":2}%n".formatted(sum.getValue());
        Files.writeString(folder.resolve("queue.journal"), line);
        assertThatThrownBy(this::open).hasMessageContaining("newer Beamdesk");
        assertThat(folder.resolve("queue.journal")).hasContent(line);
    }

    @Test
    void tenThousandItemsMoveInShortLinesAndTheJournalIsShortened() throws IOException {
        Path file = folder.resolve("queue.journal");
        try (DurableQueue queue = open()) {
            queue.apply(new QueueCommand.Add(Items.items(10_000)));
            long before = Files.size(file);
            String last = queue.state().items().getLast().id();
            queue.apply(new QueueCommand.ToTop(List.of(last)));
            assertThat(Files.size(file) - before).isLessThan(2_000);
            for (int i = 0; i < 3; i++) {
                queue.apply(new QueueCommand.Clear());
                queue.apply(new QueueCommand.Undo());
            }
            assertThat(queue.state().items()).hasSize(10_000);
            assertThat(queue.state().items().getFirst().id()).isEqualTo(last);
            assertThat(Files.size(file)).isLessThan(4 * before);
        }
        assertThat(DurableQueue.look(folder).items()).hasSize(10_000);
    }

    @Test
    void runsOutliveTheJournalThatTheyWereKeptIn() {
        for (int session = 0; session < 3; session++) {
            try (DurableQueue queue = open()) {
                queue.apply(new QueueCommand.Add(Items.items(80)));
                for (int i = 0; i < 80; i++) {
                    QueueItem item = queue.state().items().getFirst();
                    queue.record(start(item));
                    queue.record(
                            Step.note(
                                    "end",
                                    new Change.Ended(
                                            Items.entry(item, HistoryEntry.Result.SUCCESS), null)));
                }
            }
        }
        assertThat(DurableQueue.look(folder).recent()).hasSize(200);
        List<HistoryEntry> all = DurableQueue.history(folder);
        assertThat(all).hasSize(240);
        assertThat(all).extracting(HistoryEntry::item).doesNotHaveDuplicates();
        assertThat(all.getLast().sample()).isEqualTo("S79");
    }
}
