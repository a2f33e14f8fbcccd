package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.Folders;
import io.beamdesk.app.SampleFiles;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `queue add --tray` as a shell sees it: a plate in which some drops have a sample.
class QueueAddTest {
    private static final List<String> PLACES = List.of("A1-1", "A1-2", "A2-1", "A10-1", "B1-2");

    @TempDir private Path home;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String homeBefore = "";

    @BeforeEach
    void fill() {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        try (SampleStore store = SampleFiles.store()) {
            store.apply(Edit.add(Tray.of("PLT-1", "96-2")), "anna");
            store.apply(
                    Edit.add(PLACES.stream().map(p -> Sample.of("PLT-1", p, "cat " + p)).toList()),
                    "anna");
        }
    }

    @AfterEach
    void back() {
        System.setProperty("user.home", homeBefore);
    }

    private int add(String... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        Stream.concat(
                                        Stream.of(
                                                "queue", "add", "assets/recipes/time-series.json"),
                                        Stream.of(words))
                                .toArray(String[]::new));
    }

    private static List<QueueItem> items() {
        return DurableQueue.look(Folders.queue()).items();
    }

    private static List<String> queued() {
        return items().stream().map(item -> item.origin().orElseThrow().position()).toList();
    }

    @Test
    void placesAreQueuedInTheOrderInWhichTheyAreGivenEachWithItsSample() {
        assertThat(add("--tray", "PLT-1", "--places", "B1-2, a1-1, A01-2"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().lines()).containsExactly("3 added, 3 wait");
        assertThat(queued()).containsExactly("B1-2", "A1-1", "A1-2");
        QueueItem first = items().getFirst();
        assertThat(first.sample()).isEqualTo("cat B1-2");
        try (SampleStore store = SampleFiles.store()) {
            String id = store.sample("PLT-1", "B1-2").orElseThrow().sample().id();
            assertThat(first.origin()).contains(new SampleRef(id, "PLT-1", "B1-2"));
        }
    }

    @Test
    void allThatHaveASampleAreQueuedInTheOrderOfCollectionWithoutPlaces() {
        assertThat(add("--tray", "PLT-1")).as(err.toString()).isZero();
        assertThat(queued()).containsExactlyInAnyOrderElementsOf(PLACES);
        assertThat(queued().getFirst()).isEqualTo("A1-1");
    }

    @Test
    void wrongPlacesAndTraysAreNamedAndNothingIsQueued() {
        assertThat(add("--tray", "PLT-1", "--places", "A1-1, X9-1")).isNotZero();
        assertThat(err.toString()).contains("--places").contains("X9-1");
        assertThat(add("--tray", "PLT-9")).isNotZero();
        assertThat(err.toString()).contains("There is no tray PLT-9; import it first");
        assertThat(add("--tray", "PLT-1", "--places", "C3-1")).isNotZero();
        assertThat(err.toString())
                .contains("Nothing is known to be in C3-1 of PLT-1; describe it first");
        assertThat(items()).isEmpty();
    }
}
