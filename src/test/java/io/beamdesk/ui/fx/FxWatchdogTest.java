package io.beamdesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FxWatchdogTest {
    private final AtomicLong now = new AtomicLong();
    private final Deque<Runnable> fx = new ArrayDeque<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.beamdesk.Desk");
    private Level before = Level.WARN;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final FxWatchdog watchdog =
            new FxWatchdog(
                    fx::add,
                    now::get,
                    () ->
                            new StackTraceElement[] {
                                new StackTraceElement("java.io.File", "list", "File.java", 7),
                                new StackTraceElement(
                                        "io.beamdesk.ui.data.Tree", "read", "Tree.java", 12)
                            });

    @BeforeEach
    void listen() {
        log.start();
        before = logger.getLevel();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setLevel(before);
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
        watchdog.look();
    }

    @Test
    void threadThatAnswersIsNotSpokenOf() {
        for (int i = 0; i < 10; i++) {
            after(Duration.ofMillis(500));
            while (!fx.isEmpty()) {
                fx.poll().run();
            }
        }
        assertThat(log.list).isEmpty();
    }

    @Test
    void blockOverASecondIsToldOnceWithItsStackAndItsEndWithItsDuration() {
        after(Duration.ZERO);
        after(Duration.ofMillis(900));
        assertThat(log.list).isEmpty();
        after(Duration.ofMillis(200));
        after(Duration.ofMillis(500));
        assertThat(log.list).hasSize(1);
        assertThat(log.list.getFirst().getFormattedMessage())
                .contains("ui.data.Tree.read")
                .contains("a run is not affected");
        assertThat(log.list.getFirst().getThrowableProxy().getStackTraceElementProxyArray())
                .hasSize(2);
        now.addAndGet(Duration.ofMillis(1400).toNanos());
        fx.poll().run();
        assertThat(log.list.getLast().getFormattedMessage())
                .isEqualTo(
                        "The window answers again after 3.0 s; what was pressed meanwhile is done now");
    }

    @Test
    void threadThatHasEndedIsNotSpokenOf() {
        FxWatchdog ended = new FxWatchdog(fx::add, now::get, () -> new StackTraceElement[0]);
        ended.look();
        for (int i = 0; i < 10; i++) {
            now.addAndGet(Duration.ofMillis(500).toNanos());
            ended.look();
        }
        assertThat(log.list).isEmpty();
    }

    @Test
    void computerThatSleptOrStoodStillIsNoBlockedWindow() {
        after(Duration.ZERO);
        after(Duration.ofHours(8));
        fx.poll().run();
        after(Duration.ofMillis(500));
        after(Duration.ofSeconds(3));
        after(Duration.ofMillis(500));
        assertThat(log.list).isEmpty();
    }

    @Test
    void windowThatDoesNotAnswerAfterwardsIsToldWithTheTimeThatItHadToAnswer() {
        after(Duration.ZERO);
        after(Duration.ofHours(8));
        after(Duration.ofMillis(500));
        assertThat(log.list).isEmpty();
        after(Duration.ofMillis(500));
        assertThat(log.list).hasSize(1);
        after(Duration.ofHours(1));
        after(Duration.ofMillis(500));
        fx.poll().run();
        assertThat(log.list.getLast().getFormattedMessage()).contains("after 1.5 s;");
    }
}
