package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.Properties;
import java.time.Instant;
import java.util.List;

/// A record that holds one value without limits: text, choice, integer, waveform.
public final class ValueRecord extends EpicsRecord {
    private final Field value;

    /// Makes a record of any type; clients cannot write it until it is told so.
    public ValueRecord(
            World world,
            String name,
            String type,
            String description,
            NativeType element,
            int capacity,
            Elements initial) {
        super(world, name, type, description);
        value = add("VAL", element, capacity, initial);
        stamp();
    }

    /// A choice among labels: `bi`, `bo` or, with more than two, `mbbi`, `mbbo`.
    public static ValueRecord choice(
            World world, String name, String type, String description, List<String> labels) {
        ValueRecord record =
                new ValueRecord(
                        world, name, type, description, NativeType.ENUM, 1, Elements.choice(0));
        record.value.properties(Properties.choices(labels));
        return record;
    }

    /// An integer.
    public static ValueRecord whole(
            World world, String name, String type, String description, int initial) {
        return new ValueRecord(
                world, name, type, description, NativeType.LONG, 1, Elements.of(initial));
    }

    /// A text.
    public static ValueRecord text(
            World world, String name, String type, String description, String initial) {
        return new ValueRecord(
                world, name, type, description, NativeType.STRING, 1, Elements.of(initial));
    }

    /// The value field.
    public Field value() {
        return value;
    }

    /// Stamps and posts a new value.
    public void set(double next) {
        stamp();
        value.post(next);
    }

    /// Posts a new value with a time stamp of its own.
    public void set(double next, Instant time) {
        stamp(time);
        value.post(next);
    }

    /// Stamps and posts a new value.
    public void set(Elements next) {
        value.set(next);
    }
}
