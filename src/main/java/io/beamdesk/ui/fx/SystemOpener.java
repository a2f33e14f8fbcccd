package io.beamdesk.ui.fx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows a folder or a page with the program that the system has for it.
public final class SystemOpener {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");

    private SystemOpener() {}

    /// Returns at once; where there is no such program, the log says so with the path.
    public static void open(Path path) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean windows = system.startsWith("windows");
        String opener = windows ? "explorer" : system.startsWith("mac") ? "open" : "xdg-open";
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        int code =
                                new ProcessBuilder(opener, path.toString())
                                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                                        .start()
                                        .waitFor();
                        // The explorer of Windows ends with 1 in any case.
                        if (code != 0 && !windows) {
                            failed(path, opener, "it ended with " + code);
                        }
                    } catch (IOException missing) {
                        failed(path, opener, String.valueOf(missing.getMessage()));
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void failed(Path path, String opener, String why) {
        LOG.warn("{} could not be opened with {}: {}; open it yourself", path, opener, why);
    }
}
