package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Desktop.Opening;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.FileDoor;
import io.beamdesk.app.Settings;
import io.beamdesk.device.epics.Recourse;
import io.beamdesk.device.epics.SampleChanger;
import io.beamdesk.log.LogFeed;
import io.beamdesk.log.Logging;
import io.beamdesk.log.Marks;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.ui.data.DataPane;
import io.beamdesk.ui.data.DataViewModel;
import io.beamdesk.ui.devices.ChangerViewModel;
import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.devices.DevicesPane;
import io.beamdesk.ui.devices.DevicesViewModel;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.FxWatchdog;
import io.beamdesk.ui.fx.Painted;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.fx.Ticker;
import io.beamdesk.ui.log.LogEntry;
import io.beamdesk.ui.log.LogPane;
import io.beamdesk.ui.log.LogViewModel;
import io.beamdesk.ui.queue.QueuePane;
import io.beamdesk.ui.queue.QueueSurroundings;
import io.beamdesk.ui.queue.QueueViewModel;
import io.beamdesk.ui.recipes.RecipeShelf;
import io.beamdesk.ui.samples.SamplesPane;
import io.beamdesk.ui.samples.SamplesViewModel;
import io.beamdesk.ui.shell.HeaderViewModel;
import io.beamdesk.ui.shell.NoticesViewModel;
import io.beamdesk.ui.shell.Shell;
import io.beamdesk.ui.shell.StopViewModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The main window: a desk behind the frame. All of it lives on the JavaFX thread.
final class DeskWindow {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");
    private static final int LOG_ENTRIES = 5000;
    private static final List<Integer> ICON_SIZES = List.of(16, 24, 32, 48, 64, 128);
    private static final double WIDTH = 1920;
    private static final double HEIGHT = 1080;

    private final Desk desk;
    private final Clock clock = Clock.systemUTC();
    private final ZoneId zone = ZoneId.systemDefault();
    private final Executor background = task -> Thread.ofVirtual().start(task);
    private final HeldBack sampleWork = new HeldBack(inOrder("samples"));
    private final HeldBack dataWork = new HeldBack(inOrder("data"));
    private final Pulse pulse;
    private final Theme theme;
    private final LogViewModel log;
    private final NoticesViewModel notices = new NoticesViewModel(Platform::runLater);
    private final HeaderViewModel header;
    private final HeaderBinding headerBinding;
    private final RunStripBinding run;
    private final DevicesViewModel devices;
    private final MeasuringPanes measuring;
    private final QueueViewModel queue;
    private final SamplesViewModel samples;
    private final Optional<DeskAlignment> alignment;
    private final DataViewModel data;
    private @Nullable Subscription products;
    private final Shell shell;
    private final AutoCloseable failures;
    private final WindowPlaces places = new WindowPlaces(background);
    private final Ticker second;
    private final AtomicReference<@Nullable FileDoor> door = new AtomicReference<>();

    private DeskWindow(
            Desk desk, Settings settings, List<String> problems, Pulse pulse, Theme theme) {
        this.desk = desk;
        this.pulse = pulse;
        this.theme = theme;
        log = new LogViewModel(pulse, LOG_ENTRIES);
        var _ = Logging.feed().read(entry -> log.add(entry(entry)));
        header = new HeaderViewModel(clock, zone);
        header.beamlineProperty().set(desk.beamline().name());
        headerBinding = new HeaderBinding(header, desk.beamline().file(), desk.pvs(), pulse, clock);
        run = new RunStripBinding(desk.engine(), pulse, clock, zone, () -> openShell("Live"));
        devices = new DevicesViewModel(rows(), pulse);
        measuring = new MeasuringPanes(desk, pulse, clock, zone, background, this::openShell);
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
        StopViewModel stop =
                new StopViewModel(
                        this::stopEverything, background, Platform::runLater, clock, zone);
        shell =
                new Shell(
                        new Shell.Models(header, run.strip(), stop, log, notices),
                        panes(),
                        theme,
                        pulse);
        DeskNotices telling =
                new DeskNotices(
                        desk,
                        notices,
                        new DeskNotices.Ways(this::openShell, this::showProduct),
                        background,
                        zone);
        failures = telling.tellFailures(() -> shell.titleInView());
        telling.tellProblems(problems);
        telling.tellProblems(desk.queue().damages());
        telling.tellRunsLeft();
        telling.tellFirstStart(settings, () -> shell.window());
        shell.lowBandwidthProperty().set(settings.lowBandwidth());
        second = new Ticker(this::tick);
        tick();
    }

    /// Shows the window as soon as the desk is there.
    ///
    /// @param opening the desk on its way
    /// @param asked how it is to be opened
    /// @param closed called when the window is closed and everything is at rest
    /// @throws CompletionException if the desk could not be opened
    static void show(CompletableFuture<Desk> opening, Opening asked, Runnable closed) {
        Settings settings = asked.settings();
        Theme theme = new Theme(settings.dark());
        Pulse pulse = FxPulse.create();
        DeskWindow window =
                new DeskWindow(opening.join(), settings, asked.problems(), pulse, theme);
        window.open(asked.file(), closed);
    }

    private void open(Optional<Path> file, Runnable closed) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Stage stage = new Stage();
        Scene scene =
                shell.scene(
                        Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        stage.setTitle("Beamdesk · " + desk.beamline().name());
        stage.setScene(scene);
        places.place(stage, scene);
        stage.setOnHiding(_ -> places.keep(stage, shell));
        stage.setOnHidden(_ -> {
            second.stop();
            shell.closeWindows();
            // A run is ended safely before the process is: that may take some seconds.
            background.execute(() -> {
                close();
                closed.run();
            });
        });
        theme.darkProperty().subscribe((_, dark) -> remember(settings -> settings.withDark(dark)));
        shell.lowBandwidthProperty()
                .subscribe((_, low) -> remember(settings -> settings.withLowBandwidth(low)));
        // Ring, energy, shutters and STOP are on the screen before the first pane is built.
        stage.setOnShown(_ ->
                Painted.then(
                        scene,
                        () -> {
                            LOG.info("Main window shown");
                            fill(stage, scene);
                            file.ifPresent(this::showFile);
                        }));
        CompletableFuture<Void> live = new CompletableFuture<>();
        header.ringProperty()
                .subscribe(ring -> {
                    if (ring.number().isPresent()) {
                        live.complete(null);
                    }
                });
        var _ = live.thenRun(() -> Painted.then(scene, () -> LOG.info("First live value shown")));
        stage.show();
        second.start();
        background.execute(() -> openDoor(stage));
    }

    /// Builds the first pane.
    private void fill(Stage stage, Scene scene) {
        places.fill(shell);
        stage.getIcons().addAll(icons());
        Painted.then(
                scene,
                () -> {
                    LOG.info("First pane shown");
                    complete();
                    // Before, it builds the window, which may take its second.
                    FxWatchdog.start();
                });
    }

    /// What the first pane need not wait for: samples and catalogue, and Align, which is to see every run
    /// from its beginning.
    private void complete() {
        sampleWork.release();
        dataWork.release();
        products = desk.catalogue().watch(() -> Platform.runLater(data::changed));
        alignment.ifPresent(DeskAlignment::follow);
    }

    private static List<Image> icons() {
        return ICON_SIZES.stream()
                .map(size -> "/io/beamdesk/assets/icons/beamdesk-" + size + ".png")
                .map(name ->
                        new Image(
                                Objects.requireNonNull(DeskWindow.class.getResource(name))
                                        .toString()))
                .toList();
    }

    /// Shows what a person opens from outside while the desktop is open.
    private void openDoor(Stage stage) {
        door.set(
                FileDoor.open(file ->
                                Platform.runLater(() -> {
                                    showFile(file);
                                    stage.setIconified(false);
                                    stage.toFront();
                                }))
                        .orElse(null));
    }

    private void showFile(Path file) {
        LOG.info("{} is opened", file);
        if (RecipeShelf.isRecipe(file)) {
            measuring.load(file);
        } else {
            data.open(file);
            openShell("Data");
        }
    }

    /// The panes in the order of the navigation: the one place that lists them.
    private List<Pane> panes() {
        Path file = desk.beamline().file().path().orElse(Path.of("simulated.json"));
        List<Pane> panes = new ArrayList<>();
        panes.add(measuring.setup());
        panes.add(new SamplesPane(samples, zone));
        alignment.ifPresent(panes::add);
        panes.add(measuring.recipes());
        panes.add(new QueuePane(queue, zone, () -> openShell("Recipes")));
        panes.add(measuring.live());
        panes.add(new DataPane(data, zone));
        panes.add(new DevicesPane(devices, changers(), String.valueOf(file.getFileName())));
        panes.add(new LogPane(log, zone));
        return panes;
    }

    /// Away from the JavaFX thread, one thing after the other.
    private static Executor inOrder(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
    }

    private void openShell(String title) {
        shell.show(title);
    }

    private void showProduct(URI product) {
        data.open(Path.of(product));
        openShell("Data");
    }

    private void showInQueue(String sample) {
        queue.selectSample(sample);
        openShell("Queue");
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
                openShell("Samples");
            });
        });
    }

    /// What is around the queue.
    private final class Around implements QueueSurroundings {
        @Override
        public void showSample(SampleRef sample) {
            DeskWindow.this.showSample(sample);
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
            DeskWindow.this.showProduct(product);
        }

        @Override
        public void showChanger() {
            List<PvName> variables =
                    sampleChangers().map(changer -> changer.signals().getFirst().pv()).toList();
            devices.show(variables);
            openShell("Devices");
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

    private CompletableFuture<Void> stopEverything() {
        LOG.warn("STOP: every motion stops and the fast shutter closes");
        return desk.engine()
                .halt("STOP pressed at this desk")
                .thenAccept(hazards -> {
                    if (!hazards.isEmpty()) {
                        String what = String.join(", ", hazards);
                        LOG.error("STOP is not confirmed: {}", what);
                        throw new CompletionException(new IllegalStateException(what));
                    }
                    LOG.info("Stopped and closed, confirmed from readbacks");
                });
    }

    private void tick() {
        Instant now = clock.instant();
        headerBinding.tick();
        header.nowProperty().set(now);
        Experiment experiment = desk.experiment();
        String joint = experiment.proposal().isEmpty() || experiment.title().isEmpty() ? "" : " · ";
        header.experimentProperty().set(experiment.proposal() + joint + experiment.title());
        run.tick();
        queue.tick();
        samples.tick();
        data.tick();
    }

    private void close() {
        FileDoor open = door.getAndSet(null);
        if (open != null) {
            open.close();
        }
        run.close();
        desk.close();
        Platform.runLater(() -> {
            headerBinding.close();
            devices.close();
            measuring.close();
            queue.close();
            samples.close();
            if (products != null) {
                products.close();
            }
            try {
                failures.close();
            } catch (Exception problem) {
                throw new IllegalStateException(problem);
            }
            data.close();
            alignment.ifPresent(DeskAlignment::close);
        });
    }

    private void remember(UnaryOperator<Settings> change) {
        background.execute(() -> {
            try {
                Settings.change(change);
            } catch (IOException problem) {
                LOG.warn("The settings could not be remembered: {}", problem.getMessage());
            }
        });
    }

    private static LogEntry entry(LogFeed.Entry entry) {
        LogEntry.Level level =
                switch (entry.importance()) {
                    case INFO -> LogEntry.Level.NOTE;
                    case WARNING -> LogEntry.Level.WARNING;
                    case ERROR -> LogEntry.Level.ERROR;
                };
        Marks.Now marks = entry.marks();
        return new LogEntry(
                entry.time(),
                level,
                entry.source(),
                entry.message(),
                Stream.of(marks.run(), marks.sample(), marks.user())
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(" · ")));
    }
}
