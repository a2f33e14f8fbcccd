package io.beamdesk.ui.desk;

import io.beamdesk.config.Beamline;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.config.Role;
import io.beamdesk.pv.PvName;
import io.beamdesk.ui.align.CountingViewModel.Counter;
import io.beamdesk.ui.align.CountingViewModel.Wires;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The counters of a beamline as Align shows them.
final class AlignCounting {
    private static final Map<Role, Role> AMPLIFIERS =
            Map.of(Role.I0, Role.I0_GAIN, Role.IT, Role.IT_GAIN, Role.I2, Role.I2_GAIN);

    private AlignCounting() {}

    /// The scaler with the counters that have a role; empty if there are none.
    static Optional<Wires> wires(Beamline beamline) {
        BeamlineFile file = beamline.file();
        return spec(file, Role.SCALER)
                .filter(DeviceSpec.Scaler.class::isInstance)
                .map(DeviceSpec.Scaler.class::cast)
                .map(scaler -> {
                    List<Counter> counters = new ArrayList<>();
                    for (Role role : List.of(Role.I0, Role.IT, Role.I2)) {
                        beamline.column(role)
                                .filter(scaler.channels()::containsKey)
                                .ifPresent(column ->
                                        counters.add(
                                                new Counter(
                                                        column,
                                                        Objects.requireNonNull(
                                                                scaler.channels().get(column)),
                                                        amplifier(file, role))));
                    }
                    return new Wires(scaler.record(), counters, scaler.fullScale());
                })
                .filter(wires -> !wires.counters().isEmpty());
    }

    private static Optional<PvName> amplifier(BeamlineFile file, Role counter) {
        return Optional.ofNullable(AMPLIFIERS.get(counter))
                .flatMap(role -> spec(file, role))
                .filter(DeviceSpec.Choice.class::isInstance)
                .map(spec -> ((DeviceSpec.Choice) spec).pv());
    }

    private static Optional<DeviceSpec> spec(BeamlineFile file, Role role) {
        return Optional.ofNullable(file.roles().get(role))
                .flatMap(name ->
                        file.devices().stream()
                                .filter(entry -> entry.name().equals(name))
                                .findFirst())
                .map(entry -> entry.spec());
    }
}
