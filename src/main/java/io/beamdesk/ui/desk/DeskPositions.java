package io.beamdesk.ui.desk;

import io.beamdesk.app.Alignment;
import io.beamdesk.app.Alignments;
import io.beamdesk.app.Desk;
import io.beamdesk.config.DeviceEntry;
import io.beamdesk.config.Role;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.engine.EngineException;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.Problem;
import io.beamdesk.engine.RunRequest;
import io.beamdesk.plan.OnSample.Axle;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.Positioning;
import io.beamdesk.ui.align.Positions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Positions of the axes of a desk, and the alignments kept of them in the person's folder.
///
/// @param held why nothing may be set by hand now, as a sentence; empty if it may
record DeskPositions(
        Desk desk, Supplier<Optional<String>> held, Alignments alignments, Executor background)
        implements Positions {
    @Override
    public List<Axis> axes() {
        List<String> movable = desk.axes();
        return desk.beamline().file().devices().stream()
                .filter(entry -> movable.contains(entry.name()))
                .map(this::axis)
                .toList();
    }

    private Axis axis(DeviceEntry entry) {
        Movable<Double> axis = desk.beamline().movable(entry.name());
        return new Axis(
                entry.name(),
                entry.label(),
                entry.group(),
                axis.units(),
                axis.signals().getFirst().state().properties().precision());
    }

    @Override
    public OptionalDouble position(String axis) {
        try {
            return OptionalDouble.of(desk.beamline().movable(axis).position());
        } catch (DeviceException _) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public Optional<String> obstacle(Alignment.Place place) {
        try {
            Movable<Double> axis = desk.beamline().movable(place.device());
            if (!place.units().isEmpty() && !axis.units().equals(place.units())) {
                return Optional.of(
                        axis.label()
                                + " was kept in "
                                + place.units()
                                + " and is in "
                                + (axis.units().isEmpty() ? "no units" : axis.units())
                                + " now; exclude it and keep the alignment anew");
            }
            double _ = axis.position();
            axis.check(place.position());
            return Optional.empty();
        } catch (DeviceException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public String usualGroup() {
        return Optional.ofNullable(desk.beamline().file().roles().get(Role.SAMPLE_X))
                .flatMap(name ->
                        desk.beamline().file().devices().stream()
                                .filter(entry -> entry.name().equals(name))
                                .findFirst())
                .map(DeviceEntry::group)
                .or(() -> axes().stream().map(Axis::group).findFirst())
                .orElse("");
    }

    @Override
    public Alignments.Content kept() throws IOException {
        return alignments.read();
    }

    @Override
    public void keep(String name, List<Alignment.Place> places) throws IOException {
        alignments.save(
                new Alignment(name, Instant.now(), System.getProperty("user.name", ""), places));
    }

    @Override
    public void forget(Alignment alignment) throws IOException {
        alignments.delete(alignment);
    }

    @Override
    public CompletableFuture<Outcome> go(String title, List<Alignment.Place> places) {
        return CompletableFuture.completedFuture(title)
                .thenComposeAsync(words -> started(words, places), background);
    }

    private CompletableFuture<Outcome> started(String title, List<Alignment.Place> places) {
        held.get()
                .ifPresent(why -> {
                    throw new EngineException(why);
                });
        places.stream()
                .flatMap(place -> obstacle(place).stream())
                .findFirst()
                .ifPresent(why -> {
                    throw new EngineException(why);
                });
        Plan plan =
                new Positioning(
                        places.stream()
                                .map(place ->
                                        new Axle(
                                                desk.beamline().movable(place.device()),
                                                place.position()))
                                .toList());
        Forecast forecast = desk.engine().forecast(plan);
        if (!forecast.problems().isEmpty()) {
            throw new EngineException(
                    forecast.problems().stream()
                            .map(Problem::message)
                            .collect(Collectors.joining(" ")));
        }
        return desk.start(new RunRequest(title, plan, Map.of(), 0, forecast.total()));
    }

    @Override
    public void stop() {
        desk.engine().stop();
    }
}
