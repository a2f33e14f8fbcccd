package io.beamdesk.plan;

import io.beamdesk.device.Detector;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A counter with the absorbance that follows from its counts and the gains of the amplifiers: the
/// columns `mu` = ln((i0 / g0) / (it / gt)) of the sample and, with a counter behind a reference,
/// `mu_reference` = ln((it / gt) / (i2 / g2)). And `dwell`, for how long the point was to be counted.
///
/// The gains are those of the counter's configuration ([Detector#GAIN]) at each row. Where one of the
/// two is not known when the run begins the counts are taken as they are, and the formula says so; gains
/// shift the absorbance by a constant. Without counts, or without a gain that was known before, there
/// is no absorbance: it is NaN, a gap in a plot.
final class Absorbance implements Readable {
    private static final String DEVICE = "absorption";

    /// Column of the time that was asked for, in s.
    static final String DWELL = "dwell";

    private static final String SAMPLE = "mu";
    private static final String REFERENCE = "mu_reference";
    private static final int PRECISION = 4;

    private final Readable counter;
    private final Counters counters;
    private final Supplier<Duration> dwell;
    private final Map<String, Pair> pairs = new LinkedHashMap<>();

    /// Intensities before and behind something.
    private record Pair(String before, String behind, boolean corrected) {
        String formula() {
            return corrected
                    ? "ln((%s / %s) / (%s / %s))"
                            .formatted(
                                    before, before + Detector.GAIN, behind, behind + Detector.GAIN)
                    : "ln(" + before + " / " + behind + ")";
        }
    }

    /// Looks which gains are known.
    ///
    /// @param counter what is read
    /// @param counters which of its columns are i0, it and i2
    /// @param dwell of the present point
    Absorbance(Readable counter, Counters counters, Supplier<Duration> dwell) {
        this.counter = counter;
        this.counters = counters;
        this.dwell = dwell;
        pairs.put(SAMPLE, pair(counters.i0(), counters.it()));
        counters.i2().ifPresent(i2 -> pairs.put(REFERENCE, pair(counters.it(), i2)));
    }

    private Pair pair(String before, String behind) {
        Map<String, Reading> known = counter.configuration();
        return new Pair(
                before,
                behind,
                known.containsKey(before + Detector.GAIN)
                        && known.containsKey(behind + Detector.GAIN));
    }

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
        pairs.forEach((column, pair) ->
                keys.put(
                        column,
                        DataKey.number(
                                DataKey.DERIVED + pair.formula(),
                                "",
                                PRECISION,
                                DEVICE,
                                DataKey.Role.SIGNAL)));
        keys.put(
                DWELL,
                DataKey.number(
                        DataKey.DERIVED + "the recipe",
                        "s",
                        PRECISION,
                        counter.name(),
                        DataKey.Role.AUXILIARY));
        return keys;
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        Map<String, Reading> readings = new LinkedHashMap<>(counter.read());
        Map<String, Reading> gains = counter.configuration();
        pairs.forEach((column, pair) -> readings.put(column, reading(readings, gains, pair)));
        readings.put(
                DWELL,
                new Reading(
                        Measurement.seconds(dwell.get()),
                        Objects.requireNonNull(readings.get(counters.i0())).timestamp()));
        return readings;
    }

    private static Reading reading(
            Map<String, Reading> readings, Map<String, Reading> gains, Pair pair) {
        Reading first = readings.get(pair.before);
        Reading second = readings.get(pair.behind);
        if (first == null || second == null) {
            throw new IllegalStateException("No columns " + pair.before + " and " + pair.behind);
        }
        double of = number(first) / (pair.corrected ? gain(gains, pair.before) : 1);
        double to = number(second) / (pair.corrected ? gain(gains, pair.behind) : 1);
        return new Reading(of > 0 && to > 0 ? Math.log(of / to) : Double.NaN, second.timestamp());
    }

    private static double gain(Map<String, Reading> gains, String column) {
        return number(gains.get(column + Detector.GAIN));
    }

    private static double number(@Nullable Reading reading) {
        return reading != null && reading.value() instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    @Override
    public Map<String, Reading> configuration() {
        return counter.configuration();
    }

    /// The absorbance first: it is what the scan is for.
    @Override
    public List<String> hints() {
        return Stream.concat(pairs.keySet().stream(), counter.hints().stream()).toList();
    }
}
