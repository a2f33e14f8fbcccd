package io.beamdesk.ui.data;

import io.beamdesk.product.Item;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Which dimensions of a dataset run across and down, where the others are, and the way through the
/// frames.
final class SliceControls {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final ViewerModel model;
    private final FlowPane dimensions = new FlowPane();
    private final TextField frame = new TextField();
    private final Label kind = Parts.label("", "semibold");
    private final Label where = Parts.label("", "mono", "muted");
    private final CheckBox corrected = new CheckBox("Flat-corrected");
    private final FrameTrack track;
    private final Label written = Parts.label("", "accent");
    private final HBox stepper;
    private final HBox key;
    private final VBox root;
    private Object built = "";

    SliceControls(ViewerModel model) {
        this.model = model;
        dimensions.getStyleClass().add("slice-dimensions");
        frame.getStyleClass().addAll("mono", "frame-field");
        frame.setId("data-frame");
        frame.setAccessibleText("Number of the frame");
        frame.setOnAction(_ -> typed());
        frame.focusedProperty().subscribe(this::refresh);
        corrected.setId("data-corrected");
        corrected.setMinWidth(Region.USE_PREF_SIZE);
        kind.setMinWidth(Region.USE_PREF_SIZE);
        corrected.selectedProperty().bindBidirectional(model.correctedProperty());
        track = new FrameTrack(model::showFrame);
        track.setId("data-track");
        stepper =
                new HBox(
                        step("mdi2p-page-first", "First frame", () -> model.showFrame(0)),
                        step(
                                "mdi2c-chevron-left",
                                "Frame before",
                                () -> model.showFrame(now() - 1)),
                        frame,
                        step("mdi2c-chevron-right", "Next frame", () -> model.showFrame(now() + 1)),
                        step(
                                "mdi2p-page-last",
                                "Last frame",
                                () -> model.showFrame(Integer.MAX_VALUE)),
                        kind,
                        where,
                        Parts.spacer(),
                        corrected);
        stepper.getStyleClass().add("slice-stepper");
        key =
                new HBox(
                        colour("dark", "key-dark"),
                        colour("flat", "key-flat"),
                        colour("projection", "key-projection"),
                        Parts.spacer(),
                        written);
        key.getStyleClass().add("slice-key");
        root = new VBox(dimensions, stepper, track, key);
        root.getStyleClass().add("slice-controls");
        model.shownProperty().subscribe(this::refresh);
        model.slicingProperty().subscribe(this::refresh);
        model.viewProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private static Node step(String icon, String words, Runnable action) {
        return Parts.iconButton(icon, words, action, "flat");
    }

    private static Label colour(String word, String styleClass) {
        Region square = new Region();
        square.getStyleClass().addAll("key-square", styleClass);
        Label label = Parts.label(word, "muted");
        label.setGraphic(square);
        return label;
    }

    private int now() {
        Slicing slicing = model.slicingProperty().get();
        int through = slicing.through();
        return through < 0 ? 0 : slicing.at().get(through);
    }

    private void typed() {
        if (NUMBER.matcher(frame.getText().strip()).matches()) {
            model.showFrame(Integer.parseInt(frame.getText().strip()));
        }
        refresh();
    }

    private void refresh() {
        int rank = model.shownProperty().get().map(s -> s.item().shape().size()).orElse(0);
        boolean shown =
                rank > 1
                        && model.viewProperty().get() != ViewerModel.View.TABLE
                        && model.compared().isEmpty();
        visible(root, shown);
        if (!shown) {
            return;
        }
        ViewerModel.Shown now = model.shownProperty().get().orElseThrow();
        Slicing slicing = model.slicingProperty().get();
        if (slicing.at().size() != rank) {
            // Another dataset is on its way, and this is called again with it.
            return;
        }
        Object same = List.of(now.item(), slicing.across(), slicing.down());
        if (!same.equals(built)) {
            built = same;
            build(now.item(), slicing);
        }
        int through = slicing.through();
        boolean image = model.viewProperty().get() == ViewerModel.View.IMAGE;
        visible(stepper, through >= 0);
        visible(track, through >= 0);
        boolean frames = through == 0 && now.keys().isTomography() && image;
        visible(key, frames);
        visible(corrected, frames);
        if (through < 0) {
            return;
        }
        int count = now.item().shape().get(through);
        int at = slicing.at().get(through);
        int planned =
                through == 0 ? model.sourceProperty().get().map(s -> s.planned()).orElse(0) : 0;
        track.show(frames ? now.keys() : FrameKeys.NONE, count, planned, at);
        if (!frame.isFocused()) {
            frame.setText(Integer.toString(at));
        }
        kind.setText(frames ? now.keys().word(at) : "");
        where.setText(
                frames && at < now.keys().angles().size()
                        ? Figures.of(now.keys().angles().get(at), 3) + "°"
                        : "");
        written.setText(
                planned > count
                        ? Figures.of(count)
                                + " of "
                                + Figures.of(planned)
                                + " written, readable now"
                        : "");
    }

    private static void visible(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void build(Item item, Slicing slicing) {
        dimensions.getChildren().clear();
        int rank = item.shape().size();
        for (int i = 0; i < rank; i++) {
            int dimension = i;
            ComboBox<String> role = new ComboBox<>();
            role.setId("data-dimension-" + i);
            role.getItems().addAll(roles(rank));
            role.setValue(
                    i == slicing.across() ? "across" : i == slicing.down() ? "down" : "slice");
            role.setAccessibleText("What dimension " + i + " is");
            role.setOnAction(_ -> {
                Slicing before = model.slicingProperty().get();
                switch (String.valueOf(role.getValue())) {
                    case "across" -> model.show(before.across(dimension));
                    case "down" -> model.show(before.down(dimension));
                    default -> model.show(sliced(before, dimension, rank));
                }
            });
            Label name = Parts.label(name(i, rank) + " " + Figures.of(item.shape().get(i)), "mono");
            HBox one = new HBox(name, role);
            one.getStyleClass().add("slice-dimension");
            if (i != slicing.across() && i != slicing.down() && i != slicing.through()) {
                one.getChildren().add(place(dimension, item.shape().get(i)));
            }
            dimensions.getChildren().add(one);
        }
    }

    private static List<String> roles(int rank) {
        List<String> roles = new ArrayList<>(List.of("across", "down"));
        if (rank > 2) {
            roles.add("slice");
        }
        return roles;
    }

    /// Another dimension takes the part of one that is to be gone through.
    private static Slicing sliced(Slicing before, int dimension, int rank) {
        for (int other = rank - 1; other >= 0; other--) {
            if (other != before.across() && other != before.down()) {
                return dimension == before.across()
                        ? new Slicing(other, before.down(), before.at())
                        : dimension == before.down()
                                ? new Slicing(before.across(), other, before.at())
                                : before;
            }
        }
        return before;
    }

    private static String name(int dimension, int rank) {
        if (rank == 3) {
            return List.of("frame", "y", "x").get(dimension);
        }
        return rank == 2 ? List.of("y", "x").get(dimension) : "dim " + dimension;
    }

    private TextField place(int dimension, int length) {
        TextField field =
                new TextField(Integer.toString(model.slicingProperty().get().at().get(dimension)));
        field.getStyleClass().addAll("mono", "frame-field");
        field.setAccessibleText("Place in dimension " + dimension);
        IntConsumer set =
                at ->
                        model.show(
                                model.slicingProperty()
                                        .get()
                                        .at(dimension, Math.clamp(at, 0, length - 1)));
        field.setOnAction(_ -> {
            if (NUMBER.matcher(field.getText().strip()).matches()) {
                set.accept(Integer.parseInt(field.getText().strip()));
            }
        });
        return field;
    }
}
