package io.beamdesk.ui.data;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProductMenu;
import java.io.File;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// The Data pane: the catalogue left, the product in the middle, its tree and what is known of it right.
final class DataView {
    private final DataViewModel model;
    private final CatalogueCard catalogue;
    private final Label about = Parts.label("", "muted");
    private final Button recipe;
    private final Button check;
    private final Button where;
    private final Button export;
    private final ExportDialog exporting;
    private final VBox root;

    DataView(DataViewModel model, ZoneId zone) {
        this.model = model;
        catalogue = new CatalogueCard(model.catalogue(), zone);
        catalogue.setOnChosen(model::choose);
        about.setMinWidth(0);
        recipe =
                Parts.button(
                        "Load as recipe",
                        "mdi2f-file-restore-outline",
                        () -> product().ifPresent(model::loadRecipe));
        recipe.setId("data-recipe");
        check =
                Parts.button(
                        "Check file",
                        "mdi2s-shield-check-outline",
                        () -> product().ifPresent(model::check));
        check.setId("data-check");
        Parts.described(check, "Holds every byte against its checksum");
        export = Parts.button("Export…", "mdi2e-export-variant", this::export, "primary");
        export.setId("data-export");
        where = Parts.button("Where", "mdi2f-folder-outline", this::where);
        Button open = Parts.button("Open file…", "mdi2f-file-outline", this::openFile);
        open.setId("data-open");
        Parts.described(open, "Opens any HDF5 file");
        ToggleButton products = new ToggleButton("Products");
        ToggleButton retention = new ToggleButton("Retention");
        retention.setId("data-retention");
        HBox views = Parts.segmented(products, retention);
        views.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        HBox bar =
                Parts.paneBar(
                        "Data", views, about, Parts.spacer(), open, where, recipe, check, export);
        for (Button button : List.of(open, where, recipe, check, export)) {
            button.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        }
        Node viewer = new ViewerCard(model.viewer(), this::recover).root();
        HBox.setHgrow(viewer, Priority.ALWAYS);
        VBox right =
                new VBox(new TreeCard(model.viewer()).root(), new ProductCard(model, zone).root());
        right.getStyleClass().addAll("card-column", "data-right");
        HBox cards = new HBox(catalogue.root(), viewer, right);
        cards.getStyleClass().add("card-row");
        cards.setMinHeight(0);
        RetentionView kept = new RetentionView(model.retention(), this::export);
        StackPane areas = new StackPane(cards, kept.root());
        areas.setMinHeight(0);
        VBox.setVgrow(areas, Priority.ALWAYS);
        root = new VBox(bar, areas, new ExportStrip(model.exports()).root());
        exporting = new ExportDialog(root);
        model.exports().askAt(exporting);
        products.setSelected(true);
        retention
                .selectedProperty()
                .subscribe(now -> {
                    cards.setVisible(!now);
                    List.of(open, where, recipe, check, export).forEach(b -> b.setVisible(!now));
                    kept.root().setVisible(now);
                    model.retention().setShown(now);
                    refresh();
                });
        root.getStyleClass().addAll("pane", "data-pane");
        model.catalogue().extentProperty().subscribe(this::describe);
        model.chosenProperty().subscribe(this::refresh);
        model.viewer().sourceProperty().subscribe(this::refresh);
        model.wantedProperty()
                .subscribe(file ->
                        file.ifPresent(path ->
                                catalogue.select(CatalogueCard.name(model.desk().folder(), path))));
        refresh();
    }

    Node root() {
        return root;
    }

    private Optional<Path> product() {
        return model.viewer().sourceProperty().get().map(ViewerModel.Source::path);
    }

    private void recover(Path file) {
        if (RecoverDialog.confirmed(file, root.getScene().getWindow())) {
            model.recover(file);
        }
    }

    private void describe(CatalogueModel.Extent extent) {
        about.setText(
                model.desk().folder()
                        + " · "
                        + Figures.of(extent.products())
                        + (extent.products() == 1 ? " product, " : " products, ")
                        + Sizes.of(extent.size())
                        + " · "
                        + Sizes.of(extent.free())
                        + " free");
    }

    /// The chosen products, or the file that is shown.
    private void export() {
        List<CatalogueEntry> chosen = model.chosenProperty().get();
        if (chosen.isEmpty()) {
            product()
                    .ifPresent(path ->
                            exporting.show(model.exports(), List.of(path), path.toFile().length()));
        } else {
            export(chosen);
        }
    }

    private void export(List<CatalogueEntry> entries) {
        exporting.show(
                model.exports(),
                entries.stream().map(model.desk()::file).toList(),
                entries.stream().mapToLong(entry -> entry.bytes()).sum());
    }

    private void refresh() {
        boolean none = product().isEmpty() || model.chosenProperty().get().size() > 1;
        recipe.setDisable(none);
        check.setDisable(none);
        export.setDisable(product().isEmpty() && model.chosenProperty().get().isEmpty());
        where.setDisable(product().isEmpty() && model.chosenProperty().get().isEmpty());
    }

    private void where() {
        List<CatalogueEntry> chosen = model.chosenProperty().get();
        List<Path> paths =
                chosen.isEmpty()
                        ? product().map(List::of).orElse(List.of())
                        : chosen.stream().map(model.desk()::file).toList();
        new ProductMenu(paths.stream().map(Path::toUri).toList()).show(where, Side.BOTTOM, 0, 0);
    }

    private void openFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a file");
        File folder = model.desk().folder().toFile();
        if (folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                "HDF5 and NeXus", "*.h5", "*.hdf5", "*.nxs", "*.hdf"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        File file = chooser.showOpenDialog(root.getScene().getWindow());
        if (file != null) {
            model.open(file.toPath());
        }
    }
}
