package io.beamdesk.ui.desk;

import io.beamdesk.app.Settings;
import io.beamdesk.ui.shell.Layout;
import io.beamdesk.ui.shell.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the windows were when the desktop was closed on these screens, and where they are to be.
final class WindowPlaces {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");

    private final Path file = Settings.windows();
    private final Executor background;
    private final Optional<Layout> before = Layout.read(file, screens());

    /// @param background writes to the disk
    WindowPlaces(Executor background) {
        this.background = background;
    }

    /// Puts the main window where it was; without a memory, at the corner of the primary screen.
    void place(Stage stage, Scene scene) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Rectangle2D place =
                before.map(Layout::main)
                        .orElse(
                                new Rectangle2D(
                                        screen.getMinX(),
                                        screen.getMinY(),
                                        scene.getWidth(),
                                        scene.getHeight()));
        stage.setX(place.getMinX());
        stage.setY(place.getMinY());
        before.ifPresent(was -> {
            stage.setWidth(place.getWidth());
            stage.setHeight(place.getHeight());
            stage.setMaximized(was.maximized());
        });
    }

    /// Shows the pane that was in view, and others in windows of their own as they were.
    void fill(Shell shell) {
        shell.start(before.map(Layout::pane).orElse(""));
        before.ifPresent(was -> shell.openInWindows(was.own()));
    }

    /// Remembers how it is now.
    void keep(Stage stage, Shell shell) {
        Layout now =
                new Layout(
                        new Rectangle2D(
                                stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()),
                        stage.isMaximized(),
                        shell.titleInView(),
                        shell.ownWindows());
        List<Rectangle2D> screens = screens();
        background.execute(() -> {
            try {
                now.keep(file, screens);
            } catch (IOException problem) {
                LOG.warn("The places of the windows were not kept: {}", problem.getMessage());
            }
        });
    }

    /// Without the system's bars: the primary screen first.
    private static List<Rectangle2D> screens() {
        List<Rectangle2D> screens = new ArrayList<>();
        screens.add(Screen.getPrimary().getVisualBounds());
        Screen.getScreens().stream()
                .map(Screen::getVisualBounds)
                .filter(bounds -> !bounds.equals(screens.getFirst()))
                .forEach(screens::add);
        return screens;
    }
}
