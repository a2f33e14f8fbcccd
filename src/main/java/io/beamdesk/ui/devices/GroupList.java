package io.beamdesk.ui.devices;

import io.beamdesk.ui.devices.DevicesViewModel.Filter;
import io.beamdesk.ui.devices.DevicesViewModel.Summary;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProgressTrack;
import io.beamdesk.ui.fx.ValueState;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Search, the groups of the beamline file, and how many variables answer.
final class GroupList extends VBox {
    GroupList(DevicesViewModel model, String source) {
        getStyleClass().addAll("card", "group-list");
        TextField search = new TextField();
        search.setPromptText("Device or PV name");
        search.getStyleClass().add("search-field");
        search.textProperty().bindBidirectional(model.searchProperty());
        FontIcon glass = Parts.icon("mdi2m-magnify", "search-icon");
        glass.setMouseTransparent(true);
        StackPane.setAlignment(glass, Pos.CENTER_LEFT);
        StackPane searchBox = new StackPane(search, glass);
        searchBox.getStyleClass().add("search-box");

        ListView<Summary> groups = new ListView<>(model.summaries());
        groups.getStyleClass().add("groups");
        groups.setCellFactory(_ -> new GroupCell());
        groups.getSelectionModel().selectFirst();
        groups.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(index -> {
                    if (index.intValue() >= 0) {
                        model.choose(model.summaries().get(index.intValue()));
                    }
                });
        VBox.setVgrow(groups, Priority.ALWAYS);

        Label figures = Parts.label("", "mono");
        ProgressTrack track = new ProgressTrack();
        track.getStyleClass().add("thin");
        model.countsProperty()
                .subscribe(counts -> {
                    figures.setText(counts.answering() + " of " + counts.variables() + " PVs");
                    track.setShare((double) counts.answering() / Math.max(1, counts.variables()));
                });
        HBox connected =
                new HBox(Parts.label("Connected", "muted", "wide-only"), Parts.spacer(), figures);
        VBox foot = new VBox(connected, track, Parts.label(source, "muted"));
        foot.getStyleClass().add("group-foot");
        getChildren().addAll(searchBox, groups, foot);
        model.filterProperty()
                .subscribe(filter -> {
                    int line = groups.getSelectionModel().getSelectedIndex();
                    if (filter == Filter.NEEDS_PERSON && line == 0) {
                        groups.getSelectionModel().select(1);
                    } else if (filter != Filter.NEEDS_PERSON && line == 1) {
                        groups.getSelectionModel().select(0);
                    }
                });
    }

    /// A group with its count, and the worst state in it.
    private static final class GroupCell extends ListCell<Summary> {
        private final FontIcon icon = Parts.icon("mdi2g-gauge");
        private final Label name = Parts.label("", "medium");
        private final Label worst = Parts.label("", "group-worst");
        private final Label count = Parts.label("", "mono", "muted");
        private final HBox line = new HBox(icon, name, Parts.spacer(), worst, count);

        GroupCell() {
            line.getStyleClass().add("group-line");
        }

        @Override
        protected void updateItem(@Nullable Summary item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            icon.setIconLiteral(item.icon());
            name.setText(item.name());
            count.setText(Integer.toString(item.count()));
            boolean calm = item.worst() == ValueState.NORMAL;
            worst.getStyleClass().setAll("label", "group-worst", item.worst().styleClass());
            worst.setGraphic(calm ? null : Parts.icon(item.worst().icon()));
            worst.setAccessibleText(calm ? "" : item.worst().word());
            setGraphic(line);
        }
    }
}
