package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.device.Detector;
import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Signal;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.PvReading;
import io.beamdesk.engine.EngineException;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.Problem;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.ui.align.Scanning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Short scans on a desk.
///
/// @param held why nothing may be set by hand now, as a sentence; empty if it may
record DeskScanning(Desk desk, Supplier<Optional<String>> held, Executor background)
        implements Scanning {
    @Override
    public List<Axis> axes() {
        return desk.axes().stream()
                .map(name -> {
                    Movable<Double> axis = desk.beamline().movable(name);
                    Signal readback = axis.signals().getFirst();
                    return new Axis(
                            name,
                            axis.label(),
                            axis.units(),
                            readback.state().properties().precision());
                })
                .toList();
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Device device : desk.beamline().devices()) {
            if (device instanceof Detector counter && !(device instanceof AreaDetector)) {
                counter.hints().forEach(c -> columns.add(new Column(c, c, device.name(), true)));
            }
        }
        for (Device device : desk.beamline().devices()) {
            if (device instanceof PvReading reading) {
                List<String> all = reading.hints();
                all.forEach(c ->
                        columns.add(
                                new Column(
                                        c,
                                        all.size() == 1
                                                ? device.label()
                                                : device.label() + ", " + c,
                                        device.name(),
                                        false)));
            }
        }
        return columns;
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
    public CompletableFuture<Outcome> start(Recipe recipe) {
        return CompletableFuture.completedFuture(recipe)
                .thenComposeAsync(this::started, background);
    }

    private CompletableFuture<Outcome> started(Recipe recipe) {
        held.get()
                .ifPresent(why -> {
                    throw new EngineException(why);
                });
        Forecast forecast = desk.check(recipe);
        if (!forecast.problems().isEmpty()) {
            throw new EngineException(
                    forecast.problems().stream()
                            .map(Problem::message)
                            .collect(Collectors.joining(" ")));
        }
        return desk.run(recipe, forecast);
    }

    @Override
    public void stop() {
        desk.engine().stop();
    }

    @Override
    public CompletableFuture<Void> move(String device, double target) {
        try {
            held.get()
                    .ifPresent(why -> {
                        throw new DeviceException(device, why);
                    });
            Movable<Double> axis = desk.beamline().movable(device);
            axis.check(target);
            return axis.set(target).future();
        } catch (DeviceException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
