package io.beamdesk.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ErrandsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.beamdesk.Samples");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Errands errands = new Errands(Runnable::run, Runnable::run);
    private Level before = Level.WARN;

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

    private void refused(String why) {
        var _ =
                errands.ask(() -> {
                    throw new IllegalStateException(why);
                });
    }

    @Test
    void refusalThatStandsThereAlreadyIsNotLoggedEverySecond() {
        for (int i = 0; i < 100; i++) {
            refused("samples.db is damaged");
        }
        refused("the disk is full");
        refused("samples.db is damaged");
        assertThat(log.list).hasSize(3);
        assertThat(errands.messageProperty().get()).isEqualTo("samples.db is damaged");
    }
}
