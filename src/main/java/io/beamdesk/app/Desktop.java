package io.beamdesk.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The windows, found at run time, so that nothing below them needs a toolkit.
public interface Desktop {
    /// How a desktop is to be opened.
    ///
    /// @param beamline beamline file; empty for the simulated beamline
    /// @param data folder for products
    /// @param settings what is set
    /// @param problems what was wrong with the settings, one sentence each
    /// @param file a recipe or a product that is shown first, if any
    record Opening(
            Optional<Path> beamline,
            Path data,
            Settings settings,
            List<String> problems,
            Optional<Path> file) {
        /// Copies the list.
        public Opening {
            problems = List.copyOf(problems);
        }

        /// Whether nobody has asked for anything but what is set, as with a click on the icon.
        public boolean isAsSet() {
            return beamline.equals(settings.beamlineFile()) && data.equals(settings.data());
        }

        /// On the simulated beamline, which somebody has chosen, with nothing else set.
        public static Opening simulated(Path data) {
            return new Opening(
                    Optional.empty(),
                    data,
                    Settings.DEFAULT.withBeamline(Settings.SIMULATED),
                    List.of(),
                    Optional.empty());
        }
    }

    /// Starts the toolkit, which takes the longest of all that stands before a window; does nothing if
    /// it has started.
    void prepare();

    /// Opens the main window and returns when it was closed.
    ///
    /// @return exit code
    /// @throws Exception if the beamline or the window could not be opened; the command line says why
    int open(Opening asked) throws Exception;
}
