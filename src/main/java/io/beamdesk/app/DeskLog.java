package io.beamdesk.app;

import io.beamdesk.log.Logging;
import io.beamdesk.log.Uncaught;
import java.nio.file.Path;

/// The log of a desk, in the person's state folder.
public final class DeskLog {
    private DeskLog() {}

    /// The file.
    public static Path file() {
        return Folders.state().resolve("beamdesk.log");
    }

    /// Begins the log, then reads the settings, whose problems are in it, and forwards errors if they say
    /// so.
    public static SettingsLayers begin() {
        Uncaught.install();
        Logging.start(file(), Version.text());
        SettingsLayers read = SettingsLayers.read();
        String address = read.settings().forwardLogTo();
        if (!address.isBlank()) {
            Logging.forward(address, Version.text());
        }
        return read;
    }
}
