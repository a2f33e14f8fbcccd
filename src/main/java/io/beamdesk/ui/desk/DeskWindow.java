package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Desktop.Opening;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.FileDoor;
import io.beamdesk.app.Settings;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.log.LogFeed;
import io.beamdesk.log.Logging;
import io.beamdesk.log.Marks;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.FxWatchdog;
import io.beamdesk.ui.fx.Painted;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.fx.Ticker;
import io.beamdesk.ui.live.LivePane;
import io.beamdesk.ui.log.LogEntry;
import io.beamdesk.ui.log.LogViewModel;
import io.beamdesk.ui.shell.HeaderViewModel;
import io.beamdesk.ui.shell.NoticesViewModel;
import io.beamdesk.ui.shell.Shell;
import io.beamdesk.ui.shell.StopViewModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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

    /// How long the first pane waits for a value in the header.
    private static final Duration VALUE = Duration.ofSeconds(1);

    private static final double WIDTH = 1920;
    private static final double HEIGHT = 1080;

    private final Opening asked;
    private final CompletableFuture<Desk> opening;
    private final Clock clock = Clock.systemUTC();
    private final ZoneId zone = ZoneId.systemDefault();
    private final Executor background = task -> Thread.ofVirtual().start(task);
    private final Pulse pulse = FxPulse.create();
    private final Theme theme;
    private final LogViewModel log = new LogViewModel(pulse, LOG_ENTRIES);
    private final HeaderViewModel header = new HeaderViewModel(clock, zone);
    private final RunStripBinding run = new RunStripBinding(pulse, clock, zone, this::showLive);
    private final DeskNotices notices;
    private final List<PaneToCome> toCome;
    private final Shell shell;
    private final Stage stage = new Stage();
    private final Scene scene;
    private final WindowPlaces places = new WindowPlaces(background);
    private final Ticker second = new Ticker(this::tick);
    private final List<AutoCloseable> following = new ArrayList<>();
    private final AtomicReference<@Nullable FileDoor> door = new AtomicReference<>();
    private @Nullable HeaderBinding values;
    private @Nullable DeskPanes panes;
    private boolean ended;

    private DeskWindow(BeamlineFile file, CompletableFuture<Desk> opening, Opening asked) {
        this.opening = opening;
        this.asked = asked;
        Settings settings = asked.settings();
        theme = new Theme(settings.dark());
        var _ = Logging.feed().read(entry -> log.add(entry(entry)));
        header.beamlineProperty().set(file.name());
        header.openingProperty().set(true);
        toCome = DeskPanes.places(file);
        NoticesViewModel told = new NoticesViewModel(Platform::runLater);
        StopViewModel stop =
                new StopViewModel(
                        this::stopEverything, background, Platform::runLater, clock, zone);
        shell =
                new Shell(
                        new Shell.Models(header, run.strip(), stop, log, told),
                        List.copyOf(toCome),
                        theme,
                        pulse);
        notices =
                new DeskNotices(
                        told,
                        new DeskNotices.Ways(shell::show, this::showProduct),
                        background,
                        zone);
        shell.lowBandwidthProperty().set(settings.lowBandwidth());
        tick();
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        scene =
                shell.scene(
                        Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        stage.setTitle("Beamdesk · " + file.name());
        stage.setScene(scene);
        places.place(stage, scene);
    }

    /// Shows the window, which is filled as the desk comes.
    ///
    /// @param file of the beamline
    /// @param painted completed when the window is on the screen, or closed before
    /// @param opening the desk on its way; if it fails, the window closes
    /// @param asked how it is to be opened
    /// @param closed called when the window is closed and everything is at rest
    static void show(
            BeamlineFile file,
            CompletableFuture<Void> painted,
            CompletableFuture<Desk> opening,
            Opening asked,
            Runnable closed) {
        new DeskWindow(file, opening, asked).open(painted, closed);
    }

    private void open(CompletableFuture<Void> painted, Runnable closed) {
        stage.setOnHiding(_ -> places.keep(stage, shell));
        stage.setOnHidden(_ -> {
            ended = true;
            painted.cancel(false);
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
                            painted.complete(null);
                        }));
        CompletableFuture<Void> live = new CompletableFuture<>();
        header.ringProperty()
                .subscribe(ring -> {
                    if (ring.number().isPresent()) {
                        live.complete(null);
                    }
                });
        CompletableFuture<Void> seen = new CompletableFuture<>();
        var _ =
                live.thenRun(() ->
                        Painted.then(
                                scene,
                                () -> {
                                    LOG.info("First live value shown");
                                    seen.complete(null);
                                }));
        stage.show();
        second.start();
        var _ = opening.thenAcceptAsync(this::follow, Platform::runLater);
        // A pane takes its time to be built: values go first, unless none comes.
        var _ =
                opening.thenCombine(painted, (desk, _) -> desk)
                        .thenCompose(desk ->
                                seen.copy()
                                        .completeOnTimeout(
                                                null, VALUE.toMillis(), TimeUnit.MILLISECONDS)
                                        .thenApply(_ -> desk))
                        .thenAcceptAsync(this::fill, Platform::runLater);
        var _ =
                opening.exceptionally(_ -> {
                    Platform.runLater(stage::hide);
                    return null;
                });
    }

    /// The desk is open: what stands around the panes follows it.
    private void follow(Desk desk) {
        if (ended) {
            return;
        }
        tellOfStart(desk.beamline().file());
        HeaderBinding binding =
                new HeaderBinding(header, desk.beamline().file(), desk.pvs(), pulse, clock);
        values = binding;
        following.add(binding);
        run.follow(desk.engine());
        following.add(notices.tellFailures(desk, shell::titleInView));
        notices.tellProblems(desk.queue().damages());
        notices.tellRunsLeft(desk);
    }

    /// What the window need not wait for, and comes before all that the desk has to say.
    private void tellOfStart(BeamlineFile file) {
        notices.tellProblems(asked.problems());
        if (file.path().isEmpty() && asked.settings().beamline().isBlank()) {
            notices.tellFirstStart(() -> stage);
        }
    }

    /// Builds the first pane.
    private void fill(Desk desk) {
        if (ended) {
            return;
        }
        header.openingProperty().set(false);
        DeskPanes made =
                new DeskPanes(
                        desk, asked.settings(), log, pulse, clock, zone, background, shell::show);
        panes = made;
        following.add(made);
        made.take(toCome);
        places.fill(shell);
        stage.getIcons().addAll(icons());
        asked.file().ifPresent(this::showFile);
        background.execute(() -> openDoor(stage));
        Painted.then(
                scene,
                () -> {
                    LOG.info("First pane shown");
                    made.complete();
                    // Before, it builds the window, which may take its second.
                    FxWatchdog.start();
                });
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
        if (panes != null) {
            panes.showFile(file);
        }
    }

    private void showProduct(URI product) {
        if (panes != null) {
            panes.showProduct(product);
        }
    }

    private void showLive() {
        shell.show(LivePane.TITLE);
    }

    private CompletableFuture<Void> stopEverything() {
        LOG.warn("STOP: every motion stops and the fast shutter closes");
        return opening.thenCompose(desk -> desk.engine().halt("STOP pressed at this desk"))
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
        if (values != null) {
            values.tick();
        }
        header.nowProperty().set(clock.instant());
        boolean open = opening.isDone() && !opening.isCompletedExceptionally();
        Experiment experiment = open ? opening.join().experiment() : asked.settings().experiment();
        String joint = experiment.proposal().isEmpty() || experiment.title().isEmpty() ? "" : " · ";
        header.experimentProperty().set(experiment.proposal() + joint + experiment.title());
        run.tick();
        if (panes != null) {
            panes.tick();
        }
    }

    private void close() {
        FileDoor open = door.getAndSet(null);
        if (open != null) {
            open.close();
        }
        run.close();
        try {
            opening.join().close();
        } catch (CompletionException | CancellationException _) {
            // It was never open, and whoever opened it says why.
        }
        Platform.runLater(() ->
                following.forEach(follower -> {
                    try {
                        follower.close();
                    } catch (Exception problem) {
                        throw new IllegalStateException(problem);
                    }
                }));
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
