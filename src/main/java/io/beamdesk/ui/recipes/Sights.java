package io.beamdesk.ui.recipes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What a region can be drawn on. Nothing here blocks: what is asked for completes on threads of its
/// own, and fails with one sentence.
public interface Sights {
    /// Why there is no image of the camera that looks at the sample, empty if there is one.
    Optional<String> blind();

    /// What that camera sees now. One that does not run freely takes a frame for it, unless a run is
    /// under way.
    CompletableFuture<Backdrop> camera();

    /// A map that was measured, by one of its columns.
    ///
    /// @param image the column, a pixel for each point
    /// @param product where it is
    /// @param column that is shown
    /// @param columns those that can be shown
    record Measured(Backdrop image, Path product, String column, List<String> columns) {
        /// Copies the list.
        public Measured {
            columns = List.copyOf(columns);
        }
    }

    /// The map in a product.
    ///
    /// @param column to show; empty for the one that the product plots
    CompletableFuture<Measured> map(Path product, Optional<String> column);

    /// The map that was read last, to be shown beneath planned points.
    Optional<Backdrop> lastMap();

    /// Where the products are.
    Path folder();
}
