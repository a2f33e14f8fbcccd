package io.beamdesk.plan;

import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A counter with the absorbance that follows from its counts: the columns `mu` = ln(i0 / it) of the
/// sample and, with a counter behind a reference, `mu_reference` = ln(it / i2).
///
/// The counts are taken as they are: gains shift both by a constant. Without counts there is no
/// absorbance: it is NaN, a gap in a plot.
///
/// @param counter what is read
/// @param counters which of its columns are i0, it and i2
record Absorbance(Readable counter, Counters counters) implements Readable {
    private static final String DEVICE = "absorption";
    private static final String SAMPLE = "mu";
    private static final String REFERENCE = "mu_reference";
    private static final int PRECISION = 4;

    @Override
    public String name() {
        return counter.name();
    }

    @Override
    public String label() {
        return counter.label();
    }

    @Override
    public List<Signal> signals() {
        return counter.signals();
    }

    @Override
    public Map<String, DataKey> describe() {
        Map<String, DataKey> keys = new LinkedHashMap<>(counter.describe());
        keys.put(SAMPLE, key(counters.i0(), counters.it()));
        counters.i2().ifPresent(i2 -> keys.put(REFERENCE, key(counters.it(), i2)));
        return keys;
    }

    private static DataKey key(String before, String behind) {
        return DataKey.number(
                DataKey.DERIVED + "ln(" + before + " / " + behind + ")",
                "",
                PRECISION,
                DEVICE,
                DataKey.Role.SIGNAL);
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        Map<String, Reading> readings = new LinkedHashMap<>(counter.read());
        readings.put(SAMPLE, reading(readings, counters.i0(), counters.it()));
        counters.i2()
                .ifPresent(i2 -> readings.put(REFERENCE, reading(readings, counters.it(), i2)));
        return readings;
    }

    private static Reading reading(Map<String, Reading> readings, String before, String behind) {
        Reading first = readings.get(before);
        Reading second = readings.get(behind);
        if (first == null || second == null) {
            throw new IllegalStateException("No columns " + before + " and " + behind);
        }
        double of = number(first);
        double to = number(second);
        return new Reading(of > 0 && to > 0 ? Math.log(of / to) : Double.NaN, second.timestamp());
    }

    private static double number(Reading reading) {
        return reading.value() instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    public Map<String, Reading> configuration() {
        return counter.configuration();
    }

    /// The absorbance first: it is what the scan is for.
    @Override
    public List<String> hints() {
        return Stream.concat(
                        counters.i2().isPresent()
                                ? Stream.of(SAMPLE, REFERENCE)
                                : Stream.of(SAMPLE),
                        counter.hints().stream())
                .toList();
    }
}
