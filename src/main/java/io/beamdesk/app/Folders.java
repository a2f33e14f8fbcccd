package io.beamdesk.app;

import java.nio.file.Path;

/// Where a person's files lie, after the XDG base directory specification.
final class Folders {
    private Folders() {}

    /// Products, unless the operator says otherwise.
    static Path data() {
        return xdg("XDG_DATA_HOME", ".local/share").resolve("products");
    }

    /// Logs and what is worth keeping between two starts.
    static Path state() {
        return xdg("XDG_STATE_HOME", ".local/state");
    }

    /// Where an open desktop takes files: in the folder that ends with the person's session, where the
    /// system has one.
    static Path door() {
        String session = System.getenv("XDG_RUNTIME_DIR");
        Path base =
                session != null && Path.of(session).isAbsolute()
                        ? Path.of(session, "beamdesk")
                        : state();
        return base.resolve("desktop.socket");
    }

    /// The queue and its history.
    static Path queue() {
        return state().resolve("queue");
    }

    /// The database of trays and samples.
    static Path samples() {
        return xdg("XDG_DATA_HOME", ".local/share").resolve("samples.db");
    }

    /// The indexes of data folders, which can be made anew at any time.
    static Path catalogues() {
        return xdg("XDG_CACHE_HOME", ".cache").resolve("catalogue");
    }

    /// Alignments that a person has kept, a folder for each beamline.
    static Path alignments() {
        return xdg("XDG_DATA_HOME", ".local/share").resolve("alignments");
    }

    /// A person's own types of tray, a JSON file or several.
    static Path trayTypes() {
        return config().resolve("plates");
    }

    /// What the operator has set, recipes among it.
    static Path config() {
        return xdg("XDG_CONFIG_HOME", ".config");
    }

    private static Path xdg(String variable, String otherwise) {
        String set = System.getenv(variable);
        Path base =
                set != null && Path.of(set).isAbsolute()
                        ? Path.of(set)
                        : Path.of(System.getProperty("user.home"), otherwise.split("/"));
        return base.resolve("beamdesk");
    }
}
