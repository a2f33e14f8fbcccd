package io.beamdesk.ui.align;

import io.beamdesk.engine.Outcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Where pictures of the alignment camera go, and what is said about them. Nothing here blocks.
public interface PictureDesk {
    /// The folder of snapshots.
    Path folder();

    /// What goes with each picture: beamline, sample, where axes are, by keyword.
    Map<String, String> about();

    /// Records frames as a product until it is stopped. Fails with a sentence if that cannot be done.
    CompletableFuture<Outcome> record();

    /// Ends the recording; what it has is kept.
    void stop();
}
