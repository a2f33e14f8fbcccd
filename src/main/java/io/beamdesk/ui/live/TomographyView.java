package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.MapPlot;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The latest projection of a tomography beside the sinogram of one of its rows.
final class TomographyView {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    private final LiveViewModel model;
    private final FrameView frame;
    private final TextField row = new TextField();
    private final Label about = Parts.label("", "muted", "card-note");
    private final HBox root;
    private int shown = -1;

    TomographyView(LiveViewModel model) {
        this.model = model;
        frame = new FrameView(model, "Latest projection");
        frame.chooseRow(model::chooseSinogramRow);
        MapPlot sinogram = new MapPlot(model.frames().sinogram());
        sinogram.getStyleClass().add("sinogram");
        VBox.setVgrow(sinogram, Priority.ALWAYS);
        row.getStyleClass().add("row-field");
        row.setId("sinogram-row");
        row.setAccessibleText("Row of the sinogram");
        row.setOnAction(_ -> choose());
        about.setMaxWidth(Double.MAX_VALUE);
        VBox right =
                Parts.card(
                        Parts.cardHeader(
                                "Sinogram", Parts.spacer(), Parts.label("Row", "muted"), row),
                        sinogram,
                        about);
        root = new HBox(frame.root(), right);
        root.getStyleClass().add("card-row");
        HBox.setHgrow(frame.root(), Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        right.getStyleClass().add("tomography-half");
        frame.root().getStyleClass().add("tomography-half");
        model.revisionProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private void choose() {
        if (NUMBER.matcher(row.getText().strip()).matches()) {
            model.chooseSinogramRow(Integer.parseInt(row.getText().strip()));
        }
        row.setText(Integer.toString(Math.max(0, model.frames().row())));
    }

    private void refresh() {
        int now = model.frames().row();
        if (now != shown) {
            shown = now;
            frame.markRow(now);
            row.setText(now < 0 ? "" : Integer.toString(now));
            row.setDisable(now < 0);
        }
        about.setText(
                model.frames()
                        .sinogram()
                        .raster()
                        .map(r ->
                                r.measured() / r.x().count()
                                        + " of "
                                        + r.y().count()
                                        + " angles; another row begins with the next projection")
                        .orElse(
                                "The row of every projection from now on; click the projection to choose another."));
    }
}
