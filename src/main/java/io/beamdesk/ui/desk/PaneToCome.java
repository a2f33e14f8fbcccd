package io.beamdesk.ui.desk;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Parts;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A place of the navigation that is there before its pane, which comes when the desk is open.
final class PaneToCome implements Pane {
    private final String title;
    private final String icon;
    private final ReadOnlyObjectWrapper<Badge> badge =
            new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);
    private @Nullable Pane pane;
    private @Nullable StackPane room;
    private boolean inView;

    PaneToCome(String title, String icon) {
        this.title = title;
        this.icon = icon;
    }

    /// The pane is there; who is waiting for it sees it.
    void come(Pane now) {
        pane = now;
        badge.bind(now.badge());
        if (room != null) {
            room.getChildren().setAll(now.content());
            if (inView) {
                now.shown();
            }
        }
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String icon() {
        return icon;
    }

    @Override
    public Node content() {
        if (pane != null) {
            return pane.content();
        }
        StackPane waiting = new StackPane(Parts.label("The beamline is being opened.", "muted"));
        room = waiting;
        return waiting;
    }

    @Override
    public void shown() {
        inView = true;
        if (pane != null) {
            pane.shown();
        }
    }

    @Override
    public void hidden() {
        inView = false;
        if (pane != null) {
            pane.hidden();
        }
    }

    @Override
    public ReadOnlyObjectProperty<Badge> badge() {
        return badge.getReadOnlyProperty();
    }
}
