package io.beamdesk.ui.setup;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import java.time.ZoneId;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;

/// Setup in the navigation; its badge counts the devices that do not answer.
public final class SetupPane implements Pane {
    /// Its word in the navigation.
    public static final String TITLE = "Setup";

    /// Its icon there.
    public static final String ICON = "mdi2t-tune-variant";

    private final SetupViewModel model;
    private final ZoneId zone;
    private final ReadOnlyObjectWrapper<Badge> badge =
            new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);

    /// @param model what is set up
    /// @param zone time zone of the times shown
    public SetupPane(SetupViewModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
        model.connectionsProperty()
                .subscribe(() -> badge.set(Badge.count(model.missing(), "alarm-major")));
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
        return new SetupView(model, zone).root();
    }

    @Override
    public void shown() {
        model.refreshFolder();
    }

    @Override
    public void hidden() {
        model.keepExperiment();
    }

    @Override
    public ReadOnlyObjectProperty<Badge> badge() {
        return badge.getReadOnlyProperty();
    }
}
