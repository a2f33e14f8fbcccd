package io.beamdesk.sample;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Places selected in a tray. The order of selection is the order of collection. Immutable: each
/// gesture gives the selection that follows, so that undoing one is keeping the former.
///
/// A gesture is about a drop, or about a well, row, column or rectangle as [TrayType] lists them.
public final class Selection {
    private final TrayType type;
    private final List<Position> positions;
    private final Map<Position, Integer> numbers = new HashMap<>();

    /// What the next extension starts from, and what it leaves as it is.
    private final List<Position> anchor;

    private final List<Position> kept;

    private Selection(
            TrayType type,
            Collection<Position> positions,
            List<Position> anchor,
            List<Position> kept) {
        this.type = type;
        this.positions = List.copyOf(positions);
        this.anchor = List.copyOf(anchor);
        this.kept = List.copyOf(kept);
        for (Position position : this.positions) {
            numbers.put(position, numbers.size() + 1);
        }
    }

    /// Nothing selected.
    public static Selection none(TrayType type) {
        return new Selection(type, List.of(), List.of(), List.of());
    }

    /// All of a tray.
    public static Selection all(TrayType type) {
        List<Position> all = type.positions();
        return of(type, type.rectangle(all.getFirst(), all.getLast()));
    }

    /// These places in their order, each once.
    public static Selection of(TrayType type, Collection<Position> positions) {
        return none(type).click(positions);
    }

    /// What the tray is.
    public TrayType type() {
        return type;
    }

    /// What is selected, in the order of collection.
    public List<Position> positions() {
        return positions;
    }

    /// Whether nothing is selected.
    public boolean isEmpty() {
        return positions.isEmpty();
    }

    /// Number of a place in the order of collection, from 1; 0 if it is not selected.
    public int number(Position position) {
        return numbers.getOrDefault(position, 0);
    }

    /// Whether a place is selected.
    public boolean contains(Position position) {
        return numbers.containsKey(position);
    }

    /// These alone: a click, or a rectangle that was dragged.
    public Selection click(Collection<Position> some) {
        List<Position> each = List.copyOf(new LinkedHashSet<>(some));
        return new Selection(type, each, each, List.of());
    }

    /// Adds what is missing at the end; if nothing is, takes these away: a click with Ctrl.
    public Selection toggle(Collection<Position> some) {
        List<Position> each = List.copyOf(new LinkedHashSet<>(some));
        LinkedHashSet<Position> after = new LinkedHashSet<>(positions);
        if (after.addAll(each)) {
            return new Selection(type, after, each, positions);
        }
        each.forEach(after::remove);
        return new Selection(type, after, List.of(), after.stream().toList());
    }

    /// Adds what is missing at the end: a rectangle dragged with Ctrl.
    public Selection add(Collection<Position> some) {
        LinkedHashSet<Position> after = new LinkedHashSet<>(positions);
        after.addAll(some);
        return new Selection(type, after, List.copyOf(new LinkedHashSet<>(some)), positions);
    }

    /// The rectangle from what was clicked last to these, in the place of the last extension: a click
    /// with Shift. What was selected before that click stays.
    public Selection extend(Collection<Position> some) {
        if (some.isEmpty()) {
            return this;
        }
        if (anchor.isEmpty()) {
            return add(some);
        }
        LinkedHashSet<Position> after = new LinkedHashSet<>(kept);
        after.addAll(type.rectangle(anchor, some));
        return new Selection(type, after, anchor, kept);
    }

    /// Without these.
    public Selection remove(Collection<Position> some) {
        LinkedHashSet<Position> after = new LinkedHashSet<>(positions);
        after.removeAll(some);
        return of(type, after);
    }

    /// The same places in another order.
    public Selection along(Route route) {
        return of(type, route.order(positions));
    }

    /// What a person has written in the place of this; the same places as before if it is refused.
    public Selection read(SelectionText text) {
        return text.isValid() ? of(type, text.positions()) : this;
    }

    /// The ids in the order of collection: `A9-1, A9-2, B9-1`.
    public String text() {
        return SelectionText.write(positions);
    }

    /// Length of the way through them, in millimetres; 0 where a sample changer mounts them.
    public double length() {
        return type.kind().isOnStage() ? Route.length(positions) : 0;
    }

    @Override
    public String toString() {
        return text();
    }
}
