package io.beamdesk.ui.live;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.camera.Overlay;
import io.beamdesk.ui.camera.Zoom;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/// The latest frame of the run, as large as there is room.
final class FrameView {
    private final CameraView camera = new CameraView();
    private final Label about = Parts.label("The next frame appears here.", "muted");
    private final RowLine line = new RowLine();
    private final VBox root;
    private String meaning = "";

    /// The line of a row across the frame.
    private final class RowLine implements Overlay {
        private final Line line = new Line();
        private int row = -1;

        RowLine() {
            line.getStyleClass().add("frame-row");
            line.setVisible(false);
        }

        @Override
        public Node node() {
            return line;
        }

        @Override
        public void place(Zoom zoom, double width, double height) {
            int columns =
                    camera.shownProperty().get().map(s -> s.frame().pixels().columns()).orElse(0);
            line.setStartX(zoom.viewX(0));
            line.setEndX(zoom.viewX(columns));
            line.setStartY(zoom.viewY(row + 0.5));
            line.setEndY(zoom.viewY(row + 0.5));
            line.setVisible(row >= 0 && columns > 0);
        }
    }

    FrameView(LiveViewModel model, String title) {
        camera.getStyleClass().add("frame-room");
        camera.addOverlay(line);
        VBox.setVgrow(camera, Priority.ALWAYS);
        about.getStyleClass().add("card-note");
        about.setWrapText(true);
        root = Parts.card(Parts.cardHeader(title), camera, about);
        model.frames()
                .latestProperty()
                .subscribe(now ->
                        now.ifPresent(frame -> {
                            meaning = frame.about();
                            camera.offer(frame.shot());
                        }));
        camera.shownProperty().subscribe(now -> now.ifPresent(this::describe));
        model.frames()
                .absenceProperty()
                .subscribe(why -> {
                    if (!why.isEmpty()) {
                        if (camera.shownProperty().get().isPresent()) {
                            // A picture of the run before would be taken for one of this.
                            camera.clear();
                        }
                        about.setText(why);
                    }
                });
    }

    Node root() {
        return root;
    }

    /// Lets a click choose a row.
    void chooseRow(IntConsumer chosen) {
        camera.setOnFrameClicked(place -> chosen.accept((int) place.getY()));
    }

    /// Marks a row, -1 for none.
    void markRow(int now) {
        if (line.row != now) {
            line.row = now;
            camera.placeOverlays();
        }
    }

    private void describe(CameraView.Shown shown) {
        FrameEvent.Shot frame = shown.frame();
        double low = shown.levels().low();
        double high = shown.levels().high();
        int decimals = meaning.isEmpty() || high > 100 ? 0 : 3;
        about.setText(
                (meaning.isEmpty() ? "" : meaning + ". ")
                        + "Frame "
                        + frame.uniqueId()
                        + ", "
                        + frame.pixels().columns()
                        + " × "
                        + frame.pixels().rows()
                        + ", black "
                        + Figures.of(low, decimals)
                        + ", white "
                        + Figures.of(high, decimals));
    }
}
