package io.beamdesk.export;

import io.beamdesk.codec.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Looks at copies that an export has brought to a folder or an archive of this machine again, byte for byte.
public final class CopyCheck {
    private CopyCheck() {}

    /// What a look has found.
    public enum State {
        /// It has the checksum that it was noted with.
        GOOD,
        /// It has another one, or there is no such file where the others are.
        BAD,
        /// It cannot be looked at from here, or not now.
        UNKNOWN
    }

    /// What was found of one copy.
    ///
    /// @param state in a word
    /// @param words in one clause
    public record Finding(State state, String words) {}

    /// Reads the copy of a file.
    ///
    /// @param destination where the export went, as [Destination] says it
    /// @param name of the file in its data folder, with `/` between folders
    /// @param sha256 that it was noted with
    public static Finding of(String destination, String name, String sha256) {
        try {
            return switch (Destination.parse(destination)) {
                case Destination.Folder(var folder) -> inFolder(folder, name, sha256);
                case Destination.Archive(var archive) -> inArchive(archive, name, sha256);
                case Destination.Server _ ->
                        new Finding(
                                State.UNKNOWN,
                                "%s is a server, which is not asked; compare sha256sum there with %s"
                                        .formatted(destination, sha256));
            };
        } catch (IOException | ExportException e) {
            return new Finding(
                    State.UNKNOWN,
                    "%s cannot be read now (%s); look at its disk"
                            .formatted(destination, e.getMessage()));
        }
    }

    private static Finding inFolder(Path folder, String name, String sha256) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new Finding(State.UNKNOWN, folder + " is not there; mount its disk");
        }
        List<Path> there =
                names(folder, name, sha256).stream()
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .toList();
        for (Path copy : there) {
            if (Sha256.of(copy).equals(sha256)) {
                return good(copy.toString());
            }
        }
        return there.isEmpty() ? missing(folder.toString(), name) : damaged(there.getFirst() + "");
    }

    /// What it may be called: as the list of the export has it, with the folders of the data folder, or without.
    private static Set<String> names(Path folder, String name, String sha256) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Path list = folder.resolve(Manifest.NAME);
        if (Files.isRegularFile(list)) {
            names.addAll(Manifest.of(Files.readString(list)).names(sha256));
        }
        names.add(name);
        names.add(last(name));
        return names;
    }

    private static Finding inArchive(Path archive, String name, String sha256) throws IOException {
        if (!Files.isRegularFile(archive)) {
            Path folder = archive.toAbsolutePath().resolveSibling("");
            return Files.isDirectory(folder)
                    ? missing(folder.toString(), String.valueOf(archive.getFileName()))
                    : new Finding(State.UNKNOWN, archive + " is not there; mount its disk");
        }
        List<String> there = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (last(entry.getName()).equals(last(name))) {
                    there.add(entry.getName());
                    try (InputStream in = zip.getInputStream(entry)) {
                        if (Sha256.of(in).equals(sha256)) {
                            return good(entry.getName() + " in " + archive);
                        }
                    }
                }
            }
        }
        return there.isEmpty()
                ? missing(archive.toString(), name)
                : damaged(there.getFirst() + " in " + archive);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Finding good(String copy) {
        return new Finding(State.GOOD, copy + " is byte for byte what was copied");
    }

    private static Finding damaged(String copy) {
        return new Finding(State.BAD, copy + " is damaged: it is not what was copied");
    }

    private static Finding missing(String place, String name) {
        return new Finding(State.BAD, place + " does not have " + name + " any more");
    }
}
