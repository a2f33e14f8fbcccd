package io.beamdesk.ui.log;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// The latest entries of the log, oldest first, as many as fit.
///
/// [#add] may be called from any thread; everything else belongs to the JavaFX thread.
public final class LogViewModel {
    private final int capacity;
    private final Queue<LogEntry> arrived = new ConcurrentLinkedQueue<>();
    private final Pulse.Slot<Boolean> slot;
    private final ObservableList<LogEntry> entries = FXCollections.observableArrayList();

    /// One for all who listen: it is held by nobody else, and its listeners go with it.
    private final ObservableList<LogEntry> entriesSeen =
            FXCollections.unmodifiableObservableList(entries);

    private final FilteredList<LogEntry> filtered = new FilteredList<>(entries);
    private final ReadOnlyObjectWrapper<@Nullable LogEntry> last =
            new ReadOnlyObjectWrapper<>(this, "last");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObjectProperty<LogEntry.Level> least =
            new SimpleObjectProperty<>(this, "least", LogEntry.Level.NOTE);
    private final ReadOnlyObjectWrapper<Badge> badge =
            new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);
    private int unseenWarnings;
    private int unseenErrors;
    private boolean seen;

    /// @param pulse carries entries to the JavaFX thread
    /// @param capacity most entries to keep
    public LogViewModel(Pulse pulse, int capacity) {
        this.capacity = capacity;
        slot = pulse.slot(_ -> take());
        text.subscribe(this::applyFilter);
        least.subscribe(this::applyFilter);
    }

    /// Adds an entry; from any thread, never blocks.
    public void add(LogEntry entry) {
        arrived.add(entry);
        slot.offer(true);
    }

    /// All entries kept.
    public ObservableList<LogEntry> entries() {
        return entriesSeen;
    }

    /// The entries that pass the filter.
    public ObservableList<LogEntry> filtered() {
        return filtered;
    }

    /// The newest entry, null before the first.
    public ReadOnlyObjectProperty<@Nullable LogEntry> lastProperty() {
        return last.getReadOnlyProperty();
    }

    /// Words that source, message, run, sample or user must contain, in any case.
    public StringProperty textProperty() {
        return text;
    }

    /// Entries of lower level are left out.
    public ObjectProperty<LogEntry.Level> leastProperty() {
        return least;
    }

    /// Number of warnings and errors nobody has looked at.
    public ReadOnlyObjectProperty<Badge> badgeProperty() {
        return badge.getReadOnlyProperty();
    }

    /// Tells whether somebody looks at the log now; what is looked at is no longer counted.
    public void setSeen(boolean seen) {
        this.seen = seen;
        if (seen) {
            unseenWarnings = 0;
            unseenErrors = 0;
        }
        showBadge();
    }

    private void take() {
        List<LogEntry> fresh = new ArrayList<>();
        for (LogEntry entry = arrived.poll(); entry != null; entry = arrived.poll()) {
            fresh.add(entry);
        }
        if (fresh.isEmpty()) {
            return;
        }
        if (!seen) {
            unseenErrors += count(fresh, LogEntry.Level.ERROR);
            unseenWarnings += count(fresh, LogEntry.Level.WARNING);
        }
        List<LogEntry> kept =
                fresh.size() > capacity
                        ? fresh.subList(fresh.size() - capacity, fresh.size())
                        : fresh;
        int surplus = entries.size() + kept.size() - capacity;
        if (surplus > 0) {
            entries.remove(0, surplus);
        }
        entries.addAll(kept);
        last.set(kept.getLast());
        showBadge();
    }

    private void showBadge() {
        badge.set(
                unseenErrors > 0
                        ? Badge.count(unseenErrors, "alarm-major")
                        : Badge.count(unseenWarnings, "alarm-minor"));
    }

    private void applyFilter() {
        String wanted = text.get().strip().toLowerCase(Locale.ROOT);
        LogEntry.Level level = least.get();
        Predicate<LogEntry> passes =
                entry ->
                        entry.level().compareTo(level) >= 0
                                && (wanted.isEmpty()
                                        || entry.message().toLowerCase(Locale.ROOT).contains(wanted)
                                        || entry.measured()
                                                .toLowerCase(Locale.ROOT)
                                                .contains(wanted)
                                        || entry.source()
                                                .toLowerCase(Locale.ROOT)
                                                .contains(wanted));
        filtered.setPredicate(passes);
    }

    private static int count(List<LogEntry> entries, LogEntry.Level level) {
        return (int) entries.stream().filter(entry -> entry.level() == level).count();
    }
}
