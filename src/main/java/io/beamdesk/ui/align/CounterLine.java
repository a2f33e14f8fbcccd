package io.beamdesk.ui.align;

import io.beamdesk.device.AmplifierGain;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.PvBinding;
import io.beamdesk.ui.fx.PvState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// One counter of the table: its counts, and the amplifier before it.
final class CounterLine {
    /// How near a counter is to its full scale.
    enum Load {
        /// Far from it, or nobody knows.
        NORMAL,
        /// From 80 % on.
        HIGH,
        /// From 95 % on: the amplifier or the counter may already have cut.
        SATURATED
    }

    private static final double HIGH = 0.8;
    private static final double SATURATED = 0.95;

    private final String name;
    private final PvBinding counts;
    private final Optional<PvBinding> amplifier;
    private final OptionalDouble fullScale;

    /// @param name of the column: `i0`
    /// @param fullScale counts per second at which it saturates, if that is known
    CounterLine(
            String name,
            PvBinding counts,
            Optional<PvBinding> amplifier,
            OptionalDouble fullScale) {
        this.name = name;
        this.counts = counts;
        this.amplifier = amplifier;
        this.fullScale = fullScale;
    }

    String name() {
        return name;
    }

    /// The amplifier's variable, if the beamline file names one.
    Optional<PvBinding> amplifier() {
        return amplifier;
    }

    /// Labels of the gains in the amplifier's order, empty until it has told them.
    List<String> gains() {
        return amplifier
                .map(PvBinding::state)
                .map(now ->
                        now.properties().labels().isEmpty()
                                        && now.sample() != null
                                        && now.sample().value() instanceof Value.Choice choice
                                ? choice.labels()
                                : now.properties().labels())
                .orElse(List.of());
    }

    /// The label of the present gain, a dash if nobody knows.
    String gain() {
        return amplifier.map(PvBinding::state).map(PvState::text).orElse(Figures.DASH);
    }

    /// The gain in V/A; NaN if it is not known or cannot be trusted.
    double gainValue() {
        return amplifier
                .map(PvBinding::state)
                .filter(CounterLine::isTrusted)
                .map(now -> AmplifierGain.of(now.text()).orElse(Double.NaN))
                .orElse(Double.NaN);
    }

    /// What it has counted; NaN if it is not known or cannot be trusted.
    double counts() {
        PvState now = counts.state();
        return isTrusted(now) ? now.number().orElse(Double.NaN) : Double.NaN;
    }

    /// Counts per second, as they come: the gain is not in them.
    ///
    /// @param elapsed time counted, in s
    double rate(double elapsed) {
        return elapsed > 0 ? counts() / elapsed : Double.NaN;
    }

    /// Part of the full scale; NaN if it is not known.
    double share(double elapsed) {
        return fullScale.isPresent() ? rate(elapsed) / fullScale.getAsDouble() : Double.NaN;
    }

    /// How near it is to its full scale.
    Load load(double elapsed) {
        double share = share(elapsed);
        return share >= SATURATED ? Load.SATURATED : share >= HIGH ? Load.HIGH : Load.NORMAL;
    }

    private static boolean isTrusted(PvState now) {
        return now.connected()
                && now.sample() != null
                && now.sample().alarm().severity() != Severity.INVALID;
    }

    /// Its variables.
    List<PvBinding> bindings() {
        return Stream.concat(Stream.of(counts), amplifier.stream()).toList();
    }
}
