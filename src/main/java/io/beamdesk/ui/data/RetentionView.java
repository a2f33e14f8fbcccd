package io.beamdesk.ui.data;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.retention.DiskUse;
import io.beamdesk.retention.Due;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProgressTrack;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Products whose time ends soon or is over and those that are held, what can be done about them, and what
/// fills the disk.
final class RetentionView {
    private static final double NARROW = 104;
    private static final double WIDE = 132;
    private static final double MARGIN = 16;

    private final RetentionModel model;
    private final Consumer<List<CatalogueEntry>> export;
    private final TableView<Due> table = new TableView<>();
    private final Label count = Parts.label("", "muted");
    private final Label why = Parts.label("", "card-note");
    private final Label nothing = Parts.label("", "muted");
    private final VBox shares = new VBox();
    private final Label free = Parts.label("", "mono", "text-l", "semibold");
    private final Label forecast = Parts.label("", "muted");
    private final Button more;
    private final HBox root;

    /// @param export exports products
    RetentionView(RetentionModel model, Consumer<List<CatalogueEntry>> export) {
        this.model = model;
        this.export = export;
        more = Parts.button("Show more", "mdi2c-chevron-down", model::more);
        more.setId("retention-more");
        root = new HBox(products(), disk());
        root.getStyleClass().add("card-row");
        model.stockProperty().subscribe(this::show);
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<Due>) _ -> explain());
        model.reportProperty().subscribe(this::explain);
    }

    Node root() {
        return root;
    }

    private Node products() {
        table.setId("retention-table");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setPlaceholder(nothing);
        nothing.setWrapText(true);
        TableColumn<Due, String> path = column("Product", due -> due.entry().path(), NARROW);
        path.setMaxWidth(Double.MAX_VALUE);
        // What the others leave.
        path.prefWidthProperty()
                .bind(table.widthProperty().subtract(3 * NARROW + 2 * WIDE + MARGIN));
        path.getStyleClass().add("mono");
        table.getColumns()
                .setAll(
                        List.of(
                                states(),
                                column("Until", this::until, NARROW),
                                figures("Size", due -> Sizes.of(due.entry().bytes())),
                                column(
                                        "Copy",
                                        due -> due.copies().isEmpty() ? "none" : "yes",
                                        NARROW),
                                column("Sample", due -> due.entry().sample().name(), WIDE),
                                path));
        VBox.setVgrow(table, Priority.ALWAYS);
        why.setWrapText(true);
        why.setId("retention-why");
        HBox actions =
                new HBox(
                        button("Hold…", "mdi2l-lock-outline", "hold", this::hold),
                        button(
                                "Release",
                                "mdi2l-lock-open-variant-outline",
                                "release",
                                this::release),
                        button("Keep longer…", "mdi2c-calendar-plus", "extend", this::extend),
                        button("Export…", "mdi2e-export-variant", "export", this::export),
                        button(
                                "Check copies",
                                "mdi2f-file-check-outline",
                                "check",
                                () -> model.checkCopies(selected())),
                        Parts.spacer(),
                        button("Delete…", "mdi2d-delete-outline", "delete", this::delete));
        actions.getStyleClass().add("card-actions");
        actions.getChildren().getLast().getStyleClass().add("danger");
        VBox card =
                Parts.card(
                        Parts.cardHeader("Ends soon, over, or held", Parts.spacer(), count, more),
                        table,
                        why,
                        actions);
        HBox.setHgrow(card, Priority.ALWAYS);
        card.setMinWidth(0);
        return card;
    }

    private Button button(String word, String icon, String id, Runnable action) {
        Button button = Parts.button(word, icon, action);
        button.setId("retention-" + id);
        button.disableProperty()
                .bind(
                        javafx.beans.binding.Bindings.isEmpty(
                                table.getSelectionModel().getSelectedItems()));
        return button;
    }

    private Node disk() {
        shares.getStyleClass().add("disk-shares");
        ScrollPane scroll = new ScrollPane(shares);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        forecast.setWrapText(true);
        VBox head = new VBox(free, forecast);
        head.getStyleClass().add("card-body");
        VBox card = Parts.card(Parts.cardHeader("Disk"), head, scroll);
        card.getStyleClass().add("data-right");
        return card;
    }

    private TableColumn<Due, Due.State> states() {
        TableColumn<Due, Due.State> column = new TableColumn<>("State");
        column.setCellValueFactory(row ->
                new javafx.beans.property.ReadOnlyObjectWrapper<>(row.getValue().state())
                        .getReadOnlyProperty());
        column.setCellFactory(_ -> new StateCell());
        column.setMinWidth(WIDE);
        column.setMaxWidth(WIDE);
        return column;
    }

    private static final class StateCell extends TableCell<Due, Due.State> {
        @Override
        protected void updateItem(Due.@Nullable State state, boolean empty) {
            super.updateItem(state, empty);
            if (state == null || empty) {
                setText(null);
                setGraphic(null);
            } else {
                setText(state.word());
                setGraphic(Parts.icon(Keeping.icon(state), Keeping.style(state)));
            }
        }
    }

    private static TableColumn<Due, String> figures(String title, Function<Due, String> words) {
        TableColumn<Due, String> column = column(title, words, NARROW);
        column.getStyleClass().addAll("mono", "figures");
        column.setSortable(false);
        return column;
    }

    private static TableColumn<Due, String> column(
            String title, Function<Due, String> words, double width) {
        TableColumn<Due, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row ->
                new ReadOnlyStringWrapper(words.apply(row.getValue())).getReadOnlyProperty());
        column.setMinWidth(width);
        column.setMaxWidth(width);
        // The first to go come first; words would sort days by their figures.
        column.setSortable(false);
        return column;
    }

    private String until(Due due) {
        return due.until().map(time -> Keeping.day(time, model.zone())).orElse("for ever");
    }

    private List<CatalogueEntry> selected() {
        return table.getSelectionModel().getSelectedItems().stream().map(Due::entry).toList();
    }

    private void hold() {
        RetentionDialogs.hold(model, selected(), root.getScene().getWindow());
    }

    private void release() {
        model.release(selected());
    }

    private void extend() {
        RetentionDialogs.extend(model, selected(), root.getScene().getWindow());
    }

    private void export() {
        export.accept(selected());
    }

    private void delete() {
        List<CatalogueEntry> entries = selected();
        model.dryRun(
                entries,
                deletions ->
                        RetentionDialogs.delete(
                                model, entries, deletions, root.getScene().getWindow()));
    }

    private void explain() {
        String report = model.reportProperty().get();
        List<Due> selected = List.copyOf(table.getSelectionModel().getSelectedItems());
        String obstacle =
                selected.stream()
                        .map(Due::obstacle)
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .orElse("");
        why.setText(report.isEmpty() ? obstacle : report);
        why.setManaged(!why.getText().isEmpty());
    }

    private void show(RetentionModel.Stock stock) {
        nothing.setText(
                stock.forEver()
                        ? "Products are kept for ever; a beamline file says otherwise with \"data_policy\"."
                        : "No product ends soon or is held.");
        table.getItems().setAll(stock.due());
        long bytes = stock.due().stream().mapToLong(d -> d.entry().bytes()).sum();
        long offered = stock.due().stream().filter(Due::isOffered).count();
        count.setText(
                (stock.isMore() ? "The first " : "")
                        + RetentionModel.many(stock.due().size())
                        + ", "
                        + Sizes.of(bytes)
                        + " · "
                        + offered
                        + " may be deleted");
        more.setVisible(stock.isMore());
        more.setManaged(stock.isMore());
        show(stock.use());
    }

    private void show(DiskUse use) {
        free.setText(Sizes.of(use.free()) + " free");
        forecast.setText(
                use.bytesPerDay() <= 0
                        ? "Nothing came in over the last %d days"
                                .formatted(DiskUse.LOOK_BACK.toDays())
                        : "%s a day came in over the last %d days%s"
                                .formatted(
                                        Sizes.of(Math.round(use.bytesPerDay())),
                                        DiskUse.LOOK_BACK.toDays(),
                                        use.full()
                                                .map(time ->
                                                        "; full on "
                                                                + Keeping.day(time, model.zone()))
                                                .orElse("")));
        long all = use.shares().stream().mapToLong(DiskUse.Share::bytes).sum();
        shares.getChildren().setAll(use.shares().stream().map(share -> line(share, all)).toList());
    }

    private static Node line(DiskUse.Share share, long all) {
        Label name =
                Parts.label(
                        share.experiment().isBlank() ? "No experiment" : share.experiment(),
                        "medium");
        name.setMinWidth(0);
        HBox words = new HBox(name, Parts.spacer(), Parts.label(Sizes.of(share.bytes()), "mono"));
        words.getStyleClass().add("product-line");
        ProgressTrack track = new ProgressTrack();
        track.setShare(all == 0 ? 0 : share.bytes() / (double) all);
        VBox line =
                new VBox(
                        words,
                        track,
                        Parts.label(
                                Figures.of(share.products())
                                        + (share.products() == 1 ? " product" : " products"),
                                "muted"));
        line.getStyleClass().add("disk-share");
        return line;
    }
}
