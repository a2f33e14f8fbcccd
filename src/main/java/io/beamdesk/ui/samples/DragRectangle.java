package io.beamdesk.ui.samples;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.samples.TrayLayout.Box;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// The rectangle that is being dragged over a tray, with what is in it. It lies above the canvas, so that
/// the tray is not painted again while it grows, and each of its sides is a part of its own, so that what
/// it encloses is not drawn again either.
final class DragRectangle extends Region {
    private static final double GAP = 4;

    /// How thick a side is.
    private static final double LINE = 2;

    private final Region top = side("drag-along");
    private final Region bottom = side("drag-along");
    private final Region left = side("drag-down");
    private final Region right = side("drag-down");
    private final Label label = Parts.label("", "mono", "bold", "drag-label");

    DragRectangle() {
        label.setManaged(false);
        getChildren().addAll(top, bottom, left, right, label);
        setManaged(false);
        setMouseTransparent(true);
        hide();
    }

    private static Region side(String style) {
        Region side = new Region();
        side.getStyleClass().add(style);
        side.setManaged(false);
        return side;
    }

    /// Shows it; its words stay within a room of this size.
    void show(Box box, String words, double width, double height) {
        setVisible(true);
        double x = Math.round(box.x());
        double y = Math.round(box.y());
        double wide = Math.round(box.width());
        double high = Math.round(box.height());
        top.resizeRelocate(x, y, wide, LINE);
        bottom.resizeRelocate(x, y + high - LINE, wide, LINE);
        left.resizeRelocate(x, y, LINE, high);
        right.resizeRelocate(x + wide - LINE, y, LINE, high);
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
