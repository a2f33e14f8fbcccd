package io.beamdesk.ui.shell;

import io.beamdesk.log.Uncaught;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.log.LogViewModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
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
    private final Map<Pane, Node> built = new HashMap<>();
    private @Nullable Pane current;
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
                        this.panes, this::choose, this::switchBandwidth, this::switchTheme);
        lowBandwidth.subscribe(low -> {
            pulse.setPeriod(low ? FxPulse.LOW_BANDWIDTH : FxPulse.NORMAL);
            navigation.showLowBandwidth(low);
            // A second that passes would cross the network, too.
            models.header().secondsProperty().set(!low);
        });
        VBox bottom =
                new VBox(
                        new NoticeStripView(models.notices()),
                        new RunStripView(models.run()),
                        new LogLineView(models.log(), models.header().zone(), () -> show(LOG)));
        BorderPane middle = new BorderPane(place);
        middle.setBottom(bottom);
        // A pane that wants more room than there is must not push STOP out of the window.
        middle.setMinWidth(0);
        root.setMinWidth(0);
        root.setTop(new HeaderView(models.header(), new StopButton(models.stop())));
        root.setLeft(navigation);
        root.setCenter(middle);
    }

    /// The scene with the keys of the frame, dressed; no pane is chosen yet.
    public Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        theme.dress(scene);
        for (int i = 0; i < panes.size(); i++) {
            int index = i;
            scene.getAccelerators().put(ShellKeys.of(panes.get(i), i), () -> choose(index));
        }
        scene.getAccelerators().put(ShellKeys.THEME, this::switchTheme);
        scene.getAccelerators().put(ShellKeys.BANDWIDTH, this::switchBandwidth);
        return scene;
    }

    /// Chooses the first pane and puts the focus on its place in the navigation, away from STOP.
    public void start() {
        choose(0);
        navigation.focus(0);
    }

    /// Shows the pane with this title; nothing happens if there is none.
    public void show(String title) {
        for (int i = 0; i < panes.size(); i++) {
            if (panes.get(i).title().equals(title)) {
                choose(i);
            }
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
            return;
        }
        if (current != null) {
            attempt(current::hidden);
        }
        current = next;
        titleInView = next.title();
        // The others leave the scene: what is not in a scene is neither laid out nor drawn.
        place.getChildren().setAll(built.computeIfAbsent(next, this::content));
        attempt(next::shown);
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
