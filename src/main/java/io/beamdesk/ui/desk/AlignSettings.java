package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.DeviceEntry;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.config.Role;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.CameraView;
import io.beamdesk.pv.Subscription;
import io.beamdesk.ui.align.AlignCard;
import io.beamdesk.ui.align.JogKeys;
import io.beamdesk.ui.align.LightCards;
import io.beamdesk.ui.align.MotorsCard;
import io.beamdesk.ui.align.Sight;
import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Pulse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Platform;

/// What is set while aligning: the axes of the sample, energy, light and filters of a desk.
final class AlignSettings implements AutoCloseable {
    private final Map<String, DeviceRow> rows = new LinkedHashMap<>();
    private final Desk desk;
    private final Optional<CameraView> view;
    private final Subscription runs;
    private final Supplier<Optional<String>> held;

    /// @param held why nothing may be set by hand now, as a sentence; empty if it may
    AlignSettings(Desk desk, Supplier<Optional<String>> held, Pulse pulse, InstantSource clock) {
        this.desk = desk;
        this.held = held;
        view =
                desk.beamline()
                        .role(Role.ALIGNMENT_CAMERA, AreaDetector.class)
                        .flatMap(camera -> camera.settings().view());
        Function<DeviceEntry, Optional<DeviceRow>> open =
                entry ->
                        DeviceDescriptions.of(entry).stream()
                                .findFirst()
                                .map(row ->
                                        new DeviceRow(
                                                row, desk.pvs(), pulse, clock, Platform::runLater));
        BeamlineFile file = desk.beamline().file();
        List<String> settings =
                Stream.of(Role.ENERGY, Role.ILLUMINATION, Role.FILTER)
                        .map(file.roles()::get)
                        .filter(Objects::nonNull)
                        .toList();
        for (DeviceEntry entry : file.devices()) {
            if (entry.spec() instanceof DeviceSpec.Motor || settings.contains(entry.name())) {
                open.apply(entry).ifPresent(row -> rows.put(entry.name(), row));
            }
        }
        rows.values().forEach(row -> row.holdWhile(held));
        Pulse.Slot<Boolean> changed = pulse.slot(_ -> look());
        Subscription engine = desk.engine().watch(_ -> changed.offer(true));
        Subscription queue = desk.queue().watch(() -> changed.offer(true));
        runs =
                () -> {
                    engine.close();
                    queue.close();
                    changed.close();
                };
    }

    /// Looks again whether anything may be set by hand.
    void look() {
        rows.values().forEach(DeviceRow::look);
    }

    private Optional<DeviceRow> row(Role role) {
        return Optional.ofNullable(desk.beamline().file().roles().get(role)).map(rows::get);
    }

    /// Energy, light and filters; empty if the beamline has none of them.
    Optional<AlignCard> light() {
        Optional<DeviceRow> energy = row(Role.ENERGY);
        Optional<DeviceRow> illumination = row(Role.ILLUMINATION);
        Optional<DeviceRow> filter = row(Role.FILTER);
        return energy.or(() -> illumination).or(() -> filter).isEmpty()
                ? Optional.empty()
                : Optional.of(new LightCards(energy, illumination, filter));
    }

    /// The axes of the sample and of the camera's view, then any other motor.
    AlignCard motors() {
        Map<String, DeviceRow> shown = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(Role.SAMPLE_X, Role.SAMPLE_Y, Role.SAMPLE_Z)
                                .map(desk.beamline().file().roles()::get)
                                .filter(Objects::nonNull),
                        view.stream()
                                .flatMap(v ->
                                        Stream.concat(
                                                Stream.of(v.across().axis(), v.down().axis()),
                                                v.turning().stream()
                                                        .flatMap(t ->
                                                                Stream.of(
                                                                        t.rotation(),
                                                                        t.at0().axis(),
                                                                        t.at90().axis())))))
                .filter(rows::containsKey)
                .forEach(name -> shown.put(name, Objects.requireNonNull(rows.get(name))));
        return new MotorsCard(
                List.copyOf(shown.values()),
                rows.entrySet().stream()
                        .filter(row -> !shown.containsKey(row.getKey()))
                        .filter(row -> row.getValue().hasStop())
                        .map(Map.Entry::getValue)
                        .toList());
    }

    /// Keys that move what the camera sees.
    JogKeys keys(Sight sight) {
        return new JogKeys(
                sight,
                rows,
                row(Role.SAMPLE_Z),
                view.flatMap(CameraView::turning).map(t -> rows.get(t.rotation())),
                held);
    }

    @Override
    public void close() {
        runs.close();
        rows.values().forEach(DeviceRow::close);
    }
}
