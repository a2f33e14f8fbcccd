package io.beamdesk.ui.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pulse;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class LogViewModelTest {
    private final Pulse pulse =
            new Pulse(Runnable::run, (_, task) -> task.run(), () -> 0, Duration.ZERO);
    private final LogViewModel log = new LogViewModel(pulse, 3);

    @Test
    void addKeepsTheNewestAsManyAsFit() {
        for (int i = 1; i <= 5; i++) {
            add(LogEntry.Level.NOTE, "entry " + i);
        }
        assertThat(log.entries())
                .extracting(LogEntry::message)
                .containsExactly("entry 3", "entry 4", "entry 5");
        assertThat(log.lastProperty().get()).extracting(LogEntry::message).isEqualTo("entry 5");
    }

    @Test
    void filterByWordsAndLevelLeavesTheEntriesAlone() {
        add(LogEntry.Level.NOTE, "moved");
        add(LogEntry.Level.ERROR, "lost");
        log.leastProperty().set(LogEntry.Level.WARNING);
        assertThat(log.filtered()).extracting(LogEntry::message).containsExactly("lost");
        log.textProperty().set("MOVED");
        assertThat(log.filtered()).isEmpty();
        assertThat(log.entries()).hasSize(2);
    }

    @Test
    void badgeCountsWhatNobodyHasSeen() {
        add(LogEntry.Level.WARNING, "low");
        assertThat(log.badgeProperty().get()).isEqualTo(Badge.count(1, "alarm-minor"));
        add(LogEntry.Level.ERROR, "lost");
        assertThat(log.badgeProperty().get()).isEqualTo(Badge.count(1, "alarm-major"));
        log.setSeen(true);
        add(LogEntry.Level.ERROR, "lost again");
        assertThat(log.badgeProperty().get()).isEqualTo(Badge.NONE);
    }

    @Test
    void whoListensIsToldAfterACollectionOfGarbage() {
        List<LogEntry> told = new ArrayList<>();
        log.entries().addListener((ListChangeListener<LogEntry>) _ -> told.addAll(log.entries()));
        collectGarbage();
        add(LogEntry.Level.NOTE, "moved");
        assertThat(told).extracting(LogEntry::message).containsExactly("moved");
    }

    private static void collectGarbage() {
        WeakReference<Object> witness = new WeakReference<>(new Object());
        while (witness.get() != null) {
            System.gc();
        }
    }

    private void add(LogEntry.Level level, String message) {
        log.add(new LogEntry(Instant.EPOCH, level, "sample_z", message, ""));
    }
}
