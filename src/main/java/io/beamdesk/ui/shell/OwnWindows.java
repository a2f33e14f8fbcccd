package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.Theme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// Panes in windows of their own, for a second screen. Closing such a window brings its pane back.
final class OwnWindows {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Theme theme;
    private final Consumer<Scene> keys;
    private final Consumer<Pane> back;
    private final Map<Pane, Stage> open = new LinkedHashMap<>();

    /// @param theme dresses them
    /// @param keys gives a scene the keys of the frame
    /// @param back told when a pane's window has been closed
    OwnWindows(Theme theme, Consumer<Scene> keys, Consumer<Pane> back) {
        this.theme = theme;
        this.keys = keys;
        this.back = back;
    }

    boolean has(Pane pane) {
        return open.containsKey(pane);
    }

    /// The panes with where their windows are.
    Map<String, Rectangle2D> bounds() {
        Map<String, Rectangle2D> bounds = new LinkedHashMap<>();
        open.forEach((pane, stage) ->
                bounds.put(
                        pane.title(),
                        new Rectangle2D(
                                stage.getX(),
                                stage.getY(),
                                Math.max(0, stage.getWidth()),
                                Math.max(0, stage.getHeight()))));
        return bounds;
    }

    /// Opens one.
    void open(Pane pane, Node content, Optional<Rectangle2D> where) {
        StackPane place = new StackPane(content);
        place.getStyleClass().addAll("shell", "pane-place");
        Scene scene =
                theme.scene(
                        place,
                        where.map(Rectangle2D::getWidth).orElse(WIDTH),
                        where.map(Rectangle2D::getHeight).orElse(HEIGHT));
        keys.accept(scene);
        Stage stage = new Stage();
        stage.setTitle(pane.title() + " · Beamdesk");
        stage.setScene(scene);
        where.ifPresent(bounds -> {
            stage.setX(bounds.getMinX());
            stage.setY(bounds.getMinY());
        });
        stage.setOnHidden(_ -> {
            open.remove(pane);
            place.getChildren().clear();
            back.accept(pane);
        });
        open.put(pane, stage);
        stage.show();
    }

    void toFront(Pane pane) {
        Stage stage = open.get(pane);
        if (stage != null) {
            stage.setIconified(false);
            stage.toFront();
            stage.requestFocus();
        }
    }

    void close(Pane pane) {
        Stage stage = open.get(pane);
        if (stage != null) {
            stage.hide();
        }
    }

    void closeAll() {
        List.copyOf(open.values()).forEach(Stage::hide);
    }

    /// Stands in the main window for a pane that is elsewhere.
    Node stand(Pane pane) {
        VBox stand =
                new VBox(
                        Parts.paneBar(pane.title()),
                        Parts.card(
                                Parts.label(
                                        pane.title() + " is in a window of its own", "empty-title"),
                                Parts.button(
                                        "Show its window",
                                        "mdi2o-open-in-new",
                                        () -> toFront(pane)),
                                Parts.button(
                                        "Bring it back here",
                                        "mdi2d-dock-window",
                                        () -> close(pane))));
        stand.getStyleClass().addAll("pane", "pane-elsewhere");
        return stand;
    }
}
