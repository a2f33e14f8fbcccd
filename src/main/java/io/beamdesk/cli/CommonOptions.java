package io.beamdesk.cli;

import io.beamdesk.app.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that the desktop and the runs share.
final class CommonOptions {
    @Option(
            names = "--beamline",
            paramLabel = "FILE",
            description =
                    "Devices of the beamline (JSON); default: the one that is set, or a simulated beamline.")
    private @Nullable Path beamline;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where products go; default: the folder set in the desktop, or ~/.local/share/beamdesk/products.")
    private @Nullable Path data;

    /// Whether neither was given.
    boolean isDefault() {
        return beamline == null && data == null;
    }

    Optional<Path> givenBeamline() {
        return Optional.ofNullable(beamline);
    }

    Optional<Path> givenData() {
        return Optional.ofNullable(data);
    }

    Optional<Path> beamline(Settings settings) {
        return beamline == null ? settings.beamlineFile() : Optional.of(beamline);
    }

    Path data(Settings settings) {
        return data == null ? settings.data() : data;
    }
}
