package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.config.Role;
import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.ChoiceSetting;
import io.beamdesk.device.epics.Motor;
import io.beamdesk.device.epics.Setting;
import io.beamdesk.document.DataKey;
import io.beamdesk.engine.EngineException;
import io.beamdesk.engine.Forecast;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Range;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.scrape.Scraped;
import io.beamdesk.recipe.scrape.SscanChange;
import io.beamdesk.recipe.scrape.SscanException;
import io.beamdesk.recipe.scrape.SscanRecord;
import io.beamdesk.ui.queue.QueueViewModel;
import io.beamdesk.ui.recipes.LiveRecords;
import io.beamdesk.ui.recipes.RecipeDesk;
import io.beamdesk.ui.recipes.Sights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the Recipes pane needs, of a desk.
final class DeskRecipes implements RecipeDesk {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");

    private final Desk desk;
    private final Sights sights;

    DeskRecipes(Desk desk) {
        this.desk = desk;
        sights = new DeskSights(desk, this::axes);
    }

    @Override
    public List<AxisState> axes() {
        return desk.axes().stream().map(name -> state(desk.beamline().device(name))).toList();
    }

    /// None for a motor that does not answer: its row says so, and the pane works without it.
    private static Range limits(Motor motor) {
        try {
            return motor.limits();
        } catch (DeviceException.Disconnected _) {
            return Range.NONE;
        }
    }

    private static AxisState state(Device device) {
        Signal readback =
                switch (device) {
                    case Motor motor -> motor.readback();
                    case Setting setting -> setting.readback();
                    default -> device.signals().getFirst();
                };
        Range limits =
                device instanceof Motor motor
                        ? limits(motor)
                        : device instanceof Setting setting
                                ? setting.setpoint().state().properties().control()
                                : Range.NONE;
        Properties properties = readback.state().properties();
        return new AxisState(
                device.name(),
                device.label(),
                properties.units(),
                properties.precision(),
                limits,
                readback.state().number().map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    @Override
    public List<Choice> detectors() {
        return desk.detectors().stream().map(this::choice).toList();
    }

    @Override
    public List<Choice> readables() {
        List<String> detectors = desk.detectors();
        return desk.beamline().devices().stream()
                .filter(d -> d instanceof Readable && !detectors.contains(d.name()))
                .map(d -> new Choice(d.name(), d.label()))
                .toList();
    }

    private Choice choice(String name) {
        return new Choice(name, desk.beamline().device(name).label());
    }

    @Override
    public Optional<View> view(String detector) {
        return desk.detectors().contains(detector)
                        && desk.beamline().device(detector) instanceof AreaDetector camera
                ? camera.fieldOfView().map(f -> new View(f.width(), f.height()))
                : Optional.empty();
    }

    @Override
    public List<Selectable> settings() {
        return desk.settings().stream()
                .map(device -> new Selectable(device.name(), device.label(), device.choices()))
                .toList();
    }

    @Override
    public List<String> counters(String detector) {
        if (!desk.detectors().contains(detector)) {
            return List.of();
        }
        try {
            return desk.beamline().readable(detector).describe().entrySet().stream()
                    .filter(column -> column.getValue().shape().isEmpty())
                    .filter(column -> column.getValue().role() == DataKey.Role.SIGNAL)
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (DeviceException _) {
            // It does not tell while it is not connected.
            return List.of();
        }
    }

    @Override
    public List<String> gains(String counter) {
        return Stream.of(Role.I0_GAIN, Role.IT_GAIN, Role.I2_GAIN)
                .filter(role -> role.name().equalsIgnoreCase(counter + "_gain"))
                .flatMap(role -> desk.beamline().role(role, ChoiceSetting.class).stream())
                .flatMap(amplifier -> amplifier.choices().stream())
                .toList();
    }

    @Override
    public Sights sights() {
        return sights;
    }

    @Override
    public LiveRecords records() {
        return new Records(desk);
    }

    private record Records(Desk desk) implements LiveRecords {
        @Override
        public List<String> names() {
            return desk.beamline().file().scanRecords().stream().map(PvName::toString).toList();
        }

        @Override
        public CompletableFuture<Scraped> scrape(String record) {
            return at(record, live -> live.scrape(Optional.empty()));
        }

        @Override
        public CompletableFuture<SscanChange> compare(String record, Recipe recipe) {
            return at(record, live -> live.compare(recipe));
        }

        @Override
        public CompletableFuture<SscanChange> apply(String record, SscanChange change) {
            return at(record, live -> live.apply(change));
        }

        private <T> CompletableFuture<T> at(
                String record, Function<SscanRecord, CompletableFuture<T>> question) {
            try {
                return question.apply(desk.scanRecord(SscanRecord.name(record)));
            } catch (PvException | SscanException refused) {
                return CompletableFuture.failedFuture(refused);
            }
        }
    }

    @Override
    public Forecast check(Recipe recipe) {
        return desk.check(recipe);
    }

    @Override
    public Optional<String> busy() {
        return desk.busy();
    }

    @Override
    public void run(Recipe recipe, Forecast forecast) {
        desk.busy()
                .ifPresent(why -> {
                    throw new EngineException(why);
                });
        var _ = desk.run(recipe, forecast);
    }

    @Override
    public CompletableFuture<Void> update(String item, Recipe recipe) {
        return desk.queue().edit(item, recipe, recipe.sample());
    }

    @Override
    public void enqueue(Recipe recipe) {
        var _ =
                desk.queue()
                        .enqueue(recipe)
                        .exceptionally(refused -> {
                            LOG.warn(
                                    "{} is not in the queue: {}",
                                    recipe.name(),
                                    QueueViewModel.sentence(refused));
                            return null;
                        });
    }
}
