package io.beamdesk.ui.desk;

import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.DeviceEntry;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.config.Role;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.PvBinding;
import io.beamdesk.ui.fx.PvState;
import io.beamdesk.ui.fx.ValueState;
import io.beamdesk.ui.shell.HeaderViewModel;
import io.beamdesk.ui.shell.HeaderViewModel.Word;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;

/// The values of the header, from the devices that play the parts of the beamline file.
final class HeaderBinding implements AutoCloseable {
    /// Part of the ring current that its last figures tremble by.
    private static final double STEADY = 1e-3;

    /// Seconds between two ring currents that differ by less: the last figures never rest, and each change
    /// crosses the network.
    private static final int CALM = 5;

    private final BeamlineFile file;
    private final Pvs pvs;
    private final Pulse pulse;
    private final InstantSource clock;
    private final List<PvBinding> bindings = new ArrayList<>();
    private final ObjectProperty<PvState> shownRing;
    private PvState latestRing;
    private int seconds;

    HeaderBinding(
            HeaderViewModel header, BeamlineFile file, Pvs pvs, Pulse pulse, InstantSource clock) {
        this.file = file;
        this.pvs = pvs;
        this.pulse = pulse;
        this.clock = clock;
        shownRing = header.ringProperty();
        latestRing = shownRing.get();
        bind(readback(Role.RING_CURRENT), this::ring);
        bind(readback(Role.ENERGY), header.energyProperty()::set);
        bind(
                doneMoving(Role.ENERGY),
                state ->
                        header.energyMovingProperty()
                                .set(state.connected() && state.number().orElse(1) == 0));
        bind(readback(Role.FRONT_END), state -> header.frontEndProperty().set(shutter(state)));
        bind(
                readback(Role.FAST_SHUTTER),
                state -> header.fastShutterProperty().set(shutter(state)));
        bind(readback(Role.HUTCH), state -> header.hutchProperty().set(hutch(state)));
    }

    /// Looks at what changes all the time; once a second.
    void tick() {
        seconds++;
        if (seconds % CALM == 0 && !latestRing.equals(shownRing.get())) {
            shownRing.set(latestRing);
        }
    }

    /// What a person has to know is shown at once: another state, or another current.
    private void ring(PvState now) {
        PvState before = shownRing.get();
        latestRing = now;
        double was = before.number().orElse(Double.NaN);
        double is = now.number().orElse(Double.NaN);
        if (ValueState.of(before, false) != ValueState.of(now, false)
                || !(Math.abs(is - was) <= STEADY * Math.abs(was))) {
            shownRing.set(now);
        }
    }

    @Override
    public void close() {
        bindings.forEach(PvBinding::close);
    }

    /// A shutter's status in the words of the header.
    static Word shutter(PvState state) {
        String text = state.text().toLowerCase(Locale.ROOT);
        if (!state.connected() || state.sample() == null) {
            return Word.UNKNOWN;
        }
        return switch (text) {
            case "open" -> Word.OPEN;
            case "closed" -> Word.CLOSED;
            default -> Word.TRAVELLING;
        };
    }

    /// The hutch's status in the words of the header.
    static Word hutch(PvState state) {
        if (!state.connected() || state.sample() == null) {
            return Word.UNKNOWN;
        }
        return state.text().equalsIgnoreCase("ready") ? Word.READY : Word.NOT_READY;
    }

    private void bind(Optional<PvName> name, Consumer<PvState> show) {
        name.ifPresent(pv -> {
            PvBinding binding = new PvBinding(pvs.open(pv), pulse, clock);
            bindings.add(binding);
            binding.stateProperty().subscribe((_, now) -> show.accept(now));
        });
    }

    private Optional<DeviceSpec> spec(Role role) {
        return Optional.ofNullable(file.roles().get(role))
                .flatMap(name ->
                        file.devices().stream()
                                .filter(entry -> entry.name().equals(name))
                                .findFirst())
                .map(DeviceEntry::spec);
    }

    private Optional<PvName> readback(Role role) {
        return spec(role).flatMap(HeaderBinding::readbackOf);
    }

    private Optional<PvName> doneMoving(Role role) {
        return spec(role)
                .flatMap(spec ->
                        spec instanceof DeviceSpec.Motor motor
                                ? Optional.of(motor.record().field("DMOV"))
                                : Optional.empty());
    }

    private static Optional<PvName> readbackOf(DeviceSpec spec) {
        return switch (spec) {
            case DeviceSpec.Motor(PvName record, var _) -> Optional.of(record.field("RBV"));
            case DeviceSpec.Setting(PvName setpoint, var readback, var _, var _) ->
                    Optional.of(readback.orElse(setpoint));
            case DeviceSpec.Shutter(var wires) -> Optional.of(wires.status());
            case DeviceSpec.Signal(var columns) -> columns.values().stream().findFirst();
            case DeviceSpec.Choice(PvName pv, var _) -> Optional.of(pv);
            case DeviceSpec.Scaler _, DeviceSpec.Detector _, DeviceSpec.Changer _ ->
                    Optional.empty();
        };
    }
}
