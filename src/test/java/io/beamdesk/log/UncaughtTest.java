package io.beamdesk.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UncaughtTest {
    private final AtomicLong now = new AtomicLong();
    private final Uncaught uncaught = new Uncaught(now::get);
    private final List<String> told = new ArrayList<>();

    private static RuntimeException from(String type) {
        RuntimeException failure = new IllegalStateException("no such row");
        failure.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("java.util.ArrayList", "get", "ArrayList.java", 1),
                    new StackTraceElement("io.beamdesk.ui.fx.Pulse", "deliver", "Pulse.java", 1),
                    new StackTraceElement(type, "show", "X.java", 1)
                });
        return failure;
    }

    private void fail(Throwable failure) {
        uncaught.uncaughtException(Thread.currentThread(), failure);
    }

    @Test
    void sentenceSaysWhatIsAffectedWhyAndWhatTheRunDoes() {
        var _ = uncaught.watch(told::add);
        uncaught.runFrom(() -> "The run Map goes on.");
        fail(from("io.beamdesk.ui.samples.TrayCanvas"));
        assertThat(told)
                .containsExactly(
                        "Something unforeseen failed and affects the pane Samples, which may not be up to"
                                + " date: IllegalStateException: no such row. The run Map goes on.");
    }

    @Test
    void paneInViewIsNamedWhereTheCodeDoesNotSay() {
        var _ = uncaught.watch(told::add);
        uncaught.inViewFrom(() -> "Data");
        fail(from("java.lang.Thread"));
        assertThat(told.getFirst()).contains("affects the pane Data");
    }

    @Test
    void sameFailureIsCountedAndNotToldSixtyTimesASecond() {
        var _ = uncaught.watch(told::add);
        Throwable failure = from("io.beamdesk.pv.ca.CaChannel");
        for (int i = 0; i < 60; i++) {
            fail(failure);
        }
        assertThat(told).hasSize(1);
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        fail(failure);
        assertThat(told).hasSize(2);
        assertThat(told.getLast()).contains("59 times more").contains("process variables");
    }

    @Test
    void secretOfAFailureIsNotTold() {
        var _ = uncaught.watch(told::add);
        fail(new IllegalStateException("password=hunter2"));
        assertThat(told.getFirst()).doesNotContain("hunter2");
    }

    @Test
    void watcherThatFailsKeepsItFromNobodyElse() {
        var _ =
                uncaught.watch(_ -> {
                    throw new IllegalStateException("closed");
                });
        var _ = uncaught.watch(told::add);
        fail(new IllegalStateException("first"));
        assertThat(told).hasSize(1);
    }
}
