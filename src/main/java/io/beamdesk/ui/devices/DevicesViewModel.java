package io.beamdesk.ui.devices;

import io.beamdesk.pv.PvName;
import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.ValueState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// All devices of the beamline: which of them are listed, how many are in which state, and which
/// one is looked at closely.
public final class DevicesViewModel implements AutoCloseable {
    /// Which rows are listed.
    public enum Filter {
        /// Every one.
        ALL,
        /// Those in alarm or without connection.
        NEEDS_PERSON,
        /// Those on their way.
        MOVING
    }

    /// A line of the table.
    public sealed interface Item permits Group, Device {}

    /// A heading.
    ///
    /// @param name of the group
    /// @param count of its devices that are listed
    /// @param collapsed whether they are folded away
    public record Group(String name, int count, boolean collapsed) implements Item {}

    /// A device.
    ///
    /// @param row its values
    public record Device(DeviceRow row) implements Item {}

    /// What the tree says of a group, or of everything.
    ///
    /// @param name of the group, or [#EVERYTHING], or [#NEEDS_PERSON]
    /// @param icon literal of the icon
    /// @param count of its devices
    /// @param worst state that needs a person, or normal
    public record Summary(String name, String icon, int count, ValueState worst) {}

    /// How many devices are in which state.
    ///
    /// @param all devices
    /// @param byState those in each state that occurs
    /// @param answering variables that answer
    /// @param variables variables there are
    public record Counts(int all, Map<ValueState, Integer> byState, int answering, int variables) {
        /// Devices in this state.
        public int of(ValueState state) {
            return byState.getOrDefault(state, 0);
        }

        /// Devices in alarm or without connection.
        public int needPerson() {
            return byState.entrySet().stream()
                    .filter(entry -> entry.getKey().needsPerson())
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
    }

    /// Name of the line of the tree that lists every device.
    public static final String EVERYTHING = "Everything";

    /// Name of the line of the tree that lists what needs a person.
    public static final String NEEDS_PERSON = "Needs a person";

    private static final List<ValueState> WORST_FIRST =
            List.of(
                    ValueState.MAJOR,
                    ValueState.INVALID,
                    ValueState.DISCONNECTED,
                    ValueState.MINOR);

    private final List<DeviceRow> rows;
    private final Pulse.Slot<Boolean> changed;
    private final Set<String> collapsed = new HashSet<>();
    private final ObservableList<Item> items = FXCollections.observableArrayList();

    /// One for all who listen: it is held by nobody else, and its listeners go with it.
    private final ObservableList<Item> itemsSeen = FXCollections.unmodifiableObservableList(items);

    private final ObservableList<Summary> summaries = FXCollections.observableArrayList();
    private final ObjectProperty<Filter> filter =
            new SimpleObjectProperty<>(this, "filter", Filter.ALL);
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final StringProperty group = new SimpleStringProperty(this, "group", "");
    private final ObjectProperty<@Nullable DeviceRow> selected =
            new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<Counts> counts;
    private final ReadOnlyObjectWrapper<Badge> badge =
            new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);

    /// Takes the rows over, in the order in which they are listed within their groups.
    public DevicesViewModel(List<DeviceRow> rows, Pulse pulse) {
        this.rows = List.copyOf(rows);
        changed = pulse.slot(_ -> review());
        counts =
                new ReadOnlyObjectWrapper<>(
                        this, "counts", new Counts(rows.size(), Map.of(), 0, 0));
        for (DeviceRow row : rows) {
            row.stateProperty().subscribe((_, _) -> changed.offer(true));
        }
        filter.subscribe((_, _) -> list());
        search.subscribe((_, _) -> list());
        group.subscribe((_, _) -> list());
        review();
        list();
        if (!rows.isEmpty()) {
            selected.set(rows.getFirst());
        }
    }

    /// All devices.
    public List<DeviceRow> rows() {
        return rows;
    }

    /// The lines of the table.
    public ObservableList<Item> items() {
        return itemsSeen;
    }

    /// The lines of the tree: everything, then each group.
    public ObservableList<Summary> summaries() {
        return FXCollections.unmodifiableObservableList(summaries);
    }

    /// Which rows are listed.
    public ObjectProperty<Filter> filterProperty() {
        return filter;
    }

    /// Part of a label or of a PV name, in any case.
    public StringProperty searchProperty() {
        return search;
    }

    /// The group that is listed; empty for every one.
    public StringProperty groupProperty() {
        return group;
    }

    /// The device looked at closely.
    public ObjectProperty<@Nullable DeviceRow> selectedProperty() {
        return selected;
    }

    /// How many are in which state.
    public ReadOnlyObjectProperty<Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// How many need a person.
    public ReadOnlyObjectProperty<Badge> badgeProperty() {
        return badge.getReadOnlyProperty();
    }

    /// Lists what a line of the tree stands for.
    public void choose(Summary line) {
        boolean person = line.name().equals(NEEDS_PERSON);
        boolean everything = line.name().equals(EVERYTHING);
        if (person || filter.get() == Filter.NEEDS_PERSON) {
            filter.set(person ? Filter.NEEDS_PERSON : Filter.ALL);
        }
        group.set(person || everything ? "" : line.name());
    }

    /// Chooses the first device with one of these variables as its readback, whatever was filtered.
    public void show(List<PvName> readbacks) {
        rows.stream()
                .filter(row -> readbacks.contains(row.description().readback()))
                .findFirst()
                .ifPresent(row -> {
                    filter.set(Filter.ALL);
                    search.set("");
                    group.set("");
                    selected.set(row);
                });
    }

    /// Folds a group away, or shows it again.
    public void toggle(String name) {
        if (!collapsed.remove(name)) {
            collapsed.add(name);
        }
        list();
    }

    /// Stops everything that this desk may stop; returns at once.
    public void stopAll() {
        rows.stream().filter(DeviceRow::canStop).forEach(DeviceRow::stop);
    }

    /// Looks again at what depends on the time alone.
    public void tick() {
        rows.forEach(DeviceRow::tick);
        changed.offer(true);
    }

    @Override
    public void close() {
        changed.close();
        rows.forEach(DeviceRow::close);
    }

    private void review() {
        Map<ValueState, Integer> byState = new EnumMap<>(ValueState.class);
        int answering = 0;
        int variables = 0;
        for (DeviceRow row : rows) {
            byState.merge(row.stateProperty().get(), 1, Integer::sum);
            int[] connections = row.connections();
            answering += connections[0];
            variables += connections[1];
        }
        Counts next = new Counts(rows.size(), byState, answering, variables);
        if (!next.equals(counts.get())) {
            counts.set(next);
            badge.set(Badge.count(next.needPerson(), badgeClass(next)));
        }
        summarise();
        if (filter.get() != Filter.ALL) {
            list();
        }
    }

    private void summarise() {
        List<Summary> next = new ArrayList<>();
        next.add(new Summary(EVERYTHING, "mdi2v-view-list-outline", rows.size(), worst(rows)));
        int needPerson = counts.get().needPerson();
        next.add(new Summary(NEEDS_PERSON, "mdi2a-alert-outline", needPerson, ValueState.NORMAL));
        Map<String, List<DeviceRow>> byGroup = new LinkedHashMap<>();
        rows.forEach(row ->
                byGroup.computeIfAbsent(row.description().group(), _ -> new ArrayList<>())
                        .add(row));
        byGroup.forEach((name, members) ->
                next.add(
                        new Summary(
                                name,
                                members.getFirst().description().kind().icon(),
                                members.size(),
                                worst(members))));
        for (int i = 0; i < next.size(); i++) {
            if (i >= summaries.size()) {
                summaries.add(next.get(i));
            } else if (!summaries.get(i).equals(next.get(i))) {
                summaries.set(i, next.get(i));
            }
        }
    }

    private void list() {
        Map<String, List<DeviceRow>> listed = new LinkedHashMap<>();
        rows.stream()
                .filter(this::passes)
                .forEach(row ->
                        listed.computeIfAbsent(row.description().group(), _ -> new ArrayList<>())
                                .add(row));
        List<Item> next = new ArrayList<>();
        listed.forEach((name, members) -> {
            boolean folded = collapsed.contains(name);
            next.add(new Group(name, members.size(), folded));
            if (!folded) {
                members.forEach(row -> next.add(new Device(row)));
            }
        });
        if (!next.equals(items)) {
            items.setAll(next);
        }
    }

    private boolean passes(DeviceRow row) {
        DeviceDescription description = row.description();
        String wanted = search.get().strip().toLowerCase(Locale.ROOT);
        boolean found =
                wanted.isEmpty()
                        || description.label().toLowerCase(Locale.ROOT).contains(wanted)
                        || description
                                .readback()
                                .toString()
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted);
        boolean grouped = group.get().isEmpty() || group.get().equals(description.group());
        boolean wantedState =
                switch (filter.get()) {
                    case ALL -> true;
                    case NEEDS_PERSON -> row.stateProperty().get().needsPerson();
                    case MOVING -> row.isMoving();
                };
        return found && grouped && wantedState;
    }

    private static ValueState worst(List<DeviceRow> members) {
        Optional<ValueState> worst =
                WORST_FIRST.stream()
                        .filter(state ->
                                members.stream()
                                        .anyMatch(row -> row.stateProperty().get() == state))
                        .findFirst();
        return worst.orElse(ValueState.NORMAL);
    }

    private static String badgeClass(Counts counts) {
        boolean onlyMinor = counts.of(ValueState.MINOR) == counts.needPerson();
        return onlyMinor ? "alarm-minor" : "alarm-major";
    }
}
