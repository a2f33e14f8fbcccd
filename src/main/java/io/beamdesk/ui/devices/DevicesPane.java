package io.beamdesk.ui.devices;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.util.Duration;

/// The Devices pane.
public final class DevicesPane implements Pane {
    private final DevicesViewModel model;
    private final String source;
    private final Timeline ticking;

    /// @param model all devices
    /// @param source where they come from, such as the name of the beamline file
    public DevicesPane(DevicesViewModel model, String source) {
        this.model = model;
        this.source = source;
        ticking = new Timeline(new KeyFrame(Duration.seconds(1), _ -> model.tick()));
        ticking.setCycleCount(Animation.INDEFINITE);
    }

    @Override
    public String title() {
        return "Devices";
    }

    @Override
    public String icon() {
        return "mdi2c-chip";
    }

    @Override
    public Node content() {
        return new DevicesView(model, source);
    }

    @Override
    public void shown() {
        model.tick();
        ticking.play();
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
