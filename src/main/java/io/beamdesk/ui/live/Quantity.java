package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.EventDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What can be plotted against the axis of a run: a column, or one that two columns give.
public sealed interface Quantity {
    /// A column as it was measured.
    ///
    /// @param key the column
    record Column(String key) implements Quantity {}

    /// Transmitted over incident intensity.
    ///
    /// @param over the column above the line
    /// @param under the column below it
    record Ratio(String over, String under) implements Quantity {}

    /// Absorption: the logarithm of incident over transmitted intensity.
    ///
    /// @param incident column of the counts before the sample
    /// @param transmitted column of the counts behind it
    /// @param gains of their amplifiers; empty if they are not known, which shifts it by a constant
    record Absorption(String incident, String transmitted, Optional<Gains> gains)
            implements Quantity {}

    /// Gains of two amplifiers in V/A.
    record Gains(double incident, double transmitted) {}

    /// The slope of another quantity along the axis.
    ///
    /// @param of what it is the slope of
    record Derivative(Quantity of) implements Quantity {}

    /// One choice of the pane: a name, and the curves that it draws.
    ///
    /// @param name what the button says
    /// @param curves quantities drawn together, the first first
    record Choice(String name, List<Quantity> curves) {
        /// Copies the list.
        public Choice {
            curves = List.copyOf(curves);
        }
    }

    /// Name on the legend and the axis.
    default String title() {
        return switch (this) {
            case Column(String key) -> key;
            case Ratio(String over, String under) -> over + " / " + under;
            case Absorption(String incident, String transmitted, Optional<Gains> gains) ->
                    gains.isEmpty()
                            ? "ln(" + incident + " / " + transmitted + ")"
                            : "ln((%s / g) / (%s / g))".formatted(incident, transmitted);
            case Derivative(Quantity of) -> "d " + of.title();
        };
    }

    /// Whether it is measured by the stream's columns alone.
    default boolean measuredBy(Set<String> keys) {
        return switch (this) {
            case Column(String key) -> keys.contains(key);
            case Ratio(String over, String under) -> keys.contains(over) && keys.contains(under);
            case Absorption(String incident, String transmitted, Optional<Gains> _) ->
                    keys.contains(incident) && keys.contains(transmitted);
            case Derivative(Quantity of) -> of.measuredBy(keys);
        };
    }

    /// Its value at one point; NaN where a column is missing, the division has no result, or one
    /// point is not enough.
    default double at(ToDoubleFunction<String> row) {
        double value =
                switch (this) {
                    case Column(String key) -> row.applyAsDouble(key);
                    case Ratio(String over, String under) ->
                            row.applyAsDouble(over) / row.applyAsDouble(under);
                    case Absorption(String incident, String transmitted, Optional<Gains> gains) ->
                            Math.log(row.applyAsDouble(incident) / row.applyAsDouble(transmitted))
                                    - gains.map(g -> Math.log(g.incident / g.transmitted))
                                            .orElse(0.0);
                    case Derivative _ -> Double.NaN;
                };
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /// What a run offers to plot, the most telling first: absorption and ratio where the run counts
    /// i0 and it, then these counters together, then every other scalar worth plotting. On an energy
    /// axis absorption comes before the ratio.
    static List<Choice> choices(EventDescriptor stream, List<String> motors) {
        List<String> worth = worthPlotting(stream, motors);
        Optional<String> i0 = counter(worth, stream, "i0");
        Optional<String> it = counter(worth, stream, "it");
        List<Choice> choices = new ArrayList<>();
        List<String> absorbances =
                worth.stream().filter(key -> isAbsorbance(stream.dataKeys().get(key))).toList();
        absorbances.forEach(key -> choices.add(new Choice(symbol(key), columns(List.of(key)))));
        worth.removeAll(absorbances);
        if (i0.isPresent() && it.isPresent()) {
            Quantity ratio = new Ratio(it.get(), i0.get());
            Quantity absorption =
                    new Absorption(i0.get(), it.get(), gains(stream, i0.get(), it.get()));
            boolean energy =
                    stream.dataKeys().values().stream()
                            .anyMatch(k ->
                                    motors.contains(k.objectName())
                                            && k.units().equalsIgnoreCase("eV"));
            List<Quantity> derived =
                    !absorbances.isEmpty()
                            ? List.of()
                            : energy ? List.of(absorption, ratio) : List.of(ratio, absorption);
            derived.forEach(q -> choices.add(new Choice(q.title(), List.of(q))));
        }
        List<String> counters =
                List.of("i0", "it", "i2").stream()
                        .flatMap(name -> counter(worth, stream, name).stream())
                        .toList();
        if (counters.size() > 1) {
            choices.add(new Choice(String.join(", ", counters), columns(counters)));
            worth.removeAll(counters);
        }
        worth.forEach(key -> choices.add(new Choice(key, columns(List.of(key)))));
        return choices;
    }

    /// The gains of the two columns' amplifiers when the run began, if it has kept both.
    private static Optional<Gains> gains(EventDescriptor stream, String i0, String it) {
        return gain(stream, i0)
                .flatMap(incident ->
                        gain(stream, it).map(transmitted -> new Gains(incident, transmitted)));
    }

    private static Optional<Double> gain(EventDescriptor stream, String column) {
        return stream.configuration().values().stream()
                .flatMap(settings -> Optional.ofNullable(settings.get(column + "_gain")).stream())
                .flatMap(reading ->
                        reading.value() instanceof Number gain
                                ? Stream.of(gain.doubleValue())
                                : Stream.empty())
                .findFirst();
    }

    /// Whether the column is an absorbance that the run itself has computed.
    private static boolean isAbsorbance(@Nullable DataKey key) {
        return key != null && key.source().startsWith(DataKey.DERIVED + "ln(");
    }

    private static String symbol(String absorbance) {
        return absorbance.replaceFirst("^mu", "μ").replace('_', ' ');
    }

    /// What the axis of a column says: an absorbance says how it was computed.
    static String words(String key, DataKey what) {
        return isAbsorbance(what)
                ? symbol(key) + " = " + what.source().substring(DataKey.DERIVED.length())
                : key;
    }

    private static List<Quantity> columns(List<String> keys) {
        return keys.stream().<Quantity>map(Column::new).toList();
    }

    private static List<String> worthPlotting(EventDescriptor stream, List<String> motors) {
        Set<String> worth = new LinkedHashSet<>();
        stream.hints()
                .forEach(
                        (device, keys) -> worth.addAll(motors.contains(device) ? List.of() : keys));
        stream.dataKeys()
                .forEach((key, what) -> {
                    if (what.role() == DataKey.Role.SIGNAL) {
                        worth.add(key);
                    }
                });
        worth.removeIf(key -> !isScalar(stream.dataKeys(), key));
        return new ArrayList<>(worth);
    }

    private static boolean isScalar(Map<String, DataKey> keys, String key) {
        DataKey what = keys.get(key);
        return what != null
                && what.shape().isEmpty()
                && what.external().isEmpty()
                && (what.dtype() == DataKey.Dtype.NUMBER || what.dtype() == DataKey.Dtype.INTEGER);
    }

    /// The column that counts for the role: named so itself, by its device, or by its last word.
    private static Optional<String> counter(
            List<String> keys, EventDescriptor stream, String role) {
        return keys.stream()
                .filter(key ->
                        key.equals(role)
                                || key.endsWith("_" + role)
                                || isNamed(stream.dataKeys().get(key), role))
                .findFirst();
    }

    private static boolean isNamed(@Nullable DataKey key, String role) {
        return key != null && key.objectName().equals(role);
    }
}
