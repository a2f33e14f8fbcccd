package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.document.Event;
import io.beamdesk.document.RunStop.ExitStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SlowDiskTest {
    private static void await(RunEngine engine, Predicate<EngineStatus> condition)
            throws Exception {
        CompletableFuture<Void> met = new CompletableFuture<>();
        try (var _ =
                engine.watch(status -> {
                    if (condition.test(status)) {
                        met.complete(null);
                    }
                })) {
            met.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void runDoesNotWaitForTheDiskWhileThereIsRoomInTheBuffer() throws Exception {
        try (Bench bench = new Bench()) {
            bench.disk = new CountDownLatch(1);
            CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(50)));
            await(bench.engine, status -> status.points() == 50);
            assertThat(bench.documents).as("nothing is written yet").isEmpty();
            bench.disk.countDown();
            assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        }
    }

    @Test
    void runThatWaitsForTheDiskSaysSoAndLosesNothing() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(DocumentBus.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        Level before = log.getLevel();
        log.setLevel(Level.WARN);
        log.setAdditive(false);
        try (Bench bench = new Bench(2000)) {
            bench.disk = new CountDownLatch(1);
            CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(50)));
            await(
                    bench.engine,
                    status ->
                            status.state() == EngineState.RUNNING
                                    && status.message().equals("waiting for the disk"));
            bench.disk.countDown();
            assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
            assertThat(bench.bus.isWaiting()).isFalse();
            // 50 points and the two rows of the baseline.
            assertThat(bench.documents(Event.class)).hasSize(52);
        } finally {
            log.detachAppender(lines);
            log.setLevel(before);
            log.setAdditive(true);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.startsWith("The run waits for the disk"))
                .as("once a run")
                .hasSize(1);
    }
}
