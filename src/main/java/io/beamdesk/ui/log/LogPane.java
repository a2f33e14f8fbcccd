package io.beamdesk.ui.log;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import java.time.ZoneId;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;

/// The Log pane.
public final class LogPane implements Pane {
    /// Its word in the navigation.
    public static final String TITLE = "Log";

    /// Its icon there.
    public static final String ICON = "mdi2t-text-box-outline";

    private final LogViewModel model;
    private final ZoneId zone;

    /// @param model the entries
    /// @param zone of the times shown
    public LogPane(LogViewModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
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
        return new LogView(model, zone);
    }

    @Override
    public void shown() {
        model.setSeen(true);
    }

    @Override
    public void hidden() {
        model.setSeen(false);
    }

    @Override
    public ReadOnlyObjectProperty<Badge> badge() {
        return model.badgeProperty();
    }
}
