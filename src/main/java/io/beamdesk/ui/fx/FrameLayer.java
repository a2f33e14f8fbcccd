package io.beamdesk.ui.fx;

import javafx.scene.layout.Region;

/// The frame of a state as a layer of its own: it takes no clicks and moves nothing below it.
public final class FrameLayer extends Region {
    private ValueState state = ValueState.NORMAL;

    /// No frame.
    public FrameLayer() {
        getStyleClass().addAll("frame", state.styleClass());
        setMouseTransparent(true);
        setManaged(false);
    }

    /// Draws the frame of a state.
    public void show(ValueState next) {
        if (next != state) {
            getStyleClass().remove(state.styleClass());
            getStyleClass().add(next.styleClass());
            state = next;
        }
    }
}
