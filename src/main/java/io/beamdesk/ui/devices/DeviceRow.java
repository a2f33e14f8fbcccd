package io.beamdesk.ui.devices;

import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Value;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.History;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.PvBinding;
import io.beamdesk.ui.fx.PvState;
import io.beamdesk.ui.fx.SetpointModel;
import io.beamdesk.ui.fx.ValueState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One device of the pane: its live values, the state they add up to, and what can be asked of it.
///
/// It owns its channels and closes them. All of it belongs to the JavaFX thread.
public final class DeviceRow implements AutoCloseable {
    /// A setpoint that changed.
    ///
    /// @param time when
    /// @param text what became of it
    public record Change(Instant time, String text) {}

    private static final int MOST_CHANGES = 20;
    private static final Duration TREND = Duration.ofMinutes(10);

    private final DeviceDescription description;
    private final InstantSource clock;
    private final PvBinding readback;
    private final @Nullable PvBinding setpointPv;
    private final @Nullable PvBinding stopPv;
    private final @Nullable PvBinding donePv;
    private final @Nullable SetpointModel setpoint;
    private final ReadOnlyObjectWrapper<ValueState> state =
            new ReadOnlyObjectWrapper<>(this, "state", ValueState.DISCONNECTED);
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper(this, "reason", "");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress");
    private final ReadOnlyBooleanWrapper writable = new ReadOnlyBooleanWrapper(this, "writable");
    private final ReadOnlyBooleanWrapper stoppable = new ReadOnlyBooleanWrapper(this, "stoppable");
    private final DoubleProperty jogStep = new SimpleDoubleProperty(this, "jogStep", Double.NaN);
    private final ObservableList<Change> changes = FXCollections.observableArrayList();

    /// One for all who listen: it is held by nobody else, and its listeners go with it.
    private final ObservableList<Change> changesSeen =
            FXCollections.unmodifiableObservableList(changes);

    private final History history = new History(TREND, 300);
    private Supplier<Optional<String>> busy = Optional::empty;
    private double moveFrom = Double.NaN;
    private double sentHere = Double.NaN;
    private boolean moving;

    /// Opens the variables of a device.
    ///
    /// @param fxThread runs what changes the properties
    public DeviceRow(
            DeviceDescription description,
            Pvs pvs,
            Pulse pulse,
            InstantSource clock,
            Executor fxThread) {
        this(description, name -> new PvBinding(pvs.open(name), pulse, clock), clock, fxThread);
    }

    DeviceRow(
            DeviceDescription description,
            Function<PvName, PvBinding> open,
            InstantSource clock,
            Executor fxThread) {
        this.description = description;
        this.clock = clock;
        readback = open.apply(description.readback());
        setpointPv = description.setpoint().map(open).orElse(null);
        stopPv = description.stop().map(open).orElse(null);
        donePv = description.doneMoving().map(open).orElse(null);
        setpoint =
                setpointPv == null
                        ? null
                        : new SetpointModel(setpointPv.state(), this::send, fxThread);
        if (setpointPv != null && setpoint != null) {
            setpointPv.stateProperty().subscribe((_, now) -> setpointHeard(setpoint, now));
            setpoint.modeProperty().subscribe(_ -> judge());
            setpoint.reasonProperty().subscribe(_ -> judge());
        }
        if (donePv != null) {
            donePv.stateProperty().subscribe((_, now) -> doneHeard(now));
        }
        if (stopPv != null) {
            stopPv.stateProperty().subscribe(_ -> stoppable.set(canStop()));
        }
        readback.stateProperty().subscribe(this::readbackHeard);
    }

    /// What the device is.
    public DeviceDescription description() {
        return description;
    }

    /// The readback.
    public ReadOnlyObjectProperty<PvState> readbackProperty() {
        return readback.stateProperty();
    }

    /// State of the readback alone, without what is typed into the setpoint.
    public ValueState readbackState() {
        return ValueState.of(readback.state(), moving);
    }

    /// The setpoint, if there is one.
    public Optional<SetpointModel> setpoint() {
        return Optional.ofNullable(setpoint);
    }

    /// The state all of it adds up to.
    public ReadOnlyObjectProperty<ValueState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Why it is so, in a few words; empty where nothing needs saying.
    public ReadOnlyStringProperty reasonProperty() {
        return reason.getReadOnlyProperty();
    }

    /// Share of the present move that is done, 0 to 1.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// How far one jog goes; a hundred times the last decimal shown until somebody sets it.
    public DoubleProperty jogStepProperty() {
        return jogStep;
    }

    /// The last changes of the setpoint, newest first.
    public ObservableList<Change> changes() {
        return changesSeen;
    }

    /// The readback of the last ten minutes.
    public History history() {
        return history;
    }

    /// Whether it is on its way.
    public boolean isMoving() {
        return moving;
    }

    /// Limits of the setpoint, or of the scale of the readback where there is no setpoint.
    public Range limits() {
        Range control = setpoint == null ? Range.NONE : setpoint.state().properties().control();
        Range display = readback.state().properties().display();
        return control.isSet() ? control : display;
    }

    /// Where it is going, if it moves.
    public OptionalDouble target() {
        return moving && setpoint != null ? setpoint.state().number() : OptionalDouble.empty();
    }

    /// Whether this desk may stop it now.
    public boolean canStop() {
        return stopPv != null && stopPv.state().connected() && stopPv.state().access().writable();
    }

    /// The same as it changes.
    public ReadOnlyBooleanProperty stoppableProperty() {
        return stoppable.getReadOnlyProperty();
    }

    /// Whether this desk may write the setpoint now.
    public ReadOnlyBooleanProperty writableProperty() {
        return writable.getReadOnlyProperty();
    }

    /// Whether there is anything to stop.
    public boolean hasStop() {
        return stopPv != null;
    }

    /// Stops it; returns at once.
    public void stop() {
        if (stopPv != null) {
            // STOP must be written 1; processing the record is not enough.
            var _ = stopPv.send(new Value.Whole(1));
        }
    }

    /// Moves the setpoint by so many jog steps at once.
    public void jog(int steps) {
        if (setpoint != null && jogStep.get() > 0) {
            setpoint.jog(steps, jogStep.get());
        }
    }

    /// Refuses every change of the setpoint while something else holds the device.
    ///
    /// @param why asked with each change and at [#look], a sentence; empty if nothing holds it
    public void holdWhile(Supplier<Optional<String>> why) {
        busy = why;
        look();
    }

    /// Looks again whether something holds the device.
    public void look() {
        if (setpoint != null) {
            setpoint.hold(busy.get().orElse(""));
            writable.set(setpoint.writable());
            judge();
        }
    }

    /// Holds updates back while nobody sees them, or lets them through again.
    public void setShown(boolean shown) {
        bindings().forEach(binding -> binding.setShown(shown));
    }

    /// Number of variables, and of those that answer.
    public int[] connections() {
        int all = 0;
        int answering = 0;
        for (PvBinding binding : bindings()) {
            all++;
            answering += binding.state().connected() ? 1 : 0;
        }
        return new int[] {answering, all};
    }

    /// Looks again at what depends on the time alone.
    public void tick() {
        if (state.get() == ValueState.DISCONNECTED) {
            judge();
        }
        history.add(clock.instant(), readback.state().number().orElse(Double.NaN));
    }

    @Override
    public void close() {
        bindings().forEach(PvBinding::close);
    }

    private List<PvBinding> bindings() {
        List<PvBinding> all = new ArrayList<>();
        all.add(readback);
        for (PvBinding binding : new @Nullable PvBinding[] {setpointPv, stopPv, donePv}) {
            if (binding != null) {
                all.add(binding);
            }
        }
        return all;
    }

    private CompletableFuture<Void> send(Value value) {
        Optional<String> why = busy.get();
        if (why.isPresent()) {
            return CompletableFuture.failedFuture(new IllegalStateException(why.get()));
        }
        sentHere = value.number().orElse(Double.NaN);
        return setpointPv == null
                ? CompletableFuture.completedFuture(null)
                : setpointPv.send(value);
    }

    private void setpointHeard(SetpointModel model, PvState now) {
        OptionalDouble before = model.state().lastNumber();
        model.show(now);
        OptionalDouble after = now.number();
        if (before.isPresent()
                && after.isPresent()
                && before.getAsDouble() != after.getAsDouble()) {
            String units = now.properties().units();
            String by = after.getAsDouble() == sentHere ? ", this desk" : "";
            changes.addFirst(
                    new Change(
                            clock.instant(),
                            "set to "
                                    + now.text()
                                    + (units.isEmpty() ? "" : "\u00a0" + units)
                                    + by));
            if (changes.size() > MOST_CHANGES) {
                changes.removeLast();
            }
            moveFrom = readback.state().number().orElse(Double.NaN);
        }
        writable.set(model.writable());
        judge();
    }

    private void doneHeard(PvState now) {
        boolean next = now.connected() && now.number().orElse(1) == 0;
        if (next && !moving) {
            moveFrom = readback.state().number().orElse(Double.NaN);
        }
        moving = next;
        judge();
    }

    private void readbackHeard(PvState now) {
        history.add(clock.instant(), now.number().orElse(Double.NaN));
        if (Double.isNaN(jogStep.get()) && now.connected() && now.sample() != null) {
            jogStep.set(Math.pow(10, 2 - Math.min(now.properties().precision(), 3)) / 2);
        }
        judge();
    }

    private void judge() {
        PvState now = readback.state();
        ValueState measured = ValueState.of(now, moving);
        SetpointModel.Mode mode =
                setpoint == null ? SetpointModel.Mode.IDLE : setpoint.modeProperty().get();
        ValueState next =
                switch (measured) {
                    case DISCONNECTED, MINOR, MAJOR, INVALID, MOVING, READ_ONLY, PENDING ->
                            measured;
                    case NORMAL -> restingState(mode);
                };
        if (mode == SetpointModel.Mode.PENDING && measured != ValueState.DISCONNECTED) {
            next = ValueState.PENDING;
        }
        state.set(next);
        reason.set(reason(next, mode, now));
        progress.set(moving ? share(now) : 0);
    }

    private ValueState restingState(SetpointModel.Mode mode) {
        // A sample changer has no setpoint, and is commanded all the same.
        boolean commanded = description.kind() == DeviceDescription.Kind.CHANGER;
        return (setpoint == null && !commanded) || mode == SetpointModel.Mode.READ_ONLY
                ? ValueState.READ_ONLY
                : ValueState.NORMAL;
    }

    private String reason(ValueState shown, SetpointModel.Mode mode, PvState now) {
        if (mode == SetpointModel.Mode.REFUSED && setpoint != null) {
            return setpoint.reasonProperty().get();
        }
        return switch (shown) {
            case NORMAL -> "";
            case MINOR, MAJOR, INVALID -> Reasons.ofAlarm(now);
            case DISCONNECTED -> Reasons.ofDisconnection(now, clock.instant());
            case READ_ONLY ->
                    setpoint == null
                            ? ""
                            : busy.get().isPresent() ? "held by a run" : "no write access";
            case MOVING -> moving ? "to " + toText() : "";
            case PENDING -> "Enter to send";
        };
    }

    private String toText() {
        return setpoint == null ? Figures.DASH : setpoint.state().text();
    }

    private double share(PvState now) {
        double to = target().orElse(Double.NaN);
        double at = now.number().orElse(Double.NaN);
        double share = (at - moveFrom) / (to - moveFrom);
        return Double.isFinite(share) ? Math.clamp(share, 0, 1) : 0;
    }
}
