package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.nio.IntBuffer;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/// The latest frame of the run, as large as there is room.
final class FrameView {
    private final ImageView image = new ImageView();
    private final Label about = Parts.label("The next frame appears here.", "muted");
    private final Line line = new Line();
    private final Pane room;
    private final VBox root;
    private IntConsumer rowChosen = _ -> {};
    private int rows;
    private int row = -1;

    FrameView(LiveViewModel model, String title) {
        image.setPreserveRatio(true);
        line.getStyleClass().add("frame-row");
        line.setVisible(false);
        line.setMouseTransparent(true);
        room =
                new Pane(image, line) {
                    @Override
                    protected void layoutChildren() {
                        image.setFitWidth(getWidth());
                        image.setFitHeight(getHeight());
                        double width = image.getLayoutBounds().getWidth();
                        double height = image.getLayoutBounds().getHeight();
                        double top = Math.floor((getHeight() - height) / 2);
                        image.relocate(Math.floor((getWidth() - width) / 2), top);
                        double y = rows == 0 ? top : top + (row + 0.5) / rows * height;
                        line.setStartX(image.getLayoutX());
                        line.setEndX(image.getLayoutX() + width);
                        line.setStartY(y);
                        line.setEndY(y);
                        line.setVisible(row >= 0 && rows > 0);
                    }
                };
        room.getStyleClass().add("frame-room");
        image.setOnMouseClicked(event ->
                rowChosen.accept(
                        (int) (event.getY() / image.getLayoutBounds().getHeight() * rows)));
        VBox.setVgrow(room, Priority.ALWAYS);
        about.getStyleClass().add("card-note");
        about.setWrapText(true);
        root = Parts.card(Parts.cardHeader(title), room, about);
        model.frames()
                .latestProperty()
                .subscribe(now -> {
                    show(now);
                    room.requestLayout();
                });
    }

    Node root() {
        return root;
    }

    /// Lets a click choose a row.
    void chooseRow(IntConsumer chosen) {
        rowChosen = chosen;
    }

    /// Marks a row, -1 for none.
    void markRow(int now) {
        if (row != now) {
            row = now;
            room.requestLayout();
        }
    }

    private void show(Optional<GreyFrame> now) {
        now.ifPresent(frame -> {
            rows = frame.rows();
            int decimals = frame.about().isEmpty() || frame.high() > 100 ? 0 : 3;
            image.setImage(
                    new WritableImage(
                            new PixelBuffer<>(
                                    frame.columns(),
                                    frame.rows(),
                                    IntBuffer.wrap(frame.argb()),
                                    PixelFormat.getIntArgbPreInstance())));
            about.setText(
                    (frame.about().isEmpty() ? "" : frame.about() + ". ")
                            + "Frame "
                            + frame.uniqueId()
                            + ", "
                            + frame.columns()
                            + " × "
                            + frame.rows()
                            + ", black "
                            + Figures.of(frame.low(), decimals)
                            + ", white "
                            + Figures.of(frame.high(), decimals));
        });
    }
}
