package io.beamdesk.ui.recipes;

import com.google.gson.JsonObject;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// Draws the rectangle of a map on what the camera sees, or on a map that was measured. The fields
/// follow when it is taken.
final class RegionDialog {
    private final RecipesViewModel model;
    private final Sights sights;
    private final RegionPicker picker = new RegionPicker();
    private final Label about = Parts.label("", "muted");
    private final Label readout = Parts.label("", "mono", "region-readout");
    private final ButtonType take = new ButtonType("Take it", ButtonData.OK_DONE);
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final ComboBox<String> column = new ComboBox<>();
    private Optional<Backdrop> backdrop = Optional.empty();
    private Optional<Sights.Measured> shownMap = Optional.empty();
    private long question;

    RegionDialog(RecipesViewModel model) {
        this.model = model;
        sights = model.desk().sights();
        Button camera = Parts.button("Camera image", "mdi2c-camera-outline", this::camera);
        camera.setId("region-camera");
        sights.blind()
                .ifPresent(why -> {
                    camera.setDisable(true);
                    camera.setTooltip(new Tooltip(why));
                });
        Button map = Parts.button("Earlier map…", "mdi2g-grid", this::choose);
        map.setId("region-map");
        Button anew = Parts.button("Draw anew", "mdi2e-eraser", this::anew);
        anew.setId("region-anew");
        column.setId("region-column");
        column.setAccessibleText("Column of the map");
        column.setTooltip(new Tooltip("Column of the map"));
        offer(List.of(), "");
        column.setOnAction(_ -> shownMap.ifPresent(this::look));
        HBox bar = new HBox(camera, map, column, Parts.spacer(), anew);
        bar.getStyleClass().add("region-bar");
        about.setWrapText(true);
        about.setId("region-about");
        readout.setId("region-readout");
        VBox.setVgrow(picker, Priority.ALWAYS);
        VBox content = new VBox(bar, about, picker, readout);
        content.getStyleClass().add("region-dialog");
        dialog.getDialogPane().getStyleClass().add("roomy");
        dialog.setTitle("Draw the region");
        dialog.setHeaderText(
                "Drag a rectangle; drag it or its handles to change it, arrows move it, Enter takes it");
        dialog.setResizable(true);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(take, ButtonType.CANCEL);
        dialog.getDialogPane().lookupButton(take).getStyleClass().add("primary");
        picker.regionProperty().subscribe(this::follow);
    }

    /// Shows it until the region is taken or given up.
    void show(Window owner) {
        dialog.initOwner(owner);
        if (sights.blind().isEmpty()) {
            camera();
        } else {
            about.setText(sights.blind().get());
        }
        Optional<JsonObject> taken =
                dialog.showAndWait().filter(take::equals).flatMap(_ -> drawn());
        question++;
        taken.ifPresent(recipe -> model.edit("region", (JsonObject _) -> recipe));
        model.check();
    }

    private void anew() {
        picker.clear();
        picker.requestFocus();
    }

    private void camera() {
        ask(
                "Asking for a frame…",
                sights.camera(),
                frame -> {
                    shownMap = Optional.empty();
                    offer(List.of(), "");
                    show(frame, inRecipe(frame));
                });
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Choose a map");
        chooser.setInitialDirectory(sights.folder().toFile());
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Products", "*.h5"));
        File chosen = chooser.showOpenDialog(dialog.getDialogPane().getScene().getWindow());
        if (chosen != null) {
            read(chosen.toPath(), Optional.empty());
        }
    }

    /// Shows a map that was measured.
    void read(Path product, Optional<String> wanted) {
        ask(
                "Reading " + product.getFileName() + "…",
                sights.map(product, wanted),
                map -> {
                    // Another column of the same map keeps the rectangle that was drawn.
                    Optional<Region> drawn =
                            wanted.isPresent()
                                    ? picker.regionProperty().get()
                                    : inRecipe(map.image());
                    shownMap = Optional.of(map);
                    offer(map.columns(), map.column());
                    show(map.image(), drawn);
                });
    }

    /// Shows the column that was chosen.
    private void look(Sights.Measured map) {
        String wanted = column.getValue();
        if (wanted != null && !wanted.equals(map.column())) {
            read(map.product(), Optional.of(wanted));
        }
    }

    /// Columns to choose from; none while no map is shown.
    private void offer(List<String> columns, String chosen) {
        if (!column.getItems().equals(columns)) {
            column.getItems().setAll(columns);
        }
        column.setValue(chosen);
        column.setVisible(!columns.isEmpty());
        column.setManaged(!columns.isEmpty());
    }

    private <T> void ask(String words, CompletableFuture<T> asked, Consumer<T> then) {
        long mine = ++question;
        about.setText(words);
        var _ =
                asked.handle((found, failure) -> {
                    model.onFxThread(() -> {
                        if (mine != question) {
                            return;
                        }
                        if (failure == null) {
                            then.accept(found);
                        } else {
                            about.setText(Errands.sentence(failure) + ".");
                        }
                    });
                    return failure == null;
                });
    }

    /// The rectangle that the recipe has now.
    private Optional<Region> inRecipe(Backdrop image) {
        return MapRegion.of(model.draftProperty().get(), image.scale(), model.desk());
    }

    private void show(Backdrop found, Optional<Region> drawn) {
        backdrop = Optional.of(found);
        about.setText(found.title());
        picker.show(found, drawn);
        picker.requestFocus();
        follow();
    }

    private Optional<JsonObject> drawn() {
        return backdrop.flatMap(image ->
                picker.regionProperty()
                        .get()
                        .filter(r -> r.width() > 0 && r.height() > 0)
                        .map(region ->
                                MapRegion.into(
                                        model.draftProperty().get(),
                                        region,
                                        image.scale(),
                                        model.desk())));
    }

    /// What the recipe would say.
    private void follow() {
        Optional<JsonObject> recipe = drawn();
        dialog.getDialogPane().lookupButton(take).setDisable(recipe.isEmpty());
        readout.setText(
                recipe.map(json -> side(json, 0) + "\n" + side(json, 1))
                        .orElse("No rectangle yet.\n"));
    }

    private String side(JsonObject json, int index) {
        String at = "axes[" + index + "].";
        String device = JsonPath.text(json, at + "device");
        Optional<RecipeDesk.AxisState> axis =
                model.desk().axes().stream().filter(a -> a.name().equals(device)).findFirst();
        String ends =
                JsonPath.number(json, at + "from").isPresent()
                        ? figure(json, at + "from") + " to " + figure(json, at + "to")
                        : figure(json, at + "size") + " about " + figure(json, at + "centre");
        String units = axis.map(RecipeDesk.AxisState::units).orElse("");
        String points =
                JsonPath.number(json, at + "points").isPresent()
                        ? figure(json, at + "points") + " points"
                        : "step " + figure(json, at + "step");
        return axis.map(RecipeDesk.AxisState::label).orElse(device)
                + " "
                + ends
                + (units.isEmpty() ? "" : " " + units)
                + ", "
                + points;
    }

    private static String figure(JsonObject json, String path) {
        return Figures.brief(JsonPath.number(json, path).orElse(Double.NaN));
    }
}
