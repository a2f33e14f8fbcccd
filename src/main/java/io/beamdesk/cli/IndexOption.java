package io.beamdesk.cli;

import io.beamdesk.app.Folders;
import io.beamdesk.catalogue.Catalogue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the catalogues of data folders are kept.
final class IndexOption {
    @Option(
            names = "--index",
            paramLabel = "DIR",
            description = "Where catalogues are kept; default: ~/.cache/beamdesk/catalogue.")
    private @Nullable Path index;

    /// The catalogue of a data folder.
    Catalogue catalogue(Path folder) {
        return Catalogue.open(folder, index == null ? Folders.catalogues() : index);
    }
}
