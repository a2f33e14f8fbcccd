package io.beamdesk.ui.samples;

import io.beamdesk.sample.SamplePicture;
import java.util.Optional;
import javafx.scene.control.TableCell;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import org.jspecify.annotations.Nullable;

/// The picture of a sample in a row of a table.
final class Thumbnail extends TableCell<Screened, Optional<SamplePicture>> {
    /// Width of a column of them.
    static final double SIDE = 72;

    private static final double SHOWN = 56;
    // Twice as many pixels, for screens that have them.
    private static final double READ = 2 * SHOWN;

    private final ImageView view = new ImageView();
    private Optional<SamplePicture> loaded = Optional.empty();

    Thumbnail() {
        view.setFitWidth(SHOWN);
        view.setFitHeight(SHOWN);
        view.setPreserveRatio(true);
        getStyleClass().add("thumbnail");
    }

    // A list gives its empty cells null.
    @SuppressWarnings("NullableOptional")
    @Override
    protected void updateItem(@Nullable Optional<SamplePicture> picture, boolean empty) {
        super.updateItem(picture, empty);
        Optional<SamplePicture> wanted = empty || picture == null ? Optional.empty() : picture;
        if (!wanted.equals(loaded)) {
            loaded = wanted;
            view.setImage(
                    wanted.map(p ->
                                    new Image(
                                            p.file().toUri().toString(),
                                            READ,
                                            READ,
                                            true,
                                            true,
                                            true))
                            .orElse(null));
        }
        setGraphic(wanted.isPresent() ? view : null);
    }
}
