package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Parts;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// What stands in place of the picture before the first frame: why there is none, and what to do.
final class NoPicture {
    private final VBox root;

    /// @param pictured whether there is a picture
    NoPicture(AlignViewModel model, ObservableBooleanValue pictured) {
        Label why = Parts.label("", "muted");
        why.setWrapText(true);
        why.setTextAlignment(TextAlignment.CENTER);
        Button start = Parts.button("Start the camera", "mdi2p-play", () -> model.acquire(true));
        start.setId("align-start");
        root =
                new VBox(
                        Parts.icon("mdi2c-camera-off-outline", "empty-icon"),
                        Parts.label("No picture yet", "text-m", "semibold"),
                        why,
                        start);
        root.getStyleClass().addAll("empty-state", "no-picture");
        model.pictureProperty()
                .subscribe(said ->
                        why.setText(
                                said.text().isEmpty()
                                        ? "Waiting for a frame of " + model.sight().label() + "."
                                        : said.text()));
        model.replayProperty().subscribe(now -> start.setVisible(now.isEmpty()));
        root.visibleProperty().bind(Bindings.not(pictured));
    }

    Node root() {
        return root;
    }
}
