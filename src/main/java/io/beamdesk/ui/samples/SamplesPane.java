package io.beamdesk.ui.samples;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import java.time.ZoneId;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;

/// Samples in the navigation; its badge counts what has failed.
public final class SamplesPane implements Pane {
    /// Its word in the navigation.
    public static final String TITLE = "Samples";

    /// Its icon there.
    public static final String ICON = "mdi2g-grid";

    private final SamplesViewModel model;
    private final ZoneId zone;

    /// @param model trays and samples
    /// @param zone time zone of the times shown
    public SamplesPane(SamplesViewModel model, ZoneId zone) {
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
        return new SamplesView(model, zone).root();
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
        return model.trays().badgeProperty();
    }
}
