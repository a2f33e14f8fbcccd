package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.Snapshot;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The records of an IOC, found by the names that clients use: `record` (its VAL), `record.FIELD`,
/// and `record.FIELD$` for a text as characters.
public final class Database {
    private static final int LONGEST_TEXT = 512;

    private final Map<String, EpicsRecord> records = new ConcurrentHashMap<>();

    /// Adds a record and returns it.
    public <R extends EpicsRecord> R add(R record) {
        if (records.putIfAbsent(record.name(), record) != null) {
            throw new IllegalArgumentException("two records are named " + record.name());
        }
        return record;
    }

    /// All records.
    public Collection<EpicsRecord> records() {
        return records.values();
    }

    /// The process variable of that name, or `null`.
    public @Nullable ServedPv find(String name) {
        boolean characters = name.endsWith("$");
        String plain = characters ? name.substring(0, name.length() - 1) : name;
        Field field = field(plain);
        if (field == null || !characters) {
            return field;
        }
        return field.type() == NativeType.STRING ? new Characters(field) : null;
    }

    private @Nullable Field field(String name) {
        int dot = name.lastIndexOf('.');
        EpicsRecord record = records.get(dot < 0 ? name : name.substring(0, dot));
        return record == null ? null : record.find(dot < 0 ? "VAL" : name.substring(dot + 1));
    }

    /// A text field as an array of characters, which is not cut after 39.
    ///
    /// @param text the field
    private record Characters(Field text) implements ServedPv {
        @Override
        public String recordType() {
            return text.recordType();
        }

        @Override
        public NativeType type() {
            return NativeType.CHAR;
        }

        @Override
        public int capacity() {
            return LONGEST_TEXT;
        }

        @Override
        public boolean writable() {
            return text.writable();
        }

        @Override
        public Snapshot snapshot() {
            return asCharacters(text.snapshot());
        }

        private static Snapshot asCharacters(Snapshot of) {
            return new Snapshot(
                    Elements.characters(of.value().characters()),
                    of.alarm(),
                    of.time(),
                    of.properties());
        }

        @Override
        public void put(Elements value, @Nullable Consumer<Boolean> completion)
                throws RefusedWrite {
            text.put(Elements.of(value.characters()), completion);
        }

        @Override
        public Cancellation subscribe(int mask, Consumer<Snapshot> listener) {
            return text.subscribe(mask, snapshot -> listener.accept(asCharacters(snapshot)));
        }
    }
}
