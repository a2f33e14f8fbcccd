package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.Elements.Bytes;
import io.beamdesk.sim.cas.Elements.Doubles;
import io.beamdesk.sim.cas.Elements.Floats;
import io.beamdesk.sim.cas.Elements.Ints;
import io.beamdesk.sim.cas.Elements.Shorts;
import io.beamdesk.sim.cas.Elements.Texts;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A field of a record, served as a process variable.
///
/// Records read and change it with the world held; the methods of [ServedPv] take hold themselves.
public final class Field implements ServedPv {
    /// What a record does with a value that a client writes.
    @FunctionalInterface
    public interface OnWrite {
        /// Takes the value, already of the field's own type.
        void accept(Elements value) throws RefusedWrite;
    }

    private record Listener(int mask, Consumer<Snapshot> consumer) {}

    private final EpicsRecord record;
    private final String name;
    private final NativeType type;
    private final int capacity;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Elements value;
    private Supplier<Properties> properties = () -> Properties.NONE;
    private @Nullable OnWrite onWrite;

    Field(EpicsRecord record, String name, NativeType type, int capacity, Elements initial) {
        this.record = record;
        this.name = name;
        this.type = type;
        this.capacity = capacity;
        this.value = initial;
    }

    /// Sets its fixed properties.
    public Field properties(Properties fixed) {
        return properties(() -> fixed);
    }

    /// Sets where its properties come from, whenever someone asks.
    public Field properties(Supplier<Properties> source) {
        properties = source;
        return this;
    }

    /// Lets clients write it, and takes what they write as it is.
    public Field settable() {
        return onWrite(this::set);
    }

    /// Lets clients write it.
    public Field onWrite(OnWrite action) {
        onWrite = action;
        return this;
    }

    /// Its first element as a number.
    public double number() {
        return value.number(0);
    }

    /// Its first element as an integer.
    public int integer() {
        return value.integer(0);
    }

    /// Its first element, or its characters, as text.
    public String text() {
        return value.characters();
    }

    /// The elements.
    public Elements value() {
        return value;
    }

    /// Stamps the record, and posts the value.
    public void set(Elements next) {
        record.stamp();
        post(next);
    }

    /// Keeps the value, and tells the subscribers if it is another or an array.
    public void post(Elements next) {
        post(next, 0);
    }

    /// Keeps the value, and tells the subscribers if it is another or an array, or if they ask for
    /// one of the masks.
    void post(Elements next, int alsoFor) {
        Elements previous = value;
        value = next;
        boolean changed = next.count() != 1 || previous.count() != 1 || !same(previous, next);
        announce(alsoFor | (changed ? VALUE | LOG : 0));
    }

    private boolean same(Elements one, Elements other) {
        return type == NativeType.STRING
                ? one.characters().equals(other.characters())
                : Double.compare(one.number(0), other.number(0)) == 0;
    }

    /// Posts a number, in the field's own type.
    public void post(double number) {
        post(typed(number), 0);
    }

    /// Posts a number, in the field's own type, also for the masks.
    void post(double number, int alsoFor) {
        post(typed(number), alsoFor);
    }

    private Elements typed(double number) {
        return switch (type) {
            case DOUBLE, FLOAT -> Elements.of(number);
            case ENUM -> Elements.choice((int) number);
            case CHAR, SHORT, LONG -> Elements.of((int) number);
            case STRING -> Elements.of(Double.toString(number));
        };
    }

    /// Tells the subscribers of the mask.
    public void announce(int mask) {
        Snapshot now = null;
        for (Listener listener : listeners) {
            if ((listener.mask() & mask) != 0) {
                now = now == null ? present() : now;
                listener.consumer().accept(now);
            }
        }
    }

    private Snapshot present() {
        return new Snapshot(value, record.alarm(), record.time(), properties.get());
    }

    void write(Elements written) throws RefusedWrite {
        OnWrite action = onWrite;
        if (action == null) {
            throw new RefusedWrite(record.name() + "." + name + " can only be read.");
        }
        action.accept(converted(written));
    }

    /// What a client wrote, in the field's own type.
    private Elements converted(Elements written) throws RefusedWrite {
        try {
            if (capacity == 1) {
                return scalar(written);
            }
            int count = written.count();
            return switch (type) {
                case DOUBLE -> {
                    double[] copy = new double[count];
                    Arrays.setAll(copy, written::number);
                    yield new Doubles(copy);
                }
                case FLOAT -> {
                    float[] copy = new float[count];
                    for (int i = 0; i < count; i++) {
                        copy[i] = (float) written.number(i);
                    }
                    yield new Floats(copy);
                }
                case LONG -> {
                    int[] copy = new int[count];
                    Arrays.setAll(copy, written::integer);
                    yield new Ints(copy);
                }
                case SHORT, ENUM -> {
                    short[] copy = new short[count];
                    for (int i = 0; i < count; i++) {
                        copy[i] = (short) written.integer(i);
                    }
                    yield new Shorts(copy);
                }
                case CHAR -> {
                    if (written instanceof Texts texts) {
                        yield Elements.characters(texts.characters());
                    }
                    byte[] copy = new byte[count];
                    for (int i = 0; i < count; i++) {
                        copy[i] = (byte) written.integer(i);
                    }
                    yield new Bytes(copy);
                }
                case STRING -> {
                    List<String> copy = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        copy.add(written.text(i, Properties.NONE));
                    }
                    yield new Texts(copy);
                }
            };
        } catch (NumberFormatException _) {
            throw new RefusedWrite(
                    "%s.%s takes a number, not \"%s\"."
                            .formatted(record.name(), name, written.characters()));
        }
    }

    private Elements scalar(Elements written) throws RefusedWrite {
        return switch (type) {
            case DOUBLE, FLOAT -> Elements.of(written.number(0));
            case LONG, SHORT, CHAR -> Elements.of(written.integer(0));
            case ENUM -> choice(written);
            case STRING -> Elements.of(written.text(0, properties.get()));
        };
    }

    private Elements choice(Elements written) throws RefusedWrite {
        List<String> labels = properties.get().labels();
        int index =
                written instanceof Texts texts && labels.contains(texts.characters())
                        ? labels.indexOf(texts.characters())
                        : written.integer(0);
        if (index < 0 || index >= labels.size()) {
            throw new RefusedWrite(
                    "%s.%s has no choice %d: it has %s."
                            .formatted(record.name(), name, index, labels));
        }
        return Elements.choice(index);
    }

    @Override
    public String recordType() {
        return record.type();
    }

    @Override
    public NativeType type() {
        return type;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public boolean writable() {
        return onWrite != null;
    }

    @Override
    public Snapshot snapshot() {
        return record.world().holding(this::present);
    }

    @Override
    public void put(Elements written, @Nullable Consumer<Boolean> completion) throws RefusedWrite {
        RefusedWrite refused =
                record.world()
                        .holding(() -> {
                            try {
                                record.put(this, written, completion);
                                return null;
                            } catch (RefusedWrite e) {
                                return e;
                            }
                        });
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public Cancellation subscribe(int mask, Consumer<Snapshot> consumer) {
        Listener listener = new Listener(mask, consumer);
        record.world()
                .hold(() -> {
                    consumer.accept(present());
                    listeners.add(listener);
                });
        return () -> listeners.remove(listener);
    }
}
