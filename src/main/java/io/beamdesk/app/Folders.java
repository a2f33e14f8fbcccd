package io.beamdesk.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where a person's files lie, after the XDG base directory specification.
public final class Folders {
    private Folders() {}

    /// Products, unless the operator says otherwise.
    public static Path data() {
        return xdg("XDG_DATA_HOME", ".local/share").resolve("products");
    }

    /// Logs and what is worth keeping between two starts.
    public static Path state() {
        return xdg("XDG_STATE_HOME", ".local/state");
    }

    /// Notes of runs that are under way.
    public static Path runs() {
        return state().resolve("runs");
    }

    /// Where an open desktop takes files: in the folder that ends with the person's session, where the
    /// system has one.
    public static Path door() {
        String session = System.getenv("XDG_RUNTIME_DIR");
        Path base =
                session != null && Path.of(session).isAbsolute()
                        ? Path.of(session, "beamdesk")
                        : state();
        return base.resolve("desktop.socket");
    }

    /// The queue and its history.
    public static Path queue() {
        return state().resolve("queue");
    }

    /// The database of trays and samples.
    public static Path samples() {
        return xdg("XDG_DATA_HOME", ".local/share").resolve("samples.db");
    }

    /// The indexes of data folders, which can be made anew at any time.
    public static Path catalogues() {
        return xdg("XDG_CACHE_HOME", ".cache").resolve("catalogue");
    }

    /// Alignments that a person has kept, a folder for each beamline.
    public static Path alignments() {
        return xdg("XDG_DATA_HOME", ".local/share").resolve("alignments");
    }

    /// A person's own types of tray, a JSON file or several.
    public static Path trayTypes() {
        return config().resolve("plates");
    }

    /// Settings of the site, the weakest first: `/etc/beamdesk`, then what the XDG specification says.
    public static List<Path> siteSettings() {
        String set = System.getenv("XDG_CONFIG_DIRS");
        List<Path> files = new ArrayList<>();
        files.add(Path.of("/etc/beamdesk"));
        List.of((set == null || set.isBlank() ? "/etc/xdg" : set).split(":", 0)).reversed().stream()
                .map(Path::of)
                .filter(Path::isAbsolute)
                .forEach(folder -> files.add(folder.resolve("beamdesk")));
        return files.stream().map(folder -> folder.resolve("settings.json")).toList();
    }

    /// What the operator has set, recipes among it.
    public static Path config() {
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
