package io.beamdesk.ui.setup;

import io.beamdesk.app.Experiment;
import java.nio.file.Path;

/// What the Setup pane asks of the desk.
public interface SetupDesk {
    /// Who measures what.
    Experiment experiment();

    /// Says who measures what, for later products, and remembers it.
    ///
    /// @throws RuntimeException with one sentence if it cannot be remembered
    void setExperiment(Experiment now);

    /// Where products go.
    Path dataFolder();

    /// Sends later products to another folder, and remembers it.
    ///
    /// @throws RuntimeException with one sentence if it cannot be used
    void setDataFolder(Path folder);
}
