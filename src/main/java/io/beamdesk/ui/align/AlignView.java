package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Parts;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Subscription;

/// The Align pane: the camera's picture on the left, what is set while aligning on the right.
final class AlignView {
    private final VBox root;
    private Subscription fullScreen = Subscription.EMPTY;

    AlignView(AlignViewModel model, PictureControls controls, List<Node> below, List<Node> beside) {
        PictureCard card = new PictureCard(model, controls);
        Node picture = card.root();
        VBox.setVgrow(picture, Priority.ALWAYS);
        VBox left = new VBox(picture);
        left.getChildren().addAll(below);
        left.getStyleClass().add("card-column");
        left.setMinSize(0, 0);
        HBox.setHgrow(left, Priority.ALWAYS);
        VBox cards = new VBox();
        cards.getChildren().addAll(beside);
        cards.getStyleClass().add("card-column");
        if (!beside.isEmpty()) {
            VBox.setVgrow(beside.getLast(), Priority.ALWAYS);
        }
        ScrollPane side = new ScrollPane(cards);
        side.getStyleClass().add("align-side");
        side.setFitToWidth(true);
        side.setFitToHeight(true);
        side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        HBox row = new HBox(left, side);
        row.getStyleClass().add("card-row");
        VBox.setVgrow(row, Priority.ALWAYS);
        Label busy = Parts.label("", "muted", "align-busy");
        busy.setGraphic(Parts.icon("mdi2l-lock-outline"));
        model.busyProperty()
                .subscribe(why -> {
                    busy.setText(why);
                    busy.setVisible(!why.isEmpty());
                });
        Label seen = Parts.label("", "muted");
        model.replayProperty().subscribe(_ -> seen.setText(model.sight().label()));
        root =
                new VBox(
                        Parts.paneBar(
                                "Align", seen, busy, Parts.spacer(), new SourceMenu(model).root()),
                        row);
        root.getStyleClass().addAll("pane", "align-pane");
        card.fullProperty()
                .subscribe((_, full) -> {
                    for (Node other : below) {
                        show(other, !full);
                    }
                    show(side, !full);
                    window().ifPresent(stage -> stage.setFullScreen(full));
                });
        // Escape leaves the whole screen, and so brings the other cards back.
        root.sceneProperty()
                .subscribe(_ -> {
                    fullScreen.unsubscribe();
                    fullScreen =
                            window().map(stage ->
                                            stage.fullScreenProperty()
                                                    .subscribe(whole -> {
                                                        if (!whole) {
                                                            card.fullProperty().set(false);
                                                        }
                                                    }))
                                    .orElse(Subscription.EMPTY);
                });
    }

    private Optional<Stage> window() {
        return Optional.ofNullable(root.getScene())
                .map(Scene::getWindow)
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast);
    }

    private static void show(Node card, boolean on) {
        card.setVisible(on);
        card.setManaged(on);
    }

    Node root() {
        return root;
    }
}
