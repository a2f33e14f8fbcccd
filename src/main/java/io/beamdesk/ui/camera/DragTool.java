package io.beamdesk.ui.camera;

import javafx.geometry.Point2D;

/// Takes drags on a camera's picture in place of moving it; places are in pixels of the frame, from its
/// upper left corner, and may lie outside of it.
public interface DragTool {
    /// The primary button went down.
    ///
    /// @param place where
    /// @param reach how far a place on the screen is from another one that a person means as well, in
    ///     pixels of the frame
    void pressed(Point2D place, double reach);

    /// It was moved while the button is down.
    void dragged(Point2D place);
}
