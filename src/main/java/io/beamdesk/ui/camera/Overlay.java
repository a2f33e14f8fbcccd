package io.beamdesk.ui.camera;

import javafx.scene.Node;

/// A layer on top of a camera's picture: a crosshair, a scale bar.
public interface Overlay {
    /// What is drawn. It belongs to the view from then on, lies at its upper left corner and is not laid
    /// out by it.
    Node node();

    /// Puts it where it belongs; called on the JavaFX thread whenever the frame has moved or the view
    /// has another size.
    ///
    /// @param zoom where the frame lies
    /// @param width of the view
    /// @param height of the view
    void place(Zoom zoom, double width, double height);
}
