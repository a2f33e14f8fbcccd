package io.beamdesk.ui.fx;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;

/// One place of the desktop, reached from the navigation.
///
/// A pane costs nothing before it is first shown: [#content] builds it then, and is called once.
public interface Pane {
    /// Its word in the navigation.
    String title();

    /// Literal of its icon in the navigation.
    String icon();

    /// Builds what the pane shows; called once, on the JavaFX thread, before the pane is first shown.
    Node content();

    /// The pane has come into view: let updates through.
    default void shown() {}

    /// The pane has gone out of view: hold updates back.
    default void hidden() {}

    /// Count or state beside its word in the navigation, so that a problem shows from any other pane.
    default ReadOnlyObjectProperty<Badge> badge() {
        return Badge.NEVER;
    }
}
