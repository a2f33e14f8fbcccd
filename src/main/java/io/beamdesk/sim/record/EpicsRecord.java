package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Alarm;
import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A record: named fields with one alarm and one timestamp. All methods are called with the world
/// held.
///
/// A write with completion waits for the record to be idle; a second one waits behind the first.
/// With DISP = 1 plain writes are dropped without a word, as an IOC does.
public abstract class EpicsRecord {
    /// When a record that was never processed says it was: the EPICS epoch.
    public static final Instant NEVER = Instant.parse("1990-01-01T00:00:00Z");

    /// A write with completion that waits for the one before it.
    private record Waiting(Field field, Elements value, Consumer<Boolean> completion) {}

    private final World world;
    private final String name;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Consumer<Boolean> active;
    private Alarm alarm = Alarm.NONE;
    private Instant time = NEVER;
    private final Field type;
    private final Field disabled;
    private final Field status;
    private final Field severity;

    /// Makes the fields that all records have.
    ///
    /// @param type for example `motor`
    @SuppressWarnings("this-escape") // fields only keep the reference
    protected EpicsRecord(World world, String name, String type, String description) {
        this.world = world;
        this.name = name;
        this.type = text("RTYP", type);
        text("NAME", name);
        text("DESC", description).settable();
        disabled = add("DISP", NativeType.CHAR, Elements.of(0)).settable();
        status = choice("STAT", List.of(Alarm.statusLabels()), 0);
        severity = choice("SEVR", List.of(Alarm.severityLabels()), 0);
    }

    /// The world it lives in.
    protected final World world() {
        return world;
    }

    /// Its name, without a field.
    public final String name() {
        return name;
    }

    /// Its type, for example `motor`.
    public final String type() {
        return type.text();
    }

    /// The field of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public final Field get(String field) {
        Field found = fields.get(field);
        if (found == null) {
            throw new IllegalArgumentException(name + " has no field " + field);
        }
        return found;
    }

    /// The field of that name, or `null`.
    public final @Nullable Field find(String field) {
        return fields.get(field);
    }

    /// Adds a scalar field.
    protected final Field add(String field, NativeType type, Elements initial) {
        return add(field, type, 1, initial);
    }

    /// Adds an array field.
    protected final Field add(String field, NativeType type, int capacity, Elements initial) {
        Field added = new Field(this, field, type, capacity, initial);
        fields.put(field, added);
        return added;
    }

    /// Adds a text field.
    protected final Field text(String field, String initial) {
        return add(field, NativeType.STRING, Elements.of(initial));
    }

    /// Adds a floating-point field.
    protected final Field number(String field, double initial) {
        return add(field, NativeType.DOUBLE, Elements.of(initial));
    }

    /// Adds an integer field.
    protected final Field whole(String field, int initial) {
        return add(field, NativeType.LONG, Elements.of(initial));
    }

    /// Adds a 16-bit field.
    protected final Field small(String field, int initial) {
        return add(field, NativeType.SHORT, Elements.of(initial));
    }

    /// Adds a field of choices.
    protected final Field choice(String field, List<String> labels, int initial) {
        return add(field, NativeType.ENUM, Elements.choice(initial))
                .properties(Properties.choices(labels));
    }

    /// The alarm of the record.
    protected final Alarm alarm() {
        return alarm;
    }

    final Instant time() {
        return time;
    }

    /// Sets the time of the record to now. Fields posted before carry the time before.
    protected final void stamp() {
        stamp(world.now());
    }

    /// Sets the time of the record to that of its device.
    protected final void stamp(Instant of) {
        time = of;
    }

    /// Sets the alarm; the monitor mask that the value is to be posted with for it, or 0.
    protected final int alarmed(Alarm next) {
        if (alarm.equals(next)) {
            return 0;
        }
        alarm = next;
        status.post(next.status());
        severity.post(next.severity());
        return ServedPv.ALARM;
    }

    /// Sets the alarm, and tells the subscribers of the value when it is another.
    public final void raise(Alarm next) {
        get("VAL").announce(alarmed(next));
    }

    /// Tells the subscribers of every field that properties changed.
    protected final void propertiesChanged() {
        fields.values().forEach(field -> field.announce(ServedPv.PROPERTY));
    }

    /// Whether something that was begun has not ended.
    protected boolean busy() {
        return false;
    }

    /// Tells whoever waits that what was begun has ended, and begins the next waiting write.
    protected final void finished() {
        Consumer<Boolean> done = active;
        active = null;
        if (done != null) {
            done.accept(true);
        }
        while (active == null && !waiting.isEmpty()) {
            Waiting next = waiting.remove();
            try {
                begin(next.field(), next.value(), next.completion());
            } catch (RefusedWrite _) {
                next.completion().accept(false);
            }
        }
    }

    final void put(Field field, Elements value, @Nullable Consumer<Boolean> completion)
            throws RefusedWrite {
        if (disabled.integer() != 0 && field != disabled) {
            if (completion != null) {
                throw new RefusedWrite(name + " is disabled: DISP is 1.");
            }
            return;
        }
        if (completion == null) {
            field.write(value);
        } else if (active != null) {
            waiting.add(new Waiting(field, value, completion));
        } else {
            begin(field, value, completion);
        }
    }

    private void begin(Field field, Elements value, Consumer<Boolean> completion)
            throws RefusedWrite {
        field.write(value);
        if (busy()) {
            active = completion;
        } else {
            completion.accept(true);
        }
    }
}
