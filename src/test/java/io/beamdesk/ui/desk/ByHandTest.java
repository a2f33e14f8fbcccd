package io.beamdesk.ui.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.app.Desk;
import io.beamdesk.app.DeskQueue;
import io.beamdesk.app.Experiment;
import io.beamdesk.engine.EngineState;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.Tray;
import io.beamdesk.ui.recipes.ScriptedDesk;
import io.beamdesk.ui.samples.SampleDesk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is brought into the beam by hand while the queue is going, whether it measures or waits.
class ByHandTest {
    @TempDir private Path home;
    private String homeBefore = "";
    private Desk desk;
    private DeskQueue queue;
    private SampleDesk trays;

    @BeforeEach
    void open() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        desk = Desk.open(Optional.empty(), home.resolve("products"), Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        queue = desk.queue();
        trays = TraysOfDesk.of(desk, ScriptedDesk.shelf(List.of(), home.resolve("recipes")));
        Tray plate =
                Tray.of("PLT-1", "96-2")
                        .withTaught(
                                List.of(
                                        new Taught("A1-1", new MotorPosition(0, 0, 0)),
                                        new Taught("A1-2", new MotorPosition(3, 0, 0)),
                                        new Taught("B1-1", new MotorPosition(0, 9, 0))));
        desk.samples().store().apply(Edit.add(plate), "anna");
        desk.samples().store().apply(Edit.add(List.of(Sample.of("PLT-1", "A1-1", "one"))), "anna");
        desk.samples().store().load("PLT-1", "stage");
    }

    @AfterEach
    void close() {
        desk.close();
        System.setProperty("user.home", homeBefore);
    }

    private void add(int count) throws Exception {
        Recipe recipe =
                RecipeFile.of(
                        RecipeFile.json(
                                """
                                {"technique": "time-series", "version": 1, "name": "Count",
                                 "count": %d, "period": 0.2, "detectors": ["scaler"],
                                 "read": [], "exposure": 0.05}
                                """
                                        .formatted(count)));
        queue.enqueue(recipe, Map.of(new SampleRef("", "PLT-1", "A1-1"), "one"))
                .get(30, TimeUnit.SECONDS);
    }

    private void until(BooleanSupplier condition) throws Exception {
        CompletableFuture<Void> met = new CompletableFuture<>();
        Runnable look =
                () -> {
                    if (condition.getAsBoolean()) {
                        met.complete(null);
                    }
                };
        try (var _ = queue.watch(look);
                var _ = desk.engine().watch(_ -> look.run())) {
            met.get(60, TimeUnit.SECONDS);
        }
    }

    private void refused(String why) {
        CompletableFuture<Void> brought = trays.bring("PLT-1", "A1-2");
        assertThatThrownBy(() -> brought.get(30, TimeUnit.SECONDS)).hasRootCauseMessage(why);
        assertThat(desk.busy()).contains(why);
    }

    @Test
    void bringIsRefusedWhileAnItemIsMeasuredAndTheItemGoesOn() throws Exception {
        add(10_000);
        queue.start();
        until(() ->
                queue.status().activity() == Activity.RUNNING
                        && desk.engine().status().points() > 0);
        refused("Count · one is under way; wait for its end, or end it.");
        assertThat(desk.engine().status().state()).isEqualTo(EngineState.RUNNING);
        queue.hold();
        desk.engine().stop();
        until(() -> queue.status().activity() == Activity.STOPPED);
        trays.bring("PLT-1", "A1-2").get(60, TimeUnit.SECONDS);
    }

    @Test
    void bringIsRefusedWhileTheQueueWaitsForAnApprovalWithTheEngineIdle() throws Exception {
        add(1);
        List<String> ids = queue.state().items().stream().map(QueueItem::id).toList();
        queue.apply(_ -> new QueueCommand.RequireApproval(ids));
        queue.start();
        until(() -> queue.status().activity() == Activity.WAITING);
        assertThat(desk.engine().status().state()).isEqualTo(EngineState.IDLE);
        refused("The queue is going; hold it first, or add to it what is to be done.");
        queue.hold();
        until(() -> queue.status().activity() == Activity.STOPPED);
        trays.bring("PLT-1", "A1-2").get(60, TimeUnit.SECONDS);
    }
}
