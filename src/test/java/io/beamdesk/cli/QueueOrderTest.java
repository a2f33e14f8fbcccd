package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.app.Folders;
import io.beamdesk.app.SampleFiles;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayTypes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `queue order` as a shell sees it: a puck in the dewar, and a queue that goes to and fro in it.
class QueueOrderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private Path home;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String homeBefore = "";

    @BeforeEach
    void fill() {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        TrayType puck =
                TrayTypes.shipped().all().stream()
                        .filter(type -> type.kind() == TrayType.Kind.PUCK)
                        .findFirst()
                        .orElseThrow();
        try (SampleStore store = SampleFiles.store()) {
            store.apply(Edit.add(Tray.of("ANNA-1", puck.name())), "anna");
            store.load("ANNA-1", "P2");
        }
        Recipe recipe =
                RecipeFile.of(
                        RecipeFile.json(
                                RecipeFile.text(Path.of("assets/recipes/time-series.json"))));
        try (DurableQueue queue = DurableQueue.open(Folders.queue(), InstantSource.fixed(NOON))) {
            for (String position : List.of("1", "2", "1", "2")) {
                queue.apply(
                        new QueueCommand.Add(
                                List.of(
                                        QueueItem.of(
                                                        recipe,
                                                        "pin " + position,
                                                        NOON,
                                                        "anna",
                                                        Optional.empty())
                                                .of(new SampleRef(position, "ANNA-1", position)))));
            }
        }
    }

    @AfterEach
    void back() {
        System.setProperty("user.home", homeBefore);
    }

    private int order(String... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        Stream.concat(
                                        Stream.of(
                                                "queue",
                                                "order",
                                                "--data",
                                                home.resolve("products").toString()),
                                        Stream.of(words))
                                .toArray(String[]::new));
    }

    private static List<String> samples() {
        return DurableQueue.look(Folders.queue()).items().stream().map(QueueItem::sample).toList();
    }

    @Test
    void orderIsShownWithWhatMovesAndTheQueueStaysAsItIs() {
        assertThat(order()).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines())
                .containsExactly(
                        "  pin 1 · Beam stability  ANNA-1 1",
                        "* pin 1 · Beam stability  ANNA-1 1",
                        "  pin 2 · Beam stability  ANNA-1 2",
                        "  pin 2 · Beam stability  ANNA-1 2",
                        "Saves 2 of 4 exchanges of samples: 1 item moves.");
        assertThat(samples()).containsExactly("pin 1", "pin 2", "pin 1", "pin 2");
    }

    @Test
    void orderIsAppliedWhenAskedToAndSaidAsOneObjectALine() {
        assertThat(order("--apply", "--json")).isZero();
        assertThat(samples()).containsExactly("pin 1", "pin 1", "pin 2", "pin 2");
        List<JsonObject> lines =
                out.toString()
                        .lines()
                        .map(line -> JsonParser.parseString(line).getAsJsonObject())
                        .toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1).get("moves").getAsBoolean()).isTrue();
        assertThat(lines.getLast().get("exchanges").getAsInt()).isEqualTo(2);
        assertThat(lines.getLast().get("exchanges_before").getAsInt()).isEqualTo(4);
    }

    @Test
    void changerThatDoesNotAnswerIsNamedAndNothingIsReordered() throws IOException {
        Path beamline = home.resolve("beamline.json");
        Files.writeString(
                beamline,
                """
                {"name": "Nobody's", "devices": [
                  {"name": "changer", "type": "sample-changer", "label": "Sample changer",
                   "prefix": "ABSENT:", "mount_time": 20, "time_limit": 120}],
                 "roles": {"sample_changer": "changer"}}
                """);
        assertThat(order("--apply", "--beamline", beamline.toString())).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("changer: ABSENT:")
                .contains("is not connected");
        assertThat(samples()).containsExactly("pin 1", "pin 2", "pin 1", "pin 2");
    }
}
