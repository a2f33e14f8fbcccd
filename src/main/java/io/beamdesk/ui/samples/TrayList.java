package io.beamdesk.ui.samples;

import io.beamdesk.sample.SampleCard;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProgressTrack;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The trays with their progress, of one sender or of all.
final class TrayList {
    private static final String EVERYONE = "";

    private final SamplesViewModel model;
    private final ListView<TrayRow> list = new ListView<>();
    private final ListView<SampleCard> found = new ListView<>();
    private final ComboBox<String> sender = new ComboBox<>();
    private final Label count = Parts.label("", "mono", "muted");
    private final VBox root;
    private boolean showing;

    TrayList(SamplesViewModel model, ZoneId zone) {
        this.model = model;
        sender.setId("tray-sender");
        sender.setMaxWidth(Double.MAX_VALUE);
        sender.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(String name) {
                        return name == null || name.isEmpty() ? "All senders" : name;
                    }

                    @Override
                    public String fromString(String name) {
                        return name;
                    }
                });
        sender.setAccessibleText("Only trays of one sender");
        sender.getItems().add(EVERYONE);
        sender.setValue(EVERYONE);
        FilterView filter = new FilterView(model.filter());
        VBox senders = new VBox(filter.root(), sender);
        senders.getStyleClass().add("tray-sender");
        list.setId("tray-list");
        list.getStyleClass().add("tray-list");
        list.setCellFactory(_ -> new Cell());
        list.setPlaceholder(Parts.label("No tray yet", "muted"));
        VBox.setVgrow(list, Priority.ALWAYS);
        found.setId("samples-found");
        found.getStyleClass().add("tray-list");
        found.setCellFactory(_ -> new FoundCell());
        found.setPlaceholder(Parts.label("No sample is like that", "muted"));
        VBox.setVgrow(found, Priority.ALWAYS);
        model.filter()
                .foundProperty()
                .subscribe(now -> {
                    found.getSelectionModel().clearSelection();
                    now.ifPresent(f -> found.getItems().setAll(f.first()));
                    found.setVisible(now.isPresent());
                    found.setManaged(now.isPresent());
                    // What is found is of all senders.
                    sender.setVisible(now.isEmpty());
                    sender.setManaged(now.isEmpty());
                    list.setVisible(now.isEmpty());
                    list.setManaged(now.isEmpty());
                });
        found.getSelectionModel()
                .selectedItemProperty()
                .subscribe(card -> {
                    if (card != null) {
                        model.show(card.sample().tray(), card.sample().position());
                    }
                });
        // Where the tray is gives way to what is looked for.
        VBox place = new VBox(new TrayPlace(model, zone).root());
        place.visibleProperty().bind(filter.unfoldedProperty().not());
        place.managedProperty().bind(place.visibleProperty());
        root = Parts.card(Parts.cardHeader("Trays", count), senders, list, found, place);
        root.getStyleClass().add("tray-card");
        sender.valueProperty().subscribe(this::refresh);
        model.trays().traysProperty().subscribe(this::refresh);
        model.trays().shownProperty().subscribe(this::refresh);
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(row -> {
                    if (!showing && row != null) {
                        model.trays().choose(row.id());
                    }
                });
    }

    Node root() {
        return root;
    }

    private void refresh() {
        if (showing) {
            return;
        }
        showing = true;
        List<TrayRow> all = model.trays().traysProperty().get();
        List<String> senders =
                Stream.concat(
                                Stream.of(EVERYONE),
                                all.stream()
                                        .map(r -> r.count().tray().sender())
                                        .filter(s -> !s.isEmpty())
                                        .sorted())
                        .distinct()
                        .toList();
        String wanted = Objects.requireNonNullElse(sender.getValue(), EVERYONE);
        if (!sender.getItems().equals(senders)) {
            sender.getItems().setAll(senders);
        }
        wanted = senders.contains(wanted) ? wanted : EVERYONE;
        if (!wanted.equals(sender.getValue())) {
            sender.setValue(wanted);
        }
        List<TrayRow> rows = of(wanted, all);
        showRows(rows);
        count.setText(Integer.toString(rows.size()));
        String chosen = model.trays().shownProperty().get().map(s -> s.id()).orElse("");
        int at = rows.stream().map(TrayRow::id).toList().indexOf(chosen);
        if (at != list.getSelectionModel().getSelectedIndex()) {
            list.getSelectionModel().clearAndSelect(at);
        }
        showing = false;
    }

    /// Most often one tray of them has changed.
    private void showRows(List<TrayRow> rows) {
        List<TrayRow> shown = list.getItems();
        if (!shown.stream()
                .map(TrayRow::id)
                .toList()
                .equals(rows.stream().map(TrayRow::id).toList())) {
            list.getItems().setAll(rows);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!shown.get(i).equals(rows.get(i))) {
                shown.set(i, rows.get(i));
            }
        }
    }

    /// The trays of a sender, or all if it is empty.
    private static List<TrayRow> of(String sender, List<TrayRow> rows) {
        return sender.isEmpty()
                ? rows
                : rows.stream().filter(r -> r.count().tray().sender().equals(sender)).toList();
    }

    private static final class FoundCell extends ListCell<SampleCard> {
        private final Label name = Parts.label("", "semibold");
        private final Label state = Parts.label("", "muted");
        private final Label place = Parts.label("", "mono", "muted");
        private final VBox row = new VBox(new HBox(name, Parts.spacer(), state), place);

        FoundCell() {
            setPrefWidth(0);
            name.setMinWidth(0);
            row.getStyleClass().add("tray-row");
        }

        @Override
        protected void updateItem(SampleCard card, boolean empty) {
            super.updateItem(card, empty);
            if (empty || card == null) {
                setGraphic(null);
                return;
            }
            name.setText(card.sample().alias());
            state.setText(DropShapes.word(card.state()));
            place.setText(card.sample().tray() + " " + card.sample().position());
            setGraphic(row);
        }
    }

    private static final class Cell extends ListCell<TrayRow> {
        private final Label id = Parts.label("", "mono", "bold");
        private final Label word = Parts.label("", "semibold");
        private final Label alias = Parts.label("", "muted");
        private final Label progress = Parts.label("", "mono", "muted");
        private final ProgressTrack track = new ProgressTrack();
        private String icon = "";
        private final HBox first = new HBox(id, Parts.spacer(), word);
        private final VBox row = new VBox(first, new HBox(alias, Parts.spacer(), progress), track);

        Cell() {
            setPrefWidth(0);
            first.getStyleClass().add("tray-first");
            row.getStyleClass().add("tray-row");
            track.getStyleClass().add("tray-progress");
            alias.setMinWidth(0);
        }

        @Override
        protected void updateItem(TrayRow tray, boolean empty) {
            super.updateItem(tray, empty);
            if (empty || tray == null) {
                setGraphic(null);
                return;
            }
            id.setText(tray.id());
            if (!tray.icon().equals(icon)) {
                icon = tray.icon();
                id.setGraphic(Parts.icon(icon));
            }
            word.setText(tray.word());
            if (!word.getStyleClass().contains(tray.styleClass())) {
                word.getStyleClass().setAll("label", "semibold", tray.styleClass());
            }
            alias.setText(tray.count().tray().alias());
            progress.setText(tray.measured() + "/" + tray.count().all());
            boolean done = tray.word().equals("Done");
            if (done != track.getStyleClass().contains("done")) {
                var _ =
                        done
                                ? track.getStyleClass().add("done")
                                : track.getStyleClass().remove("done");
            }
            track.setShare(tray.share());
            setGraphic(row);
        }
    }
}
