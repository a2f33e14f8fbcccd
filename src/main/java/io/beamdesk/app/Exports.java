package io.beamdesk.app;

import io.beamdesk.export.Destination;
import io.beamdesk.export.Export;
import io.beamdesk.export.ExportException;
import io.beamdesk.export.Parcel;
import io.beamdesk.export.Secrets;
import io.beamdesk.export.Terms;
import io.beamdesk.product.FramesElsewhere;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.ProductRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /// Begins. Files that a detector's IOC wrote go with the product that has its frames in them.
    ///
    /// @param base the data folder; files in it keep the folders below it
    /// @throws ProductException if one of them is still being written
    /// @throws ExportException if one of them cannot be read, or a product's frames lie where the copy
    ///     would not find them
    public static Export start(
            List<Path> files, Path base, Destination to, Terms terms, Secrets secrets) {
        files.forEach(Exports::requireComplete);
        return Export.start(Parcel.of(withFrames(files, base), base), to, terms, secrets);
    }

    private static List<Path> withFrames(List<Path> files, Path base) {
        Set<Path> all = new LinkedHashSet<>(files);
        for (Path file : files) {
            for (Path frames : framesElsewhere(file)) {
                if (!isBelow(base, file) || !isBelow(base, frames)) {
                    throw new ExportException(
                            "%s has frames in %s, and only below %s do both keep their places to each other; export from a folder that has both."
                                    .formatted(file, frames, base));
                }
                all.add(frames);
            }
        }
        return List.copyOf(all);
    }

    private static List<Path> framesElsewhere(Path file) {
        try {
            return FramesElsewhere.files(file);
        } catch (IOException | ProductException _) {
            // What is there of a damaged file may be exported; what cannot be read at all is said
            // there.
            return List.of();
        }
    }

    private static boolean isBelow(Path base, Path file) {
        return file.toAbsolutePath().normalize().startsWith(base.toAbsolutePath().normalize());
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
