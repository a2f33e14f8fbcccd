package io.beamdesk.ui.devices;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Ticker;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;

/// The Devices pane.
public final class DevicesPane implements Pane {
    /// Its word in the navigation.
    public static final String TITLE = "Devices";

    /// Its icon there.
    public static final String ICON = "mdi2c-chip";

    private final DevicesViewModel model;
    private final List<ChangerViewModel> changers;
    private final String source;
    private final Ticker ticking;

    /// @param model all devices
    /// @param changers what mounts samples
    /// @param source where they come from, such as the name of the beamline file
    public DevicesPane(DevicesViewModel model, List<ChangerViewModel> changers, String source) {
        this.model = model;
        this.changers = changers;
        this.source = source;
        ticking = new Ticker(model::tick);
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
        return new DevicesView(model, changers, source);
    }

    @Override
    public void shown() {
        model.tick();
        ticking.start();
    }

    @Override
    public void hidden() {
        ticking.stop();
    }

    @Override
    public ReadOnlyObjectProperty<Badge> badge() {
        return model.badgeProperty();
    }
}
