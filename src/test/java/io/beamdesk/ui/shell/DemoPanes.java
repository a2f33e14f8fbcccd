package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.log.LogViewModel;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

final class DemoPanes {
    private DemoPanes() {}

    static List<Pane> of(Pulse pulse, Clock clock, ZoneId zone, LogViewModel log) {
        return List.of(
                new Empty("Setup", "mdi2t-tune-variant", Badge.NONE),
                new Empty("Recipes", "mdi2c-clipboard-list-outline", Badge.NONE),
                new Empty("Live", "mdi2c-chart-line-variant", new Badge("69%", "", "running")),
                io.beamdesk.ui.devices.ScriptedDevices.pane(
                        pulse, clock, javafx.application.Platform::runLater),
                new io.beamdesk.ui.log.LogPane(log, zone));
    }

    record Empty(String title, String icon, Badge shownBadge) implements Pane {
        @Override
        public Node content() {
            VBox box = new VBox(Parts.paneBar(title));
            box.getStyleClass().add("pane");
            return box;
        }

        @Override
        public ReadOnlyObjectProperty<Badge> badge() {
            return new ReadOnlyObjectWrapper<>(this, "badge", shownBadge).getReadOnlyProperty();
        }
    }
}
