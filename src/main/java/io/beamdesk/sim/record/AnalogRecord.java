package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Alarm;
import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.cas.Properties.Span;
import java.util.List;

/// An analog value with units, limits and alarms: `ai`, or `ao` when clients write it.
public final class AnalogRecord extends EpicsRecord {
    private static final Alarm HIHI = new Alarm(2, 3);
    private static final Alarm HIGH = new Alarm(1, 4);
    private static final Alarm LOLO = new Alarm(2, 5);
    private static final Alarm LOW = new Alarm(1, 6);

    private final Field value;
    private final Field units;
    private final Field precision;
    private final Field low;
    private final Field high;
    private final Field major;
    private final Field minor;
    private final Field minorLow;
    private final Field majorLow;

    /// Makes a reading without alarm limits.
    public AnalogRecord(
            World world, String name, String description, double initial, Properties shown) {
        this(world, name, "ai", description, initial, shown);
    }

    private AnalogRecord(
            World world,
            String name,
            String type,
            String description,
            double initial,
            Properties shown) {
        super(world, name, type, description);
        value = number("VAL", initial).properties(this::properties);
        units = text("EGU", shown.units()).onWrite(v -> property(get("EGU"), v));
        precision = small("PREC", shown.precision()).onWrite(v -> property(get("PREC"), v));
        high = limit("HOPR", shown.display().high());
        low = limit("LOPR", shown.display().low());
        major = limit("HIHI", shown.alarm().high());
        minor = limit("HIGH", shown.warning().high());
        minorLow = limit("LOW", shown.warning().low());
        majorLow = limit("LOLO", shown.alarm().low());
        choice("HHSV", List.of(Alarm.severityLabels()), 2);
        choice("HSV", List.of(Alarm.severityLabels()), 1);
        choice("LSV", List.of(Alarm.severityLabels()), 1);
        choice("LLSV", List.of(Alarm.severityLabels()), 2);
        set(initial);
    }

    /// Makes a value that clients write; values beyond the range are cut to it, as DRVH and DRVL
    /// do.
    public static AnalogRecord output(
            World world, String name, String description, double initial, Properties shown) {
        AnalogRecord record = new AnalogRecord(world, name, "ao", description, initial, shown);
        Span range = shown.control();
        record.value.onWrite(written -> {
            double asked = written.number(0);
            boolean limited = range.low() < range.high();
            record.set(limited ? Math.clamp(asked, range.low(), range.high()) : asked);
        });
        return record;
    }

    private Field limit(String field, double initial) {
        return number(field, initial)
                .properties(this::properties)
                .onWrite(v -> property(get(field), v));
    }

    private void property(Field field, Elements written) {
        field.set(written);
        propertiesChanged();
        set(value.number());
    }

    private Properties properties() {
        Span range = new Span(low.number(), high.number());
        return new Properties(
                units.text(),
                precision.integer(),
                range,
                new Span(majorLow.number(), major.number()),
                new Span(minorLow.number(), minor.number()),
                range,
                List.of());
    }

    /// The value field.
    public Field value() {
        return value;
    }

    /// Stamps, judges and posts a new value.
    public void set(double next) {
        stamp();
        value.post(next, alarmed(judged(next)));
    }

    private Alarm judged(double next) {
        if (Double.isNaN(next)) {
            return Alarm.UNDEFINED;
        }
        if (next >= major.number()) {
            return HIHI;
        }
        if (next <= majorLow.number()) {
            return LOLO;
        }
        if (next >= minor.number()) {
            return HIGH;
        }
        return next <= minorLow.number() ? LOW : Alarm.NONE;
    }
}
