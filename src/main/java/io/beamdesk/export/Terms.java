package io.beamdesk.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How an export goes about it.
///
/// @param parallel files at once, each over a connection of its own
/// @param bytesPerSecond limit for all of them; 0 for none
/// @param keys private keys that may open the server, the first that does is taken
/// @param knownHosts file of the servers that are trusted, as OpenSSH keeps it
/// @param accepted fingerprint (`SHA256:…`) that a person has just confirmed for a server that is
///     not in the file; it is added to it
public record Terms(
        int parallel,
        long bytesPerSecond,
        List<Path> keys,
        Path knownHosts,
        Optional<String> accepted) {
    /// Most files at once: servers refuse more than ten connections that log in at a time.
    public static final int MOST_PARALLEL = 8;

    /// Keys in the order they are tried.
    public Terms {
        keys = List.copyOf(keys);
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new ExportException(
                    "%d files at once are not possible; choose 1 to %d."
                            .formatted(parallel, MOST_PARALLEL));
        }
        if (bytesPerSecond < 0) {
            throw new ExportException(
                    "A limit of %d bytes a second is not possible; choose 0 for none."
                            .formatted(bytesPerSecond));
        }
    }
}
