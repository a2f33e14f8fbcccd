package io.beamdesk.ui.queue;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import java.time.ZoneId;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;

/// Queue in the navigation; its badge counts what waits.
public final class QueuePane implements Pane {
    /// Its word in the navigation.
    public static final String TITLE = "Queue";

    /// Its icon there.
    public static final String ICON = "mdi2f-format-list-numbered";

    private final QueueViewModel model;
    private final ZoneId zone;
    private final Runnable openRecipes;

    /// @param model the queue
    /// @param zone time zone of the times shown
    /// @param openRecipes leads to the Recipes pane
    public QueuePane(QueueViewModel model, ZoneId zone, Runnable openRecipes) {
        this.model = model;
        this.zone = zone;
        this.openRecipes = openRecipes;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return ICON;
    }

    @Override
    public Node content() {
        return new QueueView(model, zone, openRecipes).root();
    }

    @Override
    public void shown() {
        model.setShown(true);
    }

    @Override
    public void hidden() {
        model.setShown(false);
    }

    @Override
    public ReadOnlyObjectProperty<Badge> badge() {
        return model.badgeProperty();
    }
}
