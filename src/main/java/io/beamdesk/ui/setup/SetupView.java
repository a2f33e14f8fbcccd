package io.beamdesk.ui.setup;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.io.File;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.jspecify.annotations.Nullable;

/// The Setup pane: what is measured and where to left, the connection check right.
public final class SetupView {
    private final SetupViewModel model;
    private final ZoneId zone;
    private final VBox root;
    private final Label folderPath = Parts.label("", "mono");
    private final Label folderState = Parts.label("");
    private final Label free = Parts.label("", "text-l", "mono", "bold");
    private final Label freeUnit = Parts.label("", "text-m", "muted");
    private final HBox counts = new HBox();
    private final VBox rows = new VBox();

    /// Builds the pane.
    public SetupView(SetupViewModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
        Label message = Parts.label("", "major-text");
        message.textProperty().bind(model.messageProperty().map(String::valueOf));
        VBox left = new VBox(experiment(), folder(), beamline());
        left.getStyleClass().addAll("card-column", "setup-left");
        VBox check = connections();
        HBox.setHgrow(check, Priority.ALWAYS);
        HBox cards = new HBox(left, check);
        cards.getStyleClass().add("card-row");
        VBox.setVgrow(cards, Priority.ALWAYS);
        HBox bar =
                Parts.paneBar(
                        "Setup",
                        Parts.label(
                                model.beamline().name() + ", " + model.beamline().title(),
                                "medium"),
                        Parts.spacer(),
                        message);
        root = new VBox(bar, cards);
        root.getStyleClass().addAll("pane", "setup-pane");
        model.folderProperty().subscribe(this::showFolder);
        model.connectionsProperty().subscribe(this::showConnections);
    }

    /// What to show.
    public Node root() {
        return root;
    }

    private VBox experiment() {
        VBox body =
                new VBox(
                        field(
                                "Experiment",
                                "setup-title",
                                model.titleProperty(),
                                "shown in the header and kept in every product"),
                        field("Proposal", "setup-proposal", model.proposalProperty(), ""),
                        field(
                                "Users",
                                "setup-users",
                                model.usersProperty(),
                                "names, separated by commas"));
        body.getStyleClass().add("form-section");
        return Parts.card(Parts.cardHeader("Experiment"), body);
    }

    private VBox field(String label, String id, StringProperty property, String hint) {
        TextField input = new TextField();
        input.setId(id);
        input.setAccessibleText(label);
        input.textProperty().bindBidirectional(property);
        input.setOnAction(_ -> model.keepExperiment());
        input.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        model.keepExperiment();
                    }
                });
        VBox field = new VBox(Parts.label(label, "field-label"), input);
        if (!hint.isEmpty()) {
            field.getChildren().add(Parts.label(hint, "hint"));
        }
        field.getStyleClass().add("form-field");
        return field;
    }

    private VBox folder() {
        HBox space = new HBox(free, freeUnit);
        space.getStyleClass().add("total-value");
        VBox words = new VBox(folderPath, folderState);
        words.getStyleClass().add("form-field");
        VBox body = new VBox(words, space);
        body.getStyleClass().add("form-section");
        return Parts.card(
                Parts.cardHeader(
                        "Data folder",
                        Parts.spacer(),
                        Parts.button("Change", "mdi2f-folder-outline", this::chooseFolder)),
                body);
    }

    private VBox beamline() {
        VBox body =
                new VBox(
                        fact("Beamline", Parts.label(model.beamline().name(), "medium")),
                        fact("File", Parts.label(model.beamline().file(), "mono")));
        body.getStyleClass().add("form-section");
        return Parts.card(Parts.cardHeader("Beamline"), body);
    }

    private static HBox fact(String name, Label value) {
        Label label = Parts.label(name, "muted", "fact-name");
        HBox fact = new HBox(label, value);
        fact.getStyleClass().add("fact");
        return fact;
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Data folder");
        File now = model.folderProperty().get().path().toFile();
        if (now.isDirectory()) {
            chooser.setInitialDirectory(now);
        }
        @Nullable File chosen = chooser.showDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.chooseFolder(chosen.toPath());
        }
    }

    private void showFolder(SetupViewModel.Folder now) {
        folderPath.setText(now.path().toString());
        folderState.getStyleClass().removeAll("good", "major-text");
        folderState.getStyleClass().add(now.writable() ? "good" : "major-text");
        folderState.setText(
                now.writable()
                        ? "Can be written to"
                        : "Cannot be written to; choose another folder or change its rights");
        folderState.setGraphic(
                Parts.icon(
                        now.writable() ? "mdi2c-check-circle" : "mdi2a-alert-octagon",
                        now.writable() ? "good" : "major-text"));
        boolean known = now.freeBytes() >= 0;
        boolean tera = now.freeBytes() >= 1e12;
        free.setText(
                known
                        ? Figures.of(now.freeBytes() / (tera ? 1e12 : 1e9), tera ? 2 : 1)
                        : Figures.DASH);
        freeUnit.setText(known ? (tera ? "TB free" : "GB free") : "");
    }

    private VBox connections() {
        counts.getStyleClass().add("form-heading");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        HBox head =
                new HBox(
                        cell("Device", "connection-device"),
                        cell("PVs", "connection-count"),
                        cell("State", "connection-state"),
                        cell("Since, and what to do", "connection-words"));
        head.getStyleClass().addAll("table-head", "connection-row");
        return Parts.card(
                Parts.cardHeader(
                        "Connection check",
                        counts,
                        Parts.spacer(),
                        Parts.button("Copy list", "mdi2c-content-copy", this::copy)),
                head,
                scroll);
    }

    private static Label cell(String text, String width, String... styles) {
        Label cell = Parts.label(text, styles);
        cell.getStyleClass().add(width);
        return cell;
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(model.connectionText());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void showConnections(List<Connection> now) {
        int missing = model.missing();
        int pvs = now.stream().mapToInt(Connection::total).sum();
        int silent = now.stream().mapToInt(c -> c.silent().size()).sum();
        counts.getChildren()
                .setAll(
                        missing == 0
                                ? Parts.chip("all connected", "mdi2c-check-circle", "success")
                                : Parts.chip(
                                        missing + " not connected",
                                        "mdi2l-lan-disconnect",
                                        "alarm-major"),
                        Parts.label(
                                now.size()
                                        + " devices, "
                                        + (pvs - silent)
                                        + " of "
                                        + pvs
                                        + " PVs answer",
                                "muted"));
        // What needs a person stands first.
        List<Node> shown = new ArrayList<>();
        now.stream().filter(c -> !c.connected()).forEach(c -> shown.add(row(c)));
        now.stream().filter(Connection::connected).forEach(c -> shown.add(row(c)));
        rows.getChildren().setAll(shown);
    }

    private String time(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).format(at.atZone(zone));
    }

    private Node row(Connection connection) {
        VBox names =
                new VBox(
                        Parts.label(connection.label(), "medium"),
                        Parts.label(connection.device(), "mono", "muted"));
        names.getStyleClass().addAll("two-lines", "connection-device");
        Label state =
                connection.connected()
                        ? Parts.label("Connected", "good")
                        : Parts.label("Disconnected", "disconnected-text");
        state.setGraphic(
                connection.connected()
                        ? Parts.icon("mdi2c-check", "good")
                        : Parts.icon("mdi2l-lan-disconnect"));
        VBox words = new VBox();
        words.getStyleClass().addAll("two-lines", "connection-words");
        for (Connection.Silent silent : connection.silent()) {
            words.getChildren()
                    .add(Parts.label(silent.pv() + "  since " + time(silent.since()), "mono"));
        }
        if (connection.connected()) {
            words.getChildren()
                    .add(Parts.label("since " + time(connection.since()), "mono", "muted"));
        } else {
            words.getChildren().add(Parts.label(connection.remedy(), "muted"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        Label count =
                cell(
                        connection.total()
                                - connection.silent().size()
                                + " / "
                                + connection.total(),
                        "connection-count",
                        "mono");
        state.getStyleClass().add("connection-state");
        HBox row = new HBox(names, count, state, words);
        row.getStyleClass().add("connection-row");
        return row;
    }
}
