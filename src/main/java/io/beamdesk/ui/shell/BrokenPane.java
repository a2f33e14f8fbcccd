package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Parts;
import javafx.scene.layout.VBox;

/// Stands where a pane could not be built.
final class BrokenPane extends VBox {
    BrokenPane(String title, Throwable why, Runnable again) {
        getStyleClass().addAll("pane", "broken-pane");
        getChildren()
                .addAll(
                        Parts.paneBar(title),
                        Parts.card(
                                Parts.label(title + " could not be shown", "empty-title"),
                                Parts.label(String.valueOf(why), "muted"),
                                Parts.label(
                                        "The other panes, STOP and runs work on. The log has the details.",
                                        "muted"),
                                Parts.button("Try again", "mdi2r-refresh", again)));
    }
}
