package io.beamdesk.ui.align;

import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Value;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.PvBinding;
import io.beamdesk.ui.fx.SetpointModel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The counters while aligning: counts behind a scaler record, the gains of the amplifiers before them,
/// and the absorption that both give.
///
/// It owns its channels and closes them. All of it belongs to the JavaFX thread.
public final class CountingViewModel implements AutoCloseable {
    /// A counter and its variables.
    ///
    /// @param name of the column: `i0`
    /// @param channel number of the scaler's channel, from 1
    /// @param gain of the amplifier before it, if there is one to set
    public record Counter(String name, int channel, Optional<PvName> gain) {}

    /// A scaler record with what is wired to it.
    ///
    /// @param record `SIM:scaler1`
    /// @param counters in the order shown: before the sample, behind it, behind the reference
    /// @param fullScale counts per second at which they saturate, if that is known
    public record Wires(PvName record, List<Counter> counters, OptionalDouble fullScale) {}

    private final List<CounterLine> lines;
    private final PvBinding count;
    private final PvBinding repeat;
    private final PvBinding elapsed;
    private final PvBinding preset;
    private final SetpointModel countTime;
    private final Supplier<Optional<String>> held;
    private final Executor fxThread;
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ReadOnlyObjectWrapper<AlignViewModel.Note> note =
            new ReadOnlyObjectWrapper<>(this, "note", AlignViewModel.Note.NONE);

    /// Opens the variables.
    ///
    /// @param held why nobody may count or change a gain now, as a sentence; empty if one may
    /// @param fxThread runs what changes the properties
    public CountingViewModel(
            Wires wires,
            Supplier<Optional<String>> held,
            Pvs pvs,
            Pulse pulse,
            InstantSource clock,
            Executor fxThread) {
        this.held = held;
        this.fxThread = fxThread;
        count = new PvBinding(pvs.open(wires.record().field("CNT")), pulse, clock);
        repeat = new PvBinding(pvs.open(wires.record().field("CONT")), pulse, clock);
        elapsed = new PvBinding(pvs.open(wires.record().field("T")), pulse, clock);
        preset = new PvBinding(pvs.open(wires.record().field("TP")), pulse, clock);
        countTime = new SetpointModel(preset.state(), this::setCountTime, fxThread);
        preset.stateProperty().subscribe(countTime::show);
        lines =
                wires.counters().stream()
                        .map(counter ->
                                new CounterLine(
                                        counter.name(),
                                        new PvBinding(
                                                pvs.open(
                                                        wires.record()
                                                                .field("S" + counter.channel())),
                                                pulse,
                                                clock),
                                        counter.gain()
                                                .map(pv ->
                                                        new PvBinding(pvs.open(pv), pulse, clock)),
                                        wires.fullScale()))
                        .toList();
        bindings().forEach(binding -> binding.stateProperty().subscribe(_ -> changed()));
    }

    private List<PvBinding> bindings() {
        List<PvBinding> all = new ArrayList<>(List.of(count, repeat, elapsed, preset));
        lines.forEach(line -> all.addAll(line.bindings()));
        return all;
    }

    /// Takes updates while somebody sees them.
    void setShown(boolean shown) {
        bindings().forEach(binding -> binding.setShown(shown));
        look();
    }

    /// Looks again whether a run holds the counters.
    void look() {
        countTime.hold(held.get().orElse(""));
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }

    /// Changes whenever there is something new to show.
    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// The counters in the order shown.
    List<CounterLine> lines() {
        return lines;
    }

    /// Time counted, in s; NaN if nobody knows.
    double elapsed() {
        return elapsed.state().number().orElse(Double.NaN);
    }

    /// Time to count, to be set.
    SetpointModel countTime() {
        return countTime;
    }

    /// Whether a count was asked for and is not over.
    boolean isCounting() {
        return count.state().number().orElse(0) != 0;
    }

    /// Whether it counts over and over.
    boolean isRepeating() {
        return repeat.state().number().orElse(0) != 0;
    }

    /// Absorption of the sample, ln((i0/g0) / (it/gt)), between the first two counters; NaN while a
    /// count or a gain is not known.
    double sampleAbsorption() {
        return absorption(0);
    }

    /// Absorption of the reference behind it, between the second and the third counter.
    double referenceAbsorption() {
        return absorption(1);
    }

    private double absorption(int first) {
        if (lines.size() < first + 2) {
            return Double.NaN;
        }
        double before = lines.get(first).counts() / lines.get(first).gainValue();
        double behind = lines.get(first + 1).counts() / lines.get(first + 1).gainValue();
        return before > 0 && behind > 0 ? Math.log(before / behind) : Double.NaN;
    }

    /// What is said about the last thing asked for.
    ReadOnlyObjectProperty<AlignViewModel.Note> noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Counts once, or ends the count that is under way.
    void count() {
        ask("Counting", count, new Value.Whole(isCounting() ? 0 : 1));
    }

    /// Counts over and over, or no more.
    void setRepeating(boolean on) {
        ask("Auto count", repeat, new Value.Whole(on ? 1 : 0));
    }

    /// Sets the gain of a counter's amplifier to one of its labels.
    void setGain(CounterLine line, String label) {
        line.amplifier()
                .filter(_ -> !label.equals(line.gain()))
                .ifPresent(pv -> ask("Gain of " + line.name(), pv, new Value.Text(label)));
    }

    /// Sets the gain so many steps higher, within what the amplifier has.
    void stepGain(CounterLine line, int steps) {
        List<String> gains = line.gains();
        int at = gains.indexOf(line.gain());
        if (at >= 0) {
            setGain(line, gains.get(Math.clamp((long) at + steps, 0, gains.size() - 1)));
        }
    }

    private void ask(String what, PvBinding pv, Value value) {
        Optional<String> lock = held.get();
        if (lock.isPresent()) {
            note.set(new AlignViewModel.Note(lock.get(), true));
            changed();
            return;
        }
        note.set(AlignViewModel.Note.NONE);
        var _ =
                pv.send(value)
                        .whenCompleteAsync(
                                (_, failure) -> {
                                    if (failure != null) {
                                        note.set(
                                                new AlignViewModel.Note(
                                                        what + ": " + Sentences.of(failure), true));
                                        changed();
                                    }
                                },
                                fxThread);
    }

    private CompletableFuture<Void> setCountTime(Value value) {
        return held.get()
                .map(why -> CompletableFuture.<Void>failedFuture(new IllegalStateException(why)))
                .orElseGet(() -> preset.send(value));
    }

    @Override
    public void close() {
        bindings().forEach(PvBinding::close);
    }
}
