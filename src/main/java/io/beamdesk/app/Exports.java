package io.beamdesk.app;

import io.beamdesk.export.Destination;
import io.beamdesk.export.Export;
import io.beamdesk.export.Parcel;
import io.beamdesk.export.Secrets;
import io.beamdesk.export.Terms;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.ProductRecovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Exports of products with what the account of a person has for it: keys, and servers that are trusted.
public final class Exports {
    private static final List<String> KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private Exports() {}

    /// Terms with the keys and the known servers of `~/.ssh`.
    ///
    /// @param parallel files at once
    /// @param bytesPerSecond limit for all of them; 0 for none
    /// @param accepted fingerprint that a person has just confirmed
    public static Terms terms(int parallel, long bytesPerSecond, Optional<String> accepted) {
        return new Terms(parallel, bytesPerSecond, keys(), knownHosts(), accepted);
    }

    /// Begins.
    ///
    /// @param base the data folder; files in it keep the folders below it
    /// @throws ProductException if one of them is still being written
    /// @throws io.beamdesk.export.ExportException if one of them cannot be read
    public static Export start(
            List<Path> files, Path base, Destination to, Terms terms, Secrets secrets) {
        files.forEach(Exports::requireComplete);
        return Export.start(Parcel.of(files, base), to, terms, secrets);
    }

    private static void requireComplete(Path file) {
        if (ProductRecovery.pending(file)) {
            throw new ProductException(
                    "%s is still being written, or its program was killed; wait for the end of its run, or recover it."
                            .formatted(file));
        }
    }

    public static Path knownHosts() {
        return ssh().resolve("known_hosts");
    }

    public static List<Path> keys() {
        try (Stream<Path> keys = KEYS.stream().map(ssh()::resolve)) {
            return keys.filter(Files::isReadable).toList();
        }
    }

    private static Path ssh() {
        return Path.of(System.getProperty("user.home", "")).resolve(".ssh");
    }
}
