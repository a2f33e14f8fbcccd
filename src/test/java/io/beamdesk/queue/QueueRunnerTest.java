package io.beamdesk.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Scheduler;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.Problem;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.plan.PlanException;
import io.beamdesk.plan.RunContext;
import io.beamdesk.queue.HistoryEntry.Result;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.sample.SampleRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueRunnerTest {
    @TempDir private Path folder;

    private final WorkBench bench = new WorkBench(3);
    private final Scheduler scheduler = bench.scheduler();
    private final RunEngine engine = bench.engine();
    private final List<String> measured = new CopyOnWriteArrayList<>();
    private final List<String> nexts = new CopyOnWriteArrayList<>();
    private volatile Consumer<RunContext> work = _ -> {};
    private DurableQueue queue;
    private QueueRunner runner;

    @BeforeEach
    void open() {
        bench.beginning(job -> {
            nexts.add(job.next().map(SampleRef::position).orElse(""));
            // What runs is on the disk before it begins.
            assertThat(DurableQueue.look(folder).running().orElseThrow().item().id())
                    .isEqualTo(job.item());
        });
        bench.work((job, run) -> {
            String sample = job.recipe().sample();
            job.opened().accept(URI.create("file:///data/" + sample + ".h5"));
            measured.add(sample);
            work.accept(run);
        });
        queue = DurableQueue.open(folder, scheduler);
        runner = new QueueRunner(queue, engine, bench, scheduler, () -> "anna");
        runner.open();
    }

    @AfterEach
    void close() {
        bench.close();
        runner.close();
        queue.close();
        bench.putAway();
    }

    private void add(int count) {
        queue.apply(new QueueCommand.Add(Items.items(count)));
    }

    private String id(int index) {
        return queue.state().items().get(index).id();
    }

    private void until(Predicate<QueueState> condition) throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        try (var _ =
                queue.watch(state -> {
                    if (condition.test(state)) {
                        reached.complete(null);
                    }
                })) {
            reached.get(20, TimeUnit.SECONDS);
        }
        runner.settle();
    }

    private void untilEngine(EngineState wanted) throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        try (var _ =
                engine.watch(status -> {
                    if (status.state() == wanted) {
                        reached.complete(null);
                    }
                })) {
            reached.get(20, TimeUnit.SECONDS);
        }
    }

    private void untilRuns(int runs) throws Exception {
        until(state -> state.recent().size() == runs);
    }

    @Test
    void itemsAreMeasuredInOrderAndKeptInTheHistory() throws Exception {
        add(3);
        queue.apply(new QueueCommand.Skip(List.of(id(1)), true));
        assertThat(runner.status().activity()).isEqualTo(Activity.STOPPED);
        runner.start();
        untilRuns(2);
        assertThat(measured).containsExactly("S0", "S2");
        assertThat(Items.samples(queue.state())).containsExactly("S1");
        HistoryEntry first = queue.state().recent().getFirst();
        assertThat(first.result()).isEqualTo(Result.SUCCESS);
        assertThat(first.by()).isEqualTo("anna");
        assertThat(runner.status().message()).isEqualTo("All items are done");
    }

    @Test
    void sampleOfTheNextTurnIsNamedUnlessTheQueueStopsBeforeIt() throws Exception {
        queue.apply(
                new QueueCommand.Add(
                        List.of(
                                Items.of("S0", "1"),
                                Items.of("S1", "2"),
                                Items.of("S2", "3"),
                                Items.of("S3", "4"))));
        queue.apply(new QueueCommand.Skip(List.of(id(1)), true));
        queue.apply(new QueueCommand.PauseAfter(List.of(id(2)), true));
        runner.start();
        untilRuns(2);
        assertThat(nexts)
                .as("the one skipped is not, nor the one behind the pause")
                .containsExactly("3", "");
        runner.start();
        untilRuns(3);
        assertThat(nexts).as("none is left").containsExactly("3", "", "");
    }

    private void failing(String... samples) {
        work =
                _ -> {
                    if (List.of(samples).contains(measured.getLast())) {
                        throw new PlanException("i0 is gone; look at the shutter");
                    }
                };
    }

    @Test
    void queueThatGoesOnLeavesWhatFailedInFrontUntilItIsRetried() throws Exception {
        queue.apply(new QueueCommand.GoOn(true));
        add(4);
        failing("S0", "S2");
        runner.start();
        assertThat(runner.untilStopped().get(20, TimeUnit.SECONDS))
                .isEqualTo("All items are done but 2 that failed");
        assertThat(measured).containsExactly("S0", "S1", "S2", "S3");
        assertThat(Items.samples(queue.state())).containsExactly("S2", "S0");
        assertThat(queue.state().items())
                .allMatch(item -> item.trouble().equals("i0 is gone; look at the shutter"));
        assertThat(queue.state().recent())
                .extracting(HistoryEntry::result)
                .containsExactly(Result.FAILED, Result.SUCCESS, Result.FAILED, Result.SUCCESS);

        Schedule schedule = Schedule.of(queue.state(), engine.status(), Items.NOON);
        assertThat(schedule.times()).allMatch(slot -> slot.starts().isEmpty());

        failing();
        queue.apply(new QueueCommand.Retry(List.of(id(1))));
        runner.start();
        assertThat(runner.untilStopped().get(20, TimeUnit.SECONDS))
                .isEqualTo("All items are done but 1 that failed");
        assertThat(measured).endsWith("S0").hasSize(5);
    }

    @Test
    void queueThatGoesOnPassesOverWhatCannotBeRun() throws Exception {
        queue.apply(new QueueCommand.GoOn(true));
        add(1);
        bench.problems(List.of(new Problem("x", "x: 30 mm above 25 mm; choose another position")));
        runner.start();
        assertThat(runner.untilStopped().get(20, TimeUnit.SECONDS))
                .isEqualTo("All items are done but 1 that failed");
        assertThat(queue.state().items().getFirst().trouble()).startsWith("x: 30 mm above");
        assertThat(measured).isEmpty();
    }

    @Test
    void queueThatGoesOnStopsWhenOneAfterTheOtherFails() throws Exception {
        queue.apply(new QueueCommand.GoOn(true));
        add(5);
        failing("S0", "S1", "S2", "S3", "S4");
        runner.start();
        assertThat(runner.untilStopped().get(20, TimeUnit.SECONDS))
                .contains("i0 is gone")
                .endsWith("; 3 items failed one after the other");
        assertThat(measured).containsExactly("S0", "S1", "S2");
    }

    @Test
    void queueThatGoesOnStopsWhereAPersonAborts() throws Exception {
        queue.apply(new QueueCommand.GoOn(true));
        add(2);
        work =
                run -> {
                    engine.abort("enough");
                    run.sleep(Duration.ofHours(1));
                };
        runner.start();
        assertThat(runner.untilStopped().get(20, TimeUnit.SECONDS)).contains("enough");
        assertThat(measured).containsExactly("S0");
    }

    @Test
    void queueThatIsSaidToHaveStoppedHasNothingUnderWay() throws Exception {
        add(1);
        failing("S0");
        runner.start();
        QueueState then =
                runner.untilStopped().thenApply(_ -> queue.state()).get(20, TimeUnit.SECONDS);
        assertThat(then.running()).isEmpty();
        assertThat(then.recent()).hasSize(1);
        assertThat(Items.samples(then)).containsExactly("S0");
    }

    @Test
    void failedItemReturnsToTheFrontWithItsReasonAndTheQueueStops() throws Exception {
        add(2);
        work =
                _ -> {
                    throw new IllegalStateException("i0: no counts");
                };
        runner.start();
        untilRuns(1);
        assertThat(Items.samples(queue.state())).containsExactly("S0", "S1");
        assertThat(queue.state().items().getFirst().trouble()).contains("i0: no counts");
        assertThat(runner.status().activity()).isEqualTo(Activity.STOPPED);
        assertThat(runner.status().message()).contains("S0").contains("i0: no counts");
        runner.start();
        runner.settle();
        assertThat(measured).containsExactly("S0");

        work = _ -> {};
        queue.apply(new QueueCommand.Retry(List.of(id(0))));
        runner.start();
        untilRuns(3);
        assertThat(measured).containsExactly("S0", "S0", "S1");
    }

    @Test
    void itemWithProblemsIsNotBegun() throws Exception {
        bench.problems(List.of(new Problem("x", "x: 12 mm above 10 mm")));
        add(1);
        runner.start();
        until(state -> state.items().getFirst().state() == QueueItem.State.FAILED);
        assertThat(queue.state().items().getFirst().trouble()).isEqualTo("x: 12 mm above 10 mm");
        assertThat(measured).isEmpty();
        assertThat(queue.state().recent()).isEmpty();
    }

    @Test
    void pauseOfTheEngineIsThePauseOfTheQueue() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        work =
                run -> {
                    while (!end.isDone()) {
                        run.step(() -> run.sleep(Duration.ofMillis(1)));
                    }
                };
        add(2);
        runner.start();
        until(state -> state.running().stream().anyMatch(r -> !r.products().isEmpty()));
        assertThat(runner.status().activity()).isEqualTo(Activity.RUNNING);
        engine.pauseAtStep();
        untilEngine(EngineState.PAUSED);
        assertThat(runner.status().activity()).isEqualTo(Activity.PAUSED);
        assertThat(Schedule.of(queue.state(), engine.status(), scheduler.instant()).earliest())
                .isTrue();
        runner.stopAfterThis();
        engine.resume();
        end.complete(null);
        untilRuns(1);
        assertThat(measured).containsExactly("S0");
        assertThat(runner.status().activity()).isEqualTo(Activity.STOPPED);
        assertThat(runner.status().message()).isEqualTo("Stopped after S0 · Ni XANES by a person");
    }

    @Test
    void autostartWaitsForItemsAndForApproval() throws Exception {
        queue.apply(new QueueCommand.Autostart(true));
        runner.settle();
        assertThat(runner.status().activity()).isEqualTo(Activity.WAITING);
        add(1);
        untilRuns(1);
        QueueItem asked = Items.asking("A");
        queue.apply(new QueueCommand.Add(List.of(asked)));
        runner.settle();
        assertThat(runner.status().message()).isEqualTo("A · Ni XANES waits for approval");
        queue.apply(new QueueCommand.Approve(List.of(asked.id()), "carla"));
        untilRuns(2);
        assertThat(measured).containsExactly("S0", "A");
    }

    @Test
    void queueStopsAfterAnItemThatAsksForItAndLoopsOneThatIsToRepeat() throws Exception {
        add(2);
        queue.apply(new QueueCommand.PauseAfter(List.of(id(0)), true));
        queue.apply(new QueueCommand.Loop(List.of(id(0)), true));
        runner.start();
        untilRuns(1);
        assertThat(Items.samples(queue.state())).containsExactly("S1", "S0");
        assertThat(runner.status().message()).isEqualTo("Pause after S0 · Ni XANES");
        assertThat(measured).containsExactly("S0");
    }

    @Test
    void scheduleAddsUpAndSaysWhenSomebodyIsWaitedFor() {
        add(4);
        queue.apply(new QueueCommand.Skip(List.of(id(1)), true));
        queue.apply(new QueueCommand.RequireApproval(List.of(id(3))));
        Schedule schedule = Schedule.of(queue.state(), engine.status(), Items.NOON);
        assertThat(schedule.times().get(1).starts()).isEmpty();
        assertThat(schedule.times().get(2).starts()).contains(Items.NOON.plusSeconds(60));
        assertThat(schedule.times().get(2).earliest()).isFalse();
        assertThat(schedule.ends()).contains(Items.NOON.plusSeconds(180));
        assertThat(schedule.earliest()).isTrue();
    }

    @Test
    void exportedTextsAreNoFormulas() {
        HistoryEntry entry = Items.entry(Items.of("=1+2, \"x\"", "A9-1"), Result.FAILED);
        String csv = HistoryExport.csv(List.of(entry));
        assertThat(csv.lines().skip(1).findFirst().orElseThrow())
                .startsWith("2026-03-01T12:00:00Z,2026-03-01T12:01:02Z,62.0,")
                .contains(
                        ",\"'=1+2, \"\"x\"\"\",PLT-1 A9-1,Ni XANES,failed,i0 is gone,7,file:///data");
        assertThat(HistoryExport.json(List.of(entry))).contains("\"result\": \"failed\"");
    }

    @Test
    void sampleOfATrayIsKeptInTheItemItsCopyAndItsRuns() {
        QueueItem item = Items.of("cat-5", "A9-1");
        queue.apply(new QueueCommand.Add(List.of(item)));
        assertThat(QueueJson.item(QueueJson.of(item))).isEqualTo(item);
        HistoryEntry entry = Items.entry(item, Result.SUCCESS);
        assertThat(QueueJson.entry(QueueJson.of(entry))).isEqualTo(entry);
        assertThat(entry.origin()).isEqualTo(item.origin());
        queue.apply(QueueCommand.Duplicate.of(List.of(item.id()), Items.NOON, "ben"));
        assertThat(queue.state().items()).allSatisfy(i -> assertThat(i.origin()).isPresent());
        queue.apply(
                new QueueCommand.Edit(
                        item.id(), Items.recipe("Foil"), "another", Optional.empty()));
        assertThat(queue.state().item(item.id()).orElseThrow().origin()).isEmpty();
    }
}
