package io.beamdesk.ui.data;

import io.beamdesk.ui.fx.Parts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The elements of a dataset as texts, the first thousand along its first dimension.
final class TableArea {
    private static final int MOST = 1000;

    private final ListView<String> list = new ListView<>();
    private final Label about = Parts.label("", "muted", "card-note");
    private final VBox root;

    TableArea(ViewerModel model) {
        list.setId("data-table");
        list.getStyleClass().add("data-table");
        list.setCellFactory(_ -> new Row());
        VBox.setVgrow(list, Priority.ALWAYS);
        root = new VBox(list, about);
        model.rowsProperty()
                .subscribe(rows -> {
                    list.getItems().setAll(rows);
                    about.setText(rows.size() >= MOST ? "The first " + MOST + " rows" : "");
                });
    }

    Node root() {
        return root;
    }

    private static final class Row extends ListCell<String> {
        private final Label number = Parts.label("", "mono", "muted", "row-number");
        private final Label text = Parts.label("", "mono");
        private final HBox line = new HBox(number, text);

        Row() {
            line.getStyleClass().add("data-table-row");
        }

        @Override
        protected void updateItem(@Nullable String row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setGraphic(null);
                return;
            }
            number.setText(Integer.toString(getIndex()));
            text.setText(row);
            setGraphic(line);
        }
    }
}
