package io.beamdesk.sample;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// What a person says of a sample. Texts may be empty.
///
/// @param id identity, the same as long as it is the same piece of matter
/// @param tray id of the tray that it is in
/// @param position where in the tray: `A9-1`
/// @param alias name for people: `cat-450-05`
/// @param group what it belongs to, to be selected and measured together
/// @param formula what it is made of, see [Formula]
/// @param holder what holds it: a loop, a capillary, a foil
/// @param comments anything worth reading
/// @param safety what to mind when handling it; shown wherever it is mounted
/// @param values further properties by name: `volume` → `2.0 µL`
public record Sample(
        String id,
        String tray,
        String position,
        String alias,
        String group,
        String formula,
        String holder,
        String comments,
        String safety,
        Map<String, String> values) {

    /// Sorts the values by name; an empty one is none.
    public Sample {
        Map<String, String> given = new TreeMap<>(values);
        given.values().removeIf(String::isEmpty);
        values = Collections.unmodifiableMap(given);
    }

    /// A new sample with nothing but its place and alias.
    public static Sample of(String tray, String position, String alias) {
        return new Sample(newId(), tray, position, alias, "", "", "", "", "", Map.of());
    }

    /// An identity that nothing else has.
    static String newId() {
        return UUID.randomUUID().toString();
    }

    /// The same with another alias.
    public Sample withAlias(String other) {
        return new Sample(
                id, tray, position, other, group, formula, holder, comments, safety, values);
    }

    /// The same in another place.
    public Sample at(String otherTray, String otherPosition) {
        return new Sample(
                id,
                otherTray,
                otherPosition,
                alias,
                group,
                formula,
                holder,
                comments,
                safety,
                values);
    }

    /// What to call it in a queue or a sentence: its alias, or else its tray and place.
    public String label() {
        return alias.isEmpty() ? tray + " " + position : alias;
    }
}
