package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Scheduler;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.plan.PlanException;
import io.beamdesk.plan.RunContext;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueState;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.queue.WorkBench;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleProduct;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Transition;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayTypes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a queue that measures on a real engine makes of the samples that it is about.
class SampleLivesTest {
    private static final List<String> PLACES = List.of("A1-1", "A2-1");

    @TempDir private Path folder;

    private final WorkBench bench = new WorkBench(3);
    private final Scheduler scheduler = bench.scheduler();
    private final RunEngine engine = bench.engine();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile Consumer<RunContext> work = _ -> {};
    private volatile String refusal = "";
    private SampleStore store;
    private DeskQueue queue;
    private SampleLives lives;

    @BeforeEach
    void open() {
        bench.beginning(_ -> {
            if (!refusal.isEmpty()) {
                throw new IllegalArgumentException(refusal);
            }
        });
        bench.work((job, run) -> {
            job.opened().accept(product(job.origin().orElseThrow().position()));
            work.accept(run);
        });
        store = SampleStore.open(folder.resolve("samples.db"), TrayTypes.shipped(), scheduler);
        store.apply(Edit.add(Tray.of("P", "96-2")), "anna");
        store.apply(Edit.add(PLACES.stream().map(p -> Sample.of("P", p, p)).toList()), "anna");
        queue = open("queue");
        lives = followed(queue);
    }

    private DeskQueue open(String name) {
        return DeskQueue.open(folder.resolve(name), engine, bench, scheduler, () -> "anna");
    }

    private SampleLives followed(DeskQueue some) {
        SampleLives followed = new SampleLives(store, () -> "anna", _ -> OptionalDouble.empty());
        var _ = followed.follow(some);
        return followed;
    }

    @AfterEach
    void close() {
        end.complete(null);
        bench.close();
        queue.close();
        lives.close();
        store.close();
        bench.putAway();
    }

    private static URI product(String position) {
        return URI.create("file:///data/" + position + ".h5");
    }

    private SampleCard card(String position) {
        return store.sample("P", position).orElseThrow();
    }

    private SampleState state(String position) {
        lives.settle();
        return card(position).state();
    }

    private List<SampleState> life(String position) {
        lives.settle();
        return store.history(card(position).sample().id()).stream().map(Transition::to).toList();
    }

    private String lastReason(String position) {
        return store.history(card(position).sample().id()).getLast().why();
    }

    private void enqueue(String... positions) throws Exception {
        enqueue(
                """
                {"technique": "step-scan", "version": 1, "name": "Ni",
                 "axis": {"device": "x", "from": -3, "to": 3, "points": 7},
                 "detectors": [], "read": ["y"], "exposure": 1}
                """,
                List.of(positions));
    }

    private void enqueue(String recipe, List<String> positions) throws Exception {
        Map<SampleRef, String> names = new LinkedHashMap<>();
        for (String p : positions) {
            names.put(new SampleRef(card(p).sample().id(), "P", p), p);
        }
        queue.enqueue(RecipeFile.of(RecipeFile.json(recipe)), names).get(20, TimeUnit.SECONDS);
    }

    private void until(BooleanSupplier condition) throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        Runnable look =
                () -> {
                    if (condition.getAsBoolean()) {
                        reached.complete(null);
                    }
                };
        Subscription watch = queue.watch(look);
        look.run();
        reached.get(20, TimeUnit.SECONDS);
        watch.close();
    }

    private void run(int runs) throws Exception {
        queue.start();
        until(() ->
                queue.state().recent().size() == runs
                        && queue.status().activity() == Activity.STOPPED);
    }

    /// Starts and waits until the first one is being measured, which does not end by itself.
    private void begin() throws Exception {
        work =
                _ -> {
                    begun.complete(null);
                    end.join();
                };
        queue.start();
        begun.get(20, TimeUnit.SECONDS);
        until(() -> queue.state().running().stream().anyMatch(r -> !r.products().isEmpty()));
    }

    @Test
    void submittedSamplesAreQueuedAndAgainWhatTheyWereWhenTakenOut() throws Exception {
        enqueue("A1-1", "A2-1");
        assertThat(state("A1-1")).isEqualTo(SampleState.QUEUED);
        assertThat(card("A1-1").queued()).isEqualTo(1);
        queue.apply(now -> new QueueCommand.Remove(List.of(now.items().getFirst().id())));
        assertThat(state("A1-1")).isEqualTo(SampleState.DEFINED);
        assertThat(card("A1-1").queued()).isZero();
        assertThat(state("A2-1")).isEqualTo(SampleState.QUEUED);
        queue.apply(_ -> new QueueCommand.Undo());
        assertThat(state("A1-1")).isEqualTo(SampleState.QUEUED);
    }

    @Test
    void sampleOfAnItemThatIsRefusedBeforeItBeginsStaysQueued() throws Exception {
        enqueue("A1-1");
        refusal = "the stage is not where it was";
        queue.start();
        until(() ->
                !queue.state().items().isEmpty()
                        && !queue.state().items().getFirst().trouble().isEmpty()
                        && queue.status().activity() == Activity.STOPPED);
        assertThat(state("A1-1")).isEqualTo(SampleState.QUEUED);
        assertThat(card("A1-1").queued()).isEqualTo(1);
        refusal = "";
        queue.apply(now -> new QueueCommand.Retry(List.of(now.items().getFirst().id())));
        run(1);
        assertThat(state("A1-1")).isEqualTo(SampleState.MEASURED);
    }

    @Test
    void measuredSamplesLeadToTheirProducts() throws Exception {
        enqueue("A1-1", "A2-1");
        run(2);
        for (String place : PLACES) {
            assertThat(life(place))
                    .containsExactly(
                            SampleState.DEFINED,
                            SampleState.QUEUED,
                            SampleState.MEASURING,
                            SampleState.MEASURED);
            assertThat(card(place).queued()).isZero();
            assertThat(store.products(card(place).sample().id()))
                    .extracting(SampleProduct::product)
                    .containsExactly(product(place));
        }
    }

    @Test
    void sampleIsMeasuringAndItsProductKnownWhileTheRunGoes() throws Exception {
        enqueue("A1-1", "A2-1");
        begin();
        assertThat(state("A1-1")).isEqualTo(SampleState.MEASURING);
        assertThat(card("A1-1").products()).isEqualTo(1);
        assertThat(state("A2-1")).isEqualTo(SampleState.QUEUED);
    }

    @Test
    void failedSampleSaysWhyAndTheOthersGoOn() throws Exception {
        work =
                _ -> {
                    if (queue.state().running().orElseThrow().item().sample().equals("A1-1")) {
                        throw new PlanException("the gripper is empty; look at P1-3");
                    }
                };
        queue.apply(_ -> new QueueCommand.GoOn(true));
        enqueue("A1-1", "A2-1");
        run(2);
        assertThat(state("A1-1")).isEqualTo(SampleState.FAILED);
        assertThat(lastReason("A1-1")).isEqualTo("the gripper is empty; look at P1-3");
        assertThat(state("A2-1")).isEqualTo(SampleState.MEASURED);
    }

    @Test
    void screeningWithoutAScoreHasFailedAndSaysWhatToDo() throws Exception {
        enqueue(
                """
                {"technique": "screening", "version": 1, "name": "Screening", "camera": "c",
                 "snapshot_exposure": 1, "counts": 3, "exposure": 1}
                """,
                List.of("A1-1"));
        run(1);
        assertThat(state("A1-1")).isEqualTo(SampleState.FAILED);
        assertThat(lastReason("A1-1"))
                .isEqualTo("the screening ended before it had a score; screen it again");
        assertThat(card("A1-1").scores()).isEmpty();
    }

    @Test
    void retriedSampleIsMeasuredAfterItFailed() throws Exception {
        work =
                _ -> {
                    throw new PlanException("i0 is gone; look at the shutter");
                };
        enqueue("A1-1");
        run(1);
        assertThat(state("A1-1")).isEqualTo(SampleState.FAILED);
        work = _ -> {};
        queue.apply(now -> new QueueCommand.Retry(List.of(now.items().getFirst().id())));
        run(2);
        assertThat(state("A1-1")).isEqualTo(SampleState.MEASURED);
        assertThat(card("A1-1").queued()).isZero();
    }

    @Test
    void abortedSampleIsInTheQueueAgain() throws Exception {
        work =
                run -> {
                    engine.abort("enough");
                    run.sleep(Duration.ofHours(1));
                };
        enqueue("A1-1");
        run(1);
        assertThat(state("A1-1")).isEqualTo(SampleState.QUEUED);
        assertThat(lastReason("A1-1")).contains("enough");
        assertThat(card("A1-1").queued()).isEqualTo(1);
    }

    @Test
    void whatEndedWhileNobodyFollowedIsMadeUpFor() throws Exception {
        enqueue("A1-1", "A2-1");
        begin();
        lives.settle();
        lives.close();
        end.complete(null);
        until(() ->
                queue.state().recent().size() == 2
                        && queue.status().activity() == Activity.STOPPED);
        assertThat(card("A1-1").state()).isEqualTo(SampleState.MEASURING);
        lives = followed(queue);
        assertThat(state("A1-1")).isEqualTo(SampleState.MEASURED);
        assertThat(card("A1-1").queued()).isZero();
        // Nobody has seen it begin.
        assertThat(state("A2-1")).isEqualTo(SampleState.MEASURED);
        assertThat(life("A2-1")).endsWith(SampleState.MEASURING, SampleState.MEASURED);
    }

    @Test
    void sampleThatFailedWhileNobodyFollowedHasFailedAlthoughItsItemIsInTheQueue()
            throws Exception {
        work =
                _ -> {
                    throw new PlanException("i0 is gone; look at the shutter");
                };
        lives.settle();
        lives.close();
        enqueue("A1-1");
        run(1);
        lives = followed(queue);
        assertThat(state("A1-1")).isEqualTo(SampleState.FAILED);
        assertThat(lastReason("A1-1")).isEqualTo("i0 is gone; look at the shutter");
        assertThat(card("A1-1").queued()).isOne();
    }

    @Test
    void whatIsKnownAlreadyIsNotMadeUpForAgain() throws Exception {
        work =
                _ -> {
                    throw new PlanException("i0 is gone; look at the shutter");
                };
        enqueue("A1-1");
        run(1);
        queue.apply(now -> new QueueCommand.Remove(List.of(now.items().getFirst().id())));
        enqueue("A1-1");
        List<SampleState> before = life("A1-1");
        assertThat(before).endsWith(SampleState.FAILED, SampleState.QUEUED);
        lives.close();
        lives = followed(queue);
        assertThat(life("A1-1")).isEqualTo(before);
    }

    @Test
    void sampleThatWasMeasuredWhenTheProgramEndedIsInTheQueueAgain() throws Exception {
        enqueue("A1-1", "A2-1");
        begin();
        lives.settle();
        // What a killed process leaves behind.
        Files.createDirectories(folder.resolve("left"));
        try (Stream<Path> files = Files.list(folder.resolve("queue"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".journal")).toList()) {
                Files.copy(file, folder.resolve("left").resolve(file.getFileName()));
            }
        }
        lives.close();
        DeskQueue next = open("left");
        QueueState left = next.state();
        assertThat(left.recent()).hasSize(1);
        lives = followed(next);
        assertThat(state("A1-1")).isEqualTo(SampleState.QUEUED);
        assertThat(card("A1-1").queued()).isEqualTo(1);
        assertThat(card("A1-1").products()).isEqualTo(1);
        assertThat(lastReason("A1-1")).isNotEmpty();
        assertThat(state("A2-1")).isEqualTo(SampleState.QUEUED);
        next.close();
    }
}
