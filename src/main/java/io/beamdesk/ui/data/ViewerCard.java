package io.beamdesk.ui.data;

import io.beamdesk.product.Item;
import io.beamdesk.ui.fx.Parts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The dataset that is looked at: as a picture, a plot or figures.
final class ViewerCard {
    private final ViewerModel model;
    private final Label path = Parts.label("", "mono", "muted");
    private final Label name = Parts.label("", "mono", "bold");
    private final Label type = Parts.label("", "mono", "muted");
    private final Label message = Parts.label("", "card-note", "viewer-message");
    private final ToggleButton image = button("Image", ViewerModel.View.IMAGE);
    private final ToggleButton plot = button("Plot", ViewerModel.View.PLOT);
    private final ToggleButton table = button("Table", ViewerModel.View.TABLE);
    private final PictureArea picture;
    private final Node pictureRoot;
    private final Node plotRoot;
    private final Node tableRoot;
    private final Node empty;
    private final HBox views = Parts.segmented(image, plot, table);
    private final VBox root;

    /// @param recover recovers a file, once a person has confirmed it
    ViewerCard(ViewerModel model, Consumer<Path> recover) {
        this.model = model;
        picture = new PictureArea(model);
        pictureRoot = picture.root();
        plotRoot = new PlotArea(model.plot()).root();
        tableRoot = new TableArea(model).root();
        empty = emptyState();
        StackPane areas = new StackPane(pictureRoot, plotRoot, tableRoot, empty);
        areas.setMinSize(0, 0);
        VBox.setVgrow(areas, Priority.ALWAYS);
        path.setMinWidth(0);
        name.setMinWidth(Region.USE_PREF_SIZE);
        message.setWrapText(true);
        message.setId("data-message");
        Button more =
                Parts.button(
                        "Recover…",
                        "mdi2f-file-restore-outline",
                        () -> model.recoverableProperty().get().ifPresent(recover));
        more.setId("data-recover");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.managedProperty().bind(more.visibleProperty());
        HBox.setHgrow(message, Priority.ALWAYS);
        message.setMaxWidth(Double.MAX_VALUE);
        HBox notice = new HBox(message, more);
        notice.getStyleClass().add("viewer-notice");
        notice.managedProperty().bind(notice.visibleProperty());
        notice.visibleProperty().bind(message.textProperty().isNotEmpty());
        model.recoverableProperty().subscribe(left -> more.setVisible(left.isPresent()));
        HBox where = new HBox(path, name);
        where.getStyleClass().add("viewer-path");
        HBox header = new HBox(where, type, Parts.spacer(), views);
        header.getStyleClass().add("card-header");
        root = Parts.card(header, notice, new SliceControls(model).root(), areas);
        root.getStyleClass().add("viewer-card");
        root.setMinWidth(0);
        model.shownProperty().subscribe(this::refresh);
        model.viewProperty().subscribe(this::refresh);
        model.plot().revisionProperty().subscribe(this::refresh);
        model.messageProperty()
                .subscribe(sentence -> {
                    message.setText(sentence);
                    refresh();
                });
        refresh();
    }

    Node root() {
        return root;
    }

    private ToggleButton button(String word, ViewerModel.View view) {
        ToggleButton button = new ToggleButton(word);
        button.setId("data-view-" + word.toLowerCase(java.util.Locale.ROOT));
        button.setOnAction(_ -> model.show(view));
        return button;
    }

    private static Node emptyState() {
        VBox state =
                new VBox(
                        Parts.icon("mdi2d-database-search-outline", "empty-icon"),
                        Parts.label("Choose a product in the list", "semibold"),
                        Parts.label(
                                "Ctrl+click chooses more, and shows their curves together.",
                                "muted"));
        state.getStyleClass().add("empty-state");
        return state;
    }

    private static boolean isNumbers(Item item) {
        return item.kind() == Item.Kind.NUMBERS;
    }

    private void refresh() {
        Optional<ViewerModel.Shown> shown = model.shownProperty().get();
        boolean compared = !model.compared().isEmpty();
        ViewerModel.View view = model.viewProperty().get();
        Item item = shown.map(ViewerModel.Shown::item).orElse(null);
        boolean any = item != null || compared;
        views.setVisible(item != null && !compared);
        image.setDisable(item == null || !isNumbers(item) || item.shape().size() < 2);
        plot.setDisable(item == null || !isNumbers(item) || item.shape().isEmpty());
        (switch (view) {
                    case IMAGE -> image;
                    case PLOT -> plot;
                    case TABLE -> table;
                })
                .setSelected(true);
        if (compared) {
            path.setText(model.compared().size() + " products compared");
            name.setText("");
            type.setText("");
        } else {
            String whole = item == null ? "" : item.path();
            int slash = whole.lastIndexOf('/') + 1;
            path.setText(whole.substring(0, slash));
            name.setText(whole.substring(slash));
            type.setText(item == null ? "" : item.type());
        }
        boolean isPicture = any && !compared && view == ViewerModel.View.IMAGE;
        pictureRoot.setVisible(isPicture);
        picture.setDrawn(isPicture);
        plotRoot.setVisible(any && (compared || view == ViewerModel.View.PLOT));
        tableRoot.setVisible(any && !compared && view == ViewerModel.View.TABLE);
        empty.setVisible(!any && model.messageProperty().get().isEmpty());
    }
}
