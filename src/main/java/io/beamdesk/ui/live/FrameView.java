package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.nio.IntBuffer;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The latest frame of the run, as large as there is room.
final class FrameView {
    private final ImageView image = new ImageView();
    private final Label about = Parts.label("The next frame appears here.", "muted");
    private final VBox root;

    FrameView(LiveViewModel model) {
        image.setPreserveRatio(true);
        Pane room =
                new Pane(image) {
                    @Override
                    protected void layoutChildren() {
                        image.setFitWidth(getWidth());
                        image.setFitHeight(getHeight());
                        image.relocate((getWidth() - image.getLayoutBounds().getWidth()) / 2, 0);
                    }
                };
        room.getStyleClass().add("frame-room");
        room.setMinSize(100, 100);
        VBox.setVgrow(room, Priority.ALWAYS);
        about.getStyleClass().add("card-note");
        root = Parts.card(Parts.cardHeader("Latest frame"), room, about);
        model.frameProperty()
                .subscribe(now -> {
                    show(now);
                    room.requestLayout();
                });
    }

    Node root() {
        return root;
    }

    private void show(Optional<GreyFrame> now) {
        now.ifPresent(frame -> {
            image.setImage(
                    new WritableImage(
                            new PixelBuffer<>(
                                    frame.columns(),
                                    frame.rows(),
                                    IntBuffer.wrap(frame.argb()),
                                    PixelFormat.getIntArgbPreInstance())));
            about.setText(
                    "Frame "
                            + frame.uniqueId()
                            + ", "
                            + frame.columns()
                            + " × "
                            + frame.rows()
                            + ", black "
                            + Figures.of(frame.low(), 0)
                            + ", white "
                            + Figures.of(frame.high(), 0));
        });
    }
}
