package io.beamdesk.app;

import java.nio.file.Path;
import java.util.Optional;

/// The windows, found at run time, so that nothing below them needs a toolkit.
public interface Desktop {
    /// Starts the toolkit, which takes the longest of all that stands before a window; does nothing if
    /// it has started.
    void prepare();

    /// Opens the main window and returns when it was closed.
    ///
    /// @param beamline beamline file; empty for the simulated beamline
    /// @param data folder for products
    /// @param file a recipe or a product that is shown first, if any
    /// @return exit code
    /// @throws Exception if the beamline or the window could not be opened; the command line says why
    int open(Optional<Path> beamline, Path data, Optional<Path> file) throws Exception;
}
