package io.beamdesk.ui.samples;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.samples.TrayLayout.Box;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// The rectangle that is being dragged over a tray, with what is in it. It lies above the canvas, so that
/// the tray is not painted again while it grows.
final class DragRectangle extends Region {
    private static final double GAP = 4;

    private final Region frame = new Region();
    private final Label label = Parts.label("", "mono", "bold", "drag-label");

    DragRectangle() {
        frame.getStyleClass().add("drag-frame");
        frame.setManaged(false);
        label.setManaged(false);
        getChildren().addAll(frame, label);
        setManaged(false);
        setMouseTransparent(true);
        hide();
    }

    /// Shows it; its words stay within a room of this size.
    void show(Box box, String words, double width, double height) {
        setVisible(true);
        frame.resizeRelocate(box.x(), box.y(), box.width(), box.height());
        label.setVisible(!words.isEmpty());
        label.setText(words);
        label.autosize();
        double below = box.y() + box.height() + GAP;
        label.relocate(
                Math.round(Math.max(0, Math.min(width, box.x() + box.width()) - label.getWidth())),
                Math.round(Math.min(below, height - label.getHeight())));
    }

    /// Takes it away.
    void hide() {
        setVisible(false);
    }
}
