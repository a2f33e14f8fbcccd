package io.beamdesk.ui.recipes;

import io.beamdesk.image.ImageScale;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A camera of 400 × 300 pixels of 0.01 mm: sample X rises to the right and sample Y upwards, both
/// are 0 in the middle. The product `plate.h5` has a map of the same place.
final class ScriptedSights implements Sights {
    static final ImageScale SCALE =
            new ImageScale(
                    ImageScale.Side.of("sample_x", 0, 200, 0.01),
                    ImageScale.Side.of("sample_y", 0, 150, -0.01));

    Optional<String> blind = Optional.empty();

    @Override
    public Optional<String> blind() {
        return blind;
    }

    @Override
    public CompletableFuture<Backdrop> camera() {
        return CompletableFuture.completedFuture(
                new Backdrop("Camera, now", SCALE, 400, 300, new int[400 * 300]));
    }

    @Override
    public CompletableFuture<Measured> map(Path product, Optional<String> column) {
        String shown = column.orElse("i0");
        return product.endsWith("plate.h5")
                ? CompletableFuture.completedFuture(
                        new Measured(
                                new Backdrop(
                                        "Plate, " + shown, SCALE, 400, 300, new int[400 * 300]),
                                product,
                                shown,
                                List.of("i0", "it")))
                : CompletableFuture.failedFuture(
                        new IllegalArgumentException(product + " has no map in it"));
    }

    @Override
    public Optional<Backdrop> lastMap() {
        return Optional.empty();
    }

    @Override
    public Path folder() {
        return Path.of(".");
    }
}
