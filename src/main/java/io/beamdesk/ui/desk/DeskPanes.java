package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Settings;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.Role;
import io.beamdesk.device.epics.Recourse;
import io.beamdesk.device.epics.SampleChanger;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.ui.align.AlignPane;
import io.beamdesk.ui.data.DataPane;
import io.beamdesk.ui.data.DataViewModel;
import io.beamdesk.ui.devices.ChangerViewModel;
import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.devices.DevicesPane;
import io.beamdesk.ui.devices.DevicesViewModel;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.live.LivePane;
import io.beamdesk.ui.log.LogPane;
import io.beamdesk.ui.log.LogViewModel;
import io.beamdesk.ui.queue.QueuePane;
import io.beamdesk.ui.queue.QueueSurroundings;
import io.beamdesk.ui.queue.QueueViewModel;
import io.beamdesk.ui.recipes.RecipeShelf;
import io.beamdesk.ui.recipes.RecipesPane;
import io.beamdesk.ui.samples.SamplesPane;
import io.beamdesk.ui.samples.SamplesViewModel;
import io.beamdesk.ui.setup.SetupPane;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// The panes of an open desk, and what they work with. All of it lives on the JavaFX thread.
final class DeskPanes implements AutoCloseable {
    private final Desk desk;
    private final ZoneId zone;
    private final Clock clock;
    private final Pulse pulse;
    private final Executor background;
    private final Consumer<String> show;
    private final HeldBack sampleWork = new HeldBack(inOrder("samples"));
    private final HeldBack dataWork = new HeldBack(inOrder("data"));
    private final LogViewModel log;
    private final DevicesViewModel devices;
    private final MeasuringPanes measuring;
    private final QueueViewModel queue;
    private final SamplesViewModel samples;
    private final Optional<DeskAlignment> alignment;
    private final DataViewModel data;
    private @Nullable Subscription products;

    /// @param show leads to the pane of this title
    DeskPanes(
            Desk desk,
            Settings settings,
            LogViewModel log,
            Pulse pulse,
            Clock clock,
            ZoneId zone,
            Executor background,
            Consumer<String> show) {
        this.desk = desk;
        this.log = log;
        this.pulse = pulse;
        this.clock = clock;
        this.zone = zone;
        this.background = background;
        this.show = show;
        devices = new DevicesViewModel(rows(), pulse);
        measuring = new MeasuringPanes(desk, pulse, clock, zone, background, show);
        queue =
                new QueueViewModel(
                        desk.queue(), desk.engine(), pulse, clock, background, desk::dataFolder);
        queue.editIn(measuring::edit);
        samples =
                new SamplesViewModel(
                        new DeskTrays(
                                desk, measuring.shelf(), this::showInQueue, this::showProduct),
                        sampleWork,
                        Platform::runLater);
        queue.standIn(new Around());
        data =
                new DataViewModel(
                        new DeskData(desk, measuring::load, this::showSample),
                        background,
                        dataWork,
                        Platform::runLater,
                        clock,
                        zone);
        alignment =
                DeskAlignment.of(
                        desk,
                        settings,
                        measuring.counters(),
                        measuring.shelf(),
                        pulse,
                        clock,
                        background);
    }

    /// Their places in the navigation, before the desk is open: the one place that lists them.
    static List<PaneToCome> places(BeamlineFile file) {
        List<PaneToCome> places = new ArrayList<>();
        places.add(new PaneToCome(SetupPane.TITLE, SetupPane.ICON));
        places.add(new PaneToCome(SamplesPane.TITLE, SamplesPane.ICON));
        if (file.roles().containsKey(Role.ALIGNMENT_CAMERA)) {
            places.add(new PaneToCome(AlignPane.TITLE, AlignPane.ICON));
        }
        places.add(new PaneToCome(RecipesPane.TITLE, RecipesPane.ICON));
        places.add(new PaneToCome(QueuePane.TITLE, QueuePane.ICON));
        places.add(new PaneToCome(LivePane.TITLE, LivePane.ICON));
        places.add(new PaneToCome(DataPane.TITLE, DataPane.ICON));
        places.add(new PaneToCome(DevicesPane.TITLE, DevicesPane.ICON));
        places.add(new PaneToCome(LogPane.TITLE, LogPane.ICON));
        return places;
    }

    /// Gives each place its pane.
    void take(List<PaneToCome> places) {
        places.forEach(place -> place.come(pane(place.title())));
    }

    private Pane pane(String title) {
        return switch (title) {
            case SetupPane.TITLE -> measuring.setup();
            case SamplesPane.TITLE -> new SamplesPane(samples, zone);
            case AlignPane.TITLE -> alignment.orElseThrow();
            case RecipesPane.TITLE -> measuring.recipes();
            case QueuePane.TITLE ->
                    new QueuePane(queue, zone, () -> show.accept(RecipesPane.TITLE));
            case LivePane.TITLE -> measuring.live();
            case DataPane.TITLE -> new DataPane(data, zone);
            case DevicesPane.TITLE ->
                    new DevicesPane(
                            devices,
                            changers(),
                            String.valueOf(
                                    desk.beamline()
                                            .file()
                                            .path()
                                            .orElse(Path.of("simulated.json"))
                                            .getFileName()));
            case LogPane.TITLE -> new LogPane(log, zone);
            default -> throw new IllegalArgumentException("There is no pane " + title);
        };
    }

    /// What the first pane need not wait for: samples and catalogue, and Align, which is to see every run
    /// from its beginning.
    void complete() {
        sampleWork.release();
        dataWork.release();
        products = desk.catalogue().watch(() -> Platform.runLater(data::changed));
        alignment.ifPresent(DeskAlignment::follow);
    }

    /// Shows a recipe or a product that is opened from outside.
    void showFile(Path file) {
        if (RecipeShelf.isRecipe(file)) {
            measuring.load(file);
        } else {
            data.open(file);
            show.accept(DataPane.TITLE);
        }
    }

    /// Brings what depends on the time alone up to now.
    void tick() {
        queue.tick();
        samples.tick();
        data.tick();
    }

    /// Shows a product on the Data pane.
    void showProduct(URI product) {
        data.open(Path.of(product));
        show.accept(DataPane.TITLE);
    }

    private void showInQueue(String sample) {
        queue.selectSample(sample);
        show.accept(QueuePane.TITLE);
    }

    /// Where the sample is now: it may have been moved to another place since.
    private void showSample(SampleRef origin) {
        background.execute(() -> {
            SampleRef now =
                    desk.samples()
                            .store()
                            .sample(origin.id())
                            .map(SampleCard::sample)
                            .map(s -> new SampleRef(s.id(), s.tray(), s.position()))
                            .orElse(origin);
            Platform.runLater(() -> {
                samples.show(now.tray(), now.position());
                show.accept(SamplesPane.TITLE);
            });
        });
    }

    /// What is around the queue.
    private final class Around implements QueueSurroundings {
        @Override
        public void showSample(SampleRef sample) {
            DeskPanes.this.showSample(sample);
        }

        @Override
        public List<String> recourses(QueueItem failed) {
            return sampleChangers()
                    .filter(changer ->
                            failed.trouble().contains(changer.name())
                                    || failed.trouble().contains(changer.label()))
                    .flatMap(changer -> changer.recourses().stream())
                    .map(Recourse::what)
                    .toList();
        }

        @Override
        public void showProduct(URI product) {
            DeskPanes.this.showProduct(product);
        }

        @Override
        public void showChanger() {
            List<PvName> variables =
                    sampleChangers().map(changer -> changer.signals().getFirst().pv()).toList();
            devices.show(variables);
            show.accept(DevicesPane.TITLE);
        }
    }

    private Stream<SampleChanger> sampleChangers() {
        return desk.beamline().devices().stream()
                .filter(SampleChanger.class::isInstance)
                .map(SampleChanger.class::cast);
    }

    private List<DeviceRow> rows() {
        return DeviceDescriptions.of(desk.beamline().file()).stream()
                .map(description ->
                        new DeviceRow(description, desk.pvs(), pulse, clock, Platform::runLater))
                .toList();
    }

    private List<ChangerViewModel> changers() {
        return sampleChangers()
                .map(changer ->
                        new ChangerViewModel(
                                changer, pulse, desk::busy, background, Platform::runLater))
                .toList();
    }

    @Override
    public void close() {
        devices.close();
        measuring.close();
        queue.close();
        samples.close();
        if (products != null) {
            products.close();
        }
        data.close();
        alignment.ifPresent(DeskAlignment::close);
    }

    /// Away from the JavaFX thread, one thing after the other.
    private static Executor inOrder(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
    }
}
