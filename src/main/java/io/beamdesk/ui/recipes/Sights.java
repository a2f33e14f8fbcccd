package io.beamdesk.ui.recipes;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What a region can be drawn on. Nothing here blocks: what is asked for completes on threads of its
/// own, and fails with one sentence.
public interface Sights {
    /// Why there is no image of the camera that looks at the sample, empty if there is one.
    Optional<String> blind();

    /// What that camera sees now; nothing is exposed for it.
    CompletableFuture<Backdrop> camera();

    /// The map in a product.
    CompletableFuture<Backdrop> map(Path product);

    /// Where the products are.
    Path folder();
}
