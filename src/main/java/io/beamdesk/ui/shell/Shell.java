package io.beamdesk.ui.shell;

import io.beamdesk.log.Uncaught;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.help.HelpWindow;
import io.beamdesk.ui.log.LogViewModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The frame: header, navigation, the chosen pane, run strip and log line.
///
/// A pane is built when it is first shown, and told when it comes and goes.
public final class Shell {
    /// Title of the pane that Ctrl+9 opens.
    public static final String LOG = "Log";

    /// What the frame shows, beside its panes.
    ///
    /// @param header values of the header
    /// @param run the run strip
    /// @param stop what STOP does
    /// @param log entries for the log line
    /// @param notices what a person has to be told of
    public record Models(
            HeaderViewModel header,
            RunStripViewModel run,
            StopViewModel stop,
            LogViewModel log,
            NoticesViewModel notices) {}

    private final List<Pane> panes;
    private final Theme theme;
    private final BorderPane root = new BorderPane();
    private final StackPane place = new StackPane();
    private final NavigationView navigation;
    private final OwnWindows own;
    private @Nullable HelpWindow help;
    private final Map<Pane, Node> built = new HashMap<>();
    private @Nullable Pane current;
    private final RunStripViewModel run;
    private final VBox bottom;
    private @Nullable RunStripView strip;
    private volatile String titleInView = "";
    private final BooleanProperty lowBandwidth = new SimpleBooleanProperty(this, "lowBandwidth");

    /// @param models what the frame shows
    /// @param panes in the order of the navigation
    /// @param theme light or dark
    /// @param pulse slowed down by low bandwidth
    public Shell(Models models, List<Pane> panes, Theme theme, Pulse pulse) {
        this.panes = List.copyOf(panes);
        this.theme = theme;
        root.getStyleClass().add("shell");
        place.getStyleClass().add("pane-place");
        navigation =
                new NavigationView(
                        this.panes,
                        this::choose,
                        index -> switchWindow(this.panes.get(index)),
                        new NavigationView.Actions(
                                this::switchBandwidth, this::switchTheme, this::help));
        own = new OwnWindows(theme, this::addKeys, this::back);
        lowBandwidth.subscribe(low -> {
            pulse.setPeriod(low ? FxPulse.LOW_BANDWIDTH : FxPulse.NORMAL);
            navigation.showLowBandwidth(low);
            // A second that passes would cross the network, too.
            models.header().secondsProperty().set(!low);
        });
        run = models.run();
        bottom =
                new VBox(
                        new NoticeStripView(models.notices()),
                        new LogLineView(models.log(), models.header().zone(), () -> show(LOG)));
        BorderPane middle = new BorderPane(place);
        middle.setBottom(bottom);
        // A pane that wants more room than there is must push neither STOP nor the run strip out of
        // the window.
        middle.setMinSize(0, 0);
        root.setMinSize(0, 0);
        root.setTop(new HeaderView(models.header(), new StopButton(models.stop())));
        root.setLeft(navigation);
        root.setCenter(middle);
    }

    /// The scene with the keys of the frame, dressed; no pane is chosen yet.
    public Scene scene(double width, double height) {
        Scene scene = theme.scene(root, width, height);
        addKeys(scene);
        scene.getAccelerators()
                .put(ShellKeys.OWN_WINDOW, () -> current().ifPresent(this::switchWindow));
        return scene;
    }

    /// The keys that every window of the desktop has.
    private void addKeys(Scene scene) {
        for (int i = 0; i < panes.size(); i++) {
            int index = i;
            scene.getAccelerators()
                    .put(
                            ShellKeys.of(panes.get(i), i),
                            () -> {
                                choose(index);
                                if (!scene.equals(root.getScene())) {
                                    root.getScene().getWindow().requestFocus();
                                }
                            });
        }
        scene.getAccelerators().put(ShellKeys.THEME, this::switchTheme);
        scene.getAccelerators().put(ShellKeys.BANDWIDTH, this::switchBandwidth);
        scene.getAccelerators().put(ShellKeys.HELP, this::help);
        scene.getAccelerators()
                .put(ShellKeys.KEYS, () -> helpWindow().showKeys(root.getScene().getWindow()));
    }

    private HelpWindow helpWindow() {
        if (help == null) {
            help = new HelpWindow();
        }
        return help;
    }

    private void help() {
        helpWindow().show(root.getScene().getWindow(), titleInView);
    }

    /// Chooses the first pane and puts the focus on its place in the navigation, away from STOP.
    public void start() {
        start("");
    }

    /// The same, run strip included, with the pane that was in view when the desktop was closed; nothing happens if a person was
    /// quicker and has chosen one.
    public void start(String title) {
        if (strip == null) {
            // Dear to make, and nothing runs before there is a pane.
            strip = new RunStripView(run);
            bottom.getChildren().add(1, strip);
        }
        if (current == null) {
            int index = Math.max(0, panes.stream().map(Pane::title).toList().indexOf(title));
            choose(index);
            navigation.focus(index);
        }
    }

    /// Shows the pane with this title; nothing happens if there is none.
    public void show(String title) {
        int index = panes.stream().map(Pane::title).toList().indexOf(title);
        if (index >= 0) {
            choose(index);
        }
    }

    /// The pane in view, if any was chosen.
    public Optional<Pane> current() {
        return Optional.ofNullable(current);
    }

    /// Title of the pane in view, empty before the first; may be asked on any thread.
    public String titleInView() {
        return titleInView;
    }

    private void choose(int index) {
        Pane next = panes.get(index);
        navigation.select(index);
        if (next.equals(current)) {
            own.toFront(next);
            return;
        }
        if (current != null && !own.has(current)) {
            attempt(current::hidden);
        }
        current = next;
        titleInView = next.title();
        if (own.has(next)) {
            place.getChildren().setAll(own.stand(next));
            own.toFront(next);
            return;
        }
        // The others leave the scene: what is not in a scene is neither laid out nor drawn.
        place.getChildren().setAll(built.computeIfAbsent(next, this::content));
        attempt(next::shown);
    }

    /// Gives a pane a window of its own, or takes it back.
    private void switchWindow(Pane pane) {
        if (own.has(pane)) {
            own.close(pane);
        } else {
            openInWindow(pane, Optional.empty());
        }
    }

    private void openInWindow(Pane pane, Optional<Rectangle2D> where) {
        Node content = built.computeIfAbsent(pane, this::content);
        place.getChildren().remove(content);
        own.open(pane, content, where);
        if (pane.equals(current)) {
            place.getChildren().setAll(own.stand(pane));
        } else {
            attempt(pane::shown);
        }
    }

    private void back(Pane pane) {
        if (pane.equals(current)) {
            place.getChildren().setAll(built.computeIfAbsent(pane, this::content));
        } else {
            attempt(pane::hidden);
        }
    }

    /// Opens panes in windows of their own, by title, where they were.
    public void openInWindows(Map<String, Rectangle2D> windows) {
        for (Pane pane : panes) {
            Rectangle2D where = windows.get(pane.title());
            if (where != null && !own.has(pane)) {
                openInWindow(pane, Optional.of(where));
            }
        }
    }

    /// The main window.
    public Window window() {
        return root.getScene().getWindow();
    }

    /// Panes in windows of their own, by title, with where these are.
    public Map<String, Rectangle2D> ownWindows() {
        return own.bounds();
    }

    /// Closes the windows of panes.
    public void closeWindows() {
        own.closeAll();
    }

    /// A pane that cannot be built leaves its place to the reason; the others are not affected.
    private Node content(Pane pane) {
        try {
            return pane.content();
        } catch (RuntimeException | Error failure) {
            Uncaught.tell(failure);
            return new BrokenPane(
                    pane.title(),
                    failure,
                    () -> {
                        built.remove(pane);
                        current = null;
                        show(pane.title());
                    });
        }
    }

    private static void attempt(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException | Error failure) {
            Uncaught.tell(failure);
        }
    }

    private void switchTheme() {
        theme.darkProperty().set(!theme.darkProperty().get());
    }

    private void switchBandwidth() {
        lowBandwidth.set(!lowBandwidth.get());
    }

    /// Whether few bytes may cross the network to the screen.
    public BooleanProperty lowBandwidthProperty() {
        return lowBandwidth;
    }
}
