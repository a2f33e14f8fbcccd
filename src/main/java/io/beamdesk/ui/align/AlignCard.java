package io.beamdesk.ui.align;

import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;

/// A card of Align, built when the pane is first shown.
public interface AlignCard {
    /// Builds what it shows; called once, on the JavaFX thread.
    Node build();

    /// Whether what is being done now is done with it, so that it comes to the front.
    default ReadOnlyBooleanProperty wantedProperty() {
        return new ReadOnlyBooleanWrapper(false);
    }

    /// Keys that it takes while the pane is in view, in front or not, with what they do.
    default Map<KeyCombination, Runnable> keys() {
        return Map.of();
    }

    /// The pane has come into view, or has gone out of it.
    default void setShown(boolean shown) {}

    /// Looks again at what depends on the time alone; once a second while the pane is in view.
    default void tick() {}
}
