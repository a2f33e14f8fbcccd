package io.beamdesk.app;

import java.nio.file.Path;
import java.util.List;
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
    /// @param arguments for the toolkit
    /// @return exit code
    int open(Optional<Path> beamline, Path data, List<String> arguments);
}
