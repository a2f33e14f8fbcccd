package io.beamdesk.ui.samples;

import io.beamdesk.sample.SamplePicture;
import io.beamdesk.ui.camera.ScaleBar;
import io.beamdesk.ui.camera.Zoom;
import io.beamdesk.ui.fx.Parts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundImage;
import javafx.scene.layout.BackgroundPosition;
import javafx.scene.layout.BackgroundRepeat;
import javafx.scene.layout.BackgroundSize;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The pictures of a sample, one at a time, the last one first; a click shows all of it.
final class SamplePictureView {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final ZoneId zone;
    private final Surface surface = new Surface("sample-picture", true);
    private final Button frame = new Button("", surface);
    private final Label about = Parts.label("", "muted");
    private final Button newer =
            Parts.iconButton("mdi2c-chevron-left", "The picture after it", () -> step(-1));
    private final Button older =
            Parts.iconButton("mdi2c-chevron-right", "The picture before it", () -> step(1));
    private final VBox root;
    private List<SamplePicture> pictures = List.of();
    private int shown;
    private Optional<SamplePicture> loaded = Optional.empty();
    private Optional<Image> image = Optional.empty();

    SamplePictureView(ZoneId zone) {
        this.zone = zone;
        frame.getStyleClass().add("sample-picture-frame");
        frame.setId("sample-picture");
        frame.setMaxWidth(Double.MAX_VALUE);
        frame.setOnAction(_ -> enlarge());
        about.setMinWidth(0);
        HBox below = new HBox(about, Parts.spacer(), newer, older);
        below.getStyleClass().add("sample-picture-below");
        root = new VBox(frame, below);
        root.getStyleClass().add("sample-section");
        show(List.of());
    }

    Node root() {
        return root;
    }

    /// Shows these, beginning with the first unless one of them is shown already.
    void show(List<SamplePicture> all) {
        // A picture that is new is what a person wants to see.
        boolean same = all.equals(pictures);
        pictures = all;
        shown = same ? shown : 0;
        show();
    }

    private void step(int by) {
        shown = Math.clamp(shown + by, 0, Math.max(0, pictures.size() - 1));
        show();
    }

    private void show() {
        root.setVisible(!pictures.isEmpty());
        root.setManaged(!pictures.isEmpty());
        if (pictures.isEmpty()) {
            load(Optional.empty());
            return;
        }
        SamplePicture now = pictures.get(shown);
        load(Optional.of(now));
        String many = pictures.size() > 1 ? shown + 1 + " of " + pictures.size() + " · " : "";
        about.setText(many + now.title() + ", " + WHEN.format(now.time().atZone(zone)));
        var _ = Parts.described(frame, about.getText() + "; show all of it");
        newer.setVisible(pictures.size() > 1);
        older.setVisible(pictures.size() > 1);
        newer.setDisable(shown == 0);
        older.setDisable(shown == pictures.size() - 1);
    }

    private void load(Optional<SamplePicture> wanted) {
        if (wanted.equals(loaded)) {
            return;
        }
        loaded = wanted;
        image = wanted.map(picture -> new Image(picture.file().toUri().toString(), true));
        surface.show(image, pixelMm());
    }

    private OptionalDouble pixelMm() {
        return loaded.map(SamplePicture::pixelMm).orElse(OptionalDouble.empty());
    }

    private void enlarge() {
        image.ifPresent(now -> {
            Surface all = new Surface("sample-picture-large", false);
            all.show(Optional.of(now), pixelMm());
            Dialog<ButtonType> dialog = new Dialog<>();
            dialog.initOwner(root.getScene().getWindow());
            dialog.setTitle(about.getText());
            dialog.setResizable(true);
            dialog.getDialogPane().setContent(all);
            dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
            dialog.show();
        });
    }

    /// A picture and how long things in it are.
    private static final class Surface extends Region {
        private final boolean covers;
        private Optional<Image> image = Optional.empty();
        private OptionalDouble pixelMm = OptionalDouble.empty();
        private final ScaleBar bar =
                new ScaleBar(() -> pixelMm, () -> image.filter(i -> i.getWidth() > 0).isPresent());

        /// @param covers whether it fills all of the room, not only one of its sides
        Surface(String style, boolean covers) {
            this.covers = covers;
            getStyleClass().add(style);
            bar.node().setManaged(false);
            getChildren().add(bar.node());
        }

        void show(Optional<Image> now, OptionalDouble size) {
            image = now;
            pixelMm = size;
            setBackground(now.map(this::background).orElse(Background.EMPTY));
            // It is read from the disk meanwhile.
            now.ifPresent(i -> i.widthProperty().subscribe(this::requestLayout));
            requestLayout();
        }

        private Background background(Image now) {
            return new Background(
                    new BackgroundImage(
                            now,
                            BackgroundRepeat.NO_REPEAT,
                            BackgroundRepeat.NO_REPEAT,
                            BackgroundPosition.CENTER,
                            new BackgroundSize(1, 1, true, true, !covers, covers)));
        }

        @Override
        protected void layoutChildren() {
            double across = image.map(i -> getWidth() / i.getWidth()).orElse(1.0);
            double down = image.map(i -> getHeight() / i.getHeight()).orElse(1.0);
            double scale = covers ? Math.max(across, down) : Math.min(across, down);
            bar.place(new Zoom(Double.isFinite(scale) ? scale : 1, 0, 0), getWidth(), getHeight());
        }
    }
}
