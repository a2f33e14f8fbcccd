package io.beamdesk.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of an export, each with the name that it gets at the far end.
///
/// @param items in the order they are sent
public record Parcel(List<Item> items) {
    /// One file.
    ///
    /// @param file of this machine
    /// @param name at the far end, with `/` between folders
    /// @param size in bytes
    public record Item(Path file, String name, long size) {}

    /// Files as they are kept.
    public Parcel {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new ExportException("There is nothing to export; name at least one file.");
        }
    }

    /// Files below a base keep the folders between it and them; others keep their own name only.
    ///
    /// @throws ExportException if one cannot be read, or two would get the same name
    public static Parcel of(List<Path> files, Path base) {
        Path top = base.toAbsolutePath().normalize();
        Map<String, Item> items = new LinkedHashMap<>();
        for (Path file : files) {
            Path path = file.toAbsolutePath().normalize();
            Path shown = path.startsWith(top) ? top.relativize(path) : path.getFileName();
            String name = String.join("/", names(shown));
            Item earlier = items.put(name, new Item(path, name, size(path)));
            if (earlier != null && !earlier.file().equals(path)) {
                throw new ExportException(
                        "%s and %s would both be called %s at the far end; export them one after the other to different folders."
                                .formatted(earlier.file(), path, name));
            }
        }
        return new Parcel(List.copyOf(items.values()));
    }

    /// Bytes of all files.
    public long size() {
        return items.stream().mapToLong(Item::size).sum();
    }

    private static List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(name -> names.add(name.toString()));
        return names;
    }

    private static long size(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ExportException("There is no file " + file + "; check its name.");
            }
            return Files.size(file);
        } catch (IOException e) {
            throw new ExportException(
                    "%s cannot be read: %s; check its rights.".formatted(file, e.getMessage()), e);
        }
    }
}
