package io.beamdesk.ui.data;

import io.beamdesk.ui.fx.Pane;
import java.time.ZoneId;
import javafx.scene.Node;

/// Data in the navigation.
public final class DataPane implements Pane {
    /// Its word in the navigation.
    public static final String TITLE = "Data";

    /// Its icon there.
    public static final String ICON = "mdi2d-database-outline";

    private final DataViewModel model;
    private final ZoneId zone;

    /// @param model the catalogue and the product
    /// @param zone time zone of the times shown
    public DataPane(DataViewModel model, ZoneId zone) {
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
        return new DataView(model, zone).root();
    }

    @Override
    public void shown() {
        model.setShown(true);
    }

    @Override
    public void hidden() {
        model.setShown(false);
    }
}
