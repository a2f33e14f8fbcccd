package io.beamdesk.ui.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.DeskQueue;
import io.beamdesk.app.MountPlaces;
import io.beamdesk.device.Place;
import io.beamdesk.device.Scheduler;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.engine.RunRequest;
import io.beamdesk.plan.Plan;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.Estimate;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.HistoryEntry.Result;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.WorkBench;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.recipes.ScriptedDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class QueueViewTest extends FxRobot {
    private final WorkBench bench = new WorkBench(121);
    private final Scheduler scheduler = bench.scheduler();
    private final RunEngine engine = bench.engine();
    private final Executor background = task -> Thread.ofVirtual().start(task);
    private volatile Consumer<String> work = _ -> {};
    private Path folder;
    private DeskQueue queue;
    private QueueViewModel model;

    @Start
    void start(Stage stage) throws IOException {
        bench.work((job, _) -> work.accept(job.recipe().name()));
        folder = Files.createTempDirectory("queue");
        queue = DeskQueue.open(folder, engine, bench, scheduler, () -> "anna");
        model =
                new QueueViewModel(
                        queue, engine, FxPulse.create(), scheduler, background, () -> folder);
        Theme theme = new Theme(false);
        Scene scene =
                new Scene(
                        (Parent) new QueueView(model, ZoneOffset.UTC, () -> {}).root(), 1600, 900);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        model.setShown(true);
    }

    @AfterEach
    void close() {
        model.close();
        bench.close();
        queue.close();
        bench.putAway();
    }

    private static StepScanRecipe recipe(String name) {
        return ScriptedDesk.profile(name);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<String> rows() {
        List<String> titles = new ArrayList<>();
        interact(() -> list().getItems().forEach(item -> titles.add(item.title())));
        return titles;
    }

    private List<String> samples() {
        List<String> samples = new ArrayList<>();
        interact(() -> list().getItems().forEach(item -> samples.add(item.sample())));
        return samples;
    }

    @SuppressWarnings("unchecked")
    private ListView<QueueItem> list() {
        return lookup("#queue-list").queryAs(ListView.class);
    }

    private void add(String... names) throws Exception {
        for (String name : names) {
            var _ = model.enqueue(recipe(name));
        }
        until(() -> rows().size() == names.length);
    }

    private void choose(int row) {
        interact(() -> {
            list().requestFocus();
            list().getSelectionModel().clearAndSelect(row);
        });
    }

    private Button primary() {
        return lookup("#queue-primary").queryButton();
    }

    private List<String> measured() {
        return queue.state().recent().stream().map(HistoryEntry::title).toList();
    }

    @Test
    void hiddenPaneStandsStillWhileItsBadgeCounts() throws Exception {
        add("a");
        interact(() -> model.setShown(false));
        var _ = model.enqueue(recipe("b"));
        until(() -> model.badgeProperty().get().text().equals("2"));
        assertThat(rows()).containsExactly("a");
        interact(() -> model.setShown(true));
        until(() -> rows().equals(List.of("a", "b")));
    }

    @Test
    void itemsReorderedByKeyboardAreMeasuredInThatOrderAndStandInTheHistory() throws Exception {
        assertThat(lookup("Nothing waits in the queue").query().isVisible()).isTrue();
        assertThat(primary().isDisabled()).isTrue();
        add("Ni XANES", "Foil check");
        choose(1);
        push(KeyCode.ALT, KeyCode.UP);
        until(() -> rows().equals(List.of("Foil check", "Ni XANES")));
        assertThat(list().getSelectionModel().getSelectedIndices()).containsExactly(0);

        interact(primary()::fire);

        until(() -> measured().size() == 2 && rows().isEmpty());
        assertThat(measured()).containsExactly("Foil check", "Ni XANES");
        ListView<?> history = lookup("#queue-history").queryListView();
        until(() -> history.getItems().size() == 2);
        assertThat(((HistoryEntry) history.getItems().getFirst()).title()).isEqualTo("Ni XANES");
        assertThat(queue.state().recent()).allMatch(run -> run.result() == Result.SUCCESS);
    }

    @Test
    void failedItemComesBackToTheFrontWithItsReasonAndRunsWhenItIsRetried() throws Exception {
        add("Ni XANES", "Foil check");
        work =
                _ -> {
                    throw new IllegalStateException("i0: no counts");
                };
        interact(primary()::fire);
        until(() -> model.pictureProperty().get().failed() == 1);
        assertThat(rows()).containsExactly("Ni XANES", "Foil check");
        until(() ->
                lookup(".queue-reason").queryAllAs(Label.class).stream()
                        .anyMatch(l -> l.getText().contains("i0: no counts")));
        assertThat(primary().isDisabled()).isTrue();
        assertThat(model.badgeProperty().get().styleClass()).isEqualTo("alarm-major");

        work = _ -> {};
        interact(() -> lookup("Retry").queryAllAs(Button.class).iterator().next().fire());
        until(() -> model.pictureProperty().get().failed() == 0 && !primary().isDisabled());
        interact(primary()::fire);
        until(() -> rows().isEmpty());
        assertThat(queue.state().recent())
                .extracting(HistoryEntry::result)
                .containsExactly(Result.FAILED, Result.SUCCESS, Result.SUCCESS);
    }

    @Test
    void removedAndDuplicatedItemsComeBackWithUndo() throws Exception {
        add("A", "B", "C");
        choose(1);
        push(KeyCode.DELETE);
        until(() -> rows().equals(List.of("A", "C")));
        push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> rows().equals(List.of("A", "B", "C")));
        choose(2);
        push(KeyCode.CONTROL, KeyCode.D);
        until(() -> rows().equals(List.of("A", "B", "C", "C")));
        push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> rows().equals(List.of("A", "B", "C")));
    }

    @Test
    void queueIsNotStartedWhileSomethingElseRunsNorSomethingElseWhileItGoes() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        add("Ni XANES");
        Plan other = WorkBench.plan(_ -> await(go));
        var ended = engine.start(new RunRequest("Alignment", other, Map.of(), 1, Duration.ZERO));
        interact(model::primary);
        until(() -> model.messageProperty().get().startsWith("Alignment is under way"));
        assertThat(queue.obstacle()).isEmpty();
        go.countDown();
        ended.get(20, TimeUnit.SECONDS);

        CountDownLatch measuredToo = new CountDownLatch(1);
        work = _ -> await(measuredToo);
        interact(model::primary);
        until(() -> queue.state().running().isPresent());
        assertThat(queue.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("hold it"));
        until(() -> primary().getText().equals("Hold the queue after this item"));
        interact(primary()::fire);
        until(() -> primary().getText().equals("Go on after this item"));
        measuredToo.countDown();
        until(() -> measured().size() == 1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tenThousandItemsAreShownByFewRowsAndAMoveReplacesTheListOnce() throws Exception {
        List<QueueItem> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(
                    QueueItem.of(
                            recipe("Ni XANES"),
                            "S" + i,
                            Instant.EPOCH,
                            "anna",
                            Optional.of(new Estimate(121, Duration.ofSeconds(60)))));
        }
        queue.apply(_ -> new QueueCommand.Add(many));
        until(() -> rows().size() == 10_000);
        assertThat(lookup(".queue-cell").queryAll()).hasSizeLessThan(100);
        int[] changes = {0};
        interact(() ->
                list().getItems()
                        .addListener(
                                (javafx.collections.ListChangeListener<QueueItem>)
                                        _ -> changes[0]++));
        choose(9_999);
        push(KeyCode.ALT, KeyCode.UP);
        until(() -> samples().get(9_998).equals("S9999"));
        assertThat(changes[0]).isLessThanOrEqualTo(2);
        assertThat(list().getSelectionModel().getSelectedIndices()).containsExactly(9_998);
    }

    /// Puts an item of each of these places of the puck `P1` into the queue, named after it.
    private void addOfPuck(String... positions) throws Exception {
        for (String position : positions) {
            QueueItem item =
                    QueueItem.of(
                            recipe("Ni XANES"),
                            "S" + position,
                            Instant.EPOCH,
                            "anna",
                            Optional.of(new Estimate(121, Duration.ofSeconds(60))));
            queue.apply(_ ->
                    new QueueCommand.Add(
                            List.of(item.of(new SampleRef("id-" + position, "P1", position)))));
        }
        until(() -> rows().size() == positions.length);
    }

    private static final class Around implements QueueSurroundings {
        final List<String> shown = new ArrayList<>();
        List<String> recourses = List.of();

        @Override
        public void showSample(SampleRef sample) {
            shown.add(sample.place());
        }

        @Override
        public List<String> recourses(QueueItem failed) {
            return recourses;
        }

        @Override
        public void showChanger() {
            shown.add("changer");
        }

        @Override
        public void showProduct(java.net.URI product) {
            shown.add(product.toString());
        }
    }

    private record Pucks() implements MountPlaces {
        @Override
        public Place mounted() {
            return new Place.Position(1, 1);
        }

        @Override
        public Optional<Place> prepared() {
            return Optional.empty();
        }

        @Override
        public Optional<Place> place(SampleRef sample) {
            return Place.of(sample.tray() + "-" + sample.position());
        }
    }

    @Test
    void orderForTheSampleChangerIsShownAppliedAndTakenBackAsAWhole() throws Exception {
        queue.mountedFrom(Pucks::new);
        addOfPuck("2", "1", "2", "1");
        Button order = lookup("#queue-mount-order").queryButton();
        until(order::isVisible);
        interact(order::fire);
        until(() -> lookup("#queue-use-order").tryQuery().isPresent());
        assertThat(lookup("Saves 3 of 4 exchanges of samples: 2 items move.").tryQuery())
                .isPresent();
        assertThat(rows()).hasSize(4);
        assertThat(samples()).as("nothing is done yet").containsExactly("S2", "S1", "S2", "S1");
        interact(() -> lookup("#queue-use-order").queryAs(Button.class).fire());
        until(() -> samples().equals(List.of("S1", "S1", "S2", "S2")));
        interact(() -> QueueView.run(model.edits().undo()));
        until(() -> samples().equals(List.of("S2", "S1", "S2", "S1")));
    }

    @Test
    void placesLeadToTheSampleAndAFailureToWhatHelps() throws Exception {
        Around around = new Around();
        interact(() -> model.standIn(around));
        addOfPuck("7");
        until(() ->
                lookup(".button.queue-place").queryAllAs(Button.class).stream()
                        .anyMatch(b -> b.getText().equals("P1 7")));
        interact(() ->
                lookup(".button.queue-place").queryAllAs(Button.class).stream()
                        .filter(b -> b.getText().equals("P1 7"))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        assertThat(around.shown).containsExactly("P1 7");

        around.recourses = List.of("see that its way is free, then recover it");
        work =
                _ -> {
                    throw new IllegalStateException("robot: it is stopped");
                };
        interact(primary()::fire);
        until(() -> model.pictureProperty().get().failed() == 1);
        choose(0);
        until(() -> lookup("see that its way is free, then recover it").tryQuery().isPresent());
        interact(() -> lookup("#queue-to-changer").queryButton().fire());
        assertThat(around.shown).containsExactly("P1 7", "changer");
        interact(() ->
                lookup(".button.queue-sample").queryAllAs(Button.class).stream()
                        .filter(b -> b.getText().equals("S7"))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        assertThat(around.shown).containsExactly("P1 7", "changer", "P1 7");
        interact(() -> model.selectSample("id-7"));
        assertThat(model.selectedProperty().get()).hasSize(1);
    }

    @Test
    void itemThatIsMeasuredIsLookedAtWhenNoneIsChosen() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        work = _ -> await(go);
        add("Ni XANES", "Foil check");
        interact(primary()::fire);
        until(() -> queue.state().running().isPresent());
        until(() -> model.looked().map(QueueItem::title).equals(Optional.of("Ni XANES")));
        until(() -> model.inspectionProperty().get() instanceof Inspection.Checked);
        go.countDown();
        until(() -> measured().size() == 2);
        until(() -> model.inspectionProperty().get() instanceof Inspection.None);
    }

    @Test
    void queueOfAnotherProcessIsShownWithWhoHasItAndOpenedWhenItIsFree() throws Exception {
        add("Ni XANES");
        try (DeskQueue second = DeskQueue.open(folder, engine, bench, scheduler, () -> "ben")) {
            assertThat(second.elsewhere())
                    .hasValueSatisfying(why -> assertThat(why).contains("in use by"));
            assertThat(second.state().items()).hasSize(1);
            assertThat(second.enqueue(recipe("Foil check"))).failsWithin(Duration.ofSeconds(20));
            assertThat(DurableQueue.look(folder).items()).hasSize(1);
            queue.close();
            second.open();
            assertThat(second.elsewhere()).isEmpty();
        }
    }
}
