package io.beamdesk.product;

import java.util.List;

/// A node of an HDF5 file.
///
/// @param path from the root: `/entry/data/it`
/// @param kind what it is
/// @param nexusClass its class in NeXus: `NXdata`; empty if it has none
/// @param type type of its elements: `uint16`, `text`; empty for groups
/// @param shape lengths of its dimensions, the slowest first; empty for a single value and for groups
/// @param about its value, where a link leads, or why it cannot be read
public record Item(
        String path, Kind kind, String nexusClass, String type, List<Integer> shape, String about) {
    /// What a node can be.
    public enum Kind {
        /// Has nodes.
        GROUP,
        /// A dataset of numbers.
        NUMBERS,
        /// A dataset of anything else: texts, records.
        VALUES,
        /// A link that leads nowhere.
        BROKEN,
        /// Something that cannot be read.
        UNREADABLE
    }

    /// Copies the list.
    public Item {
        shape = List.copyOf(shape);
    }

    /// Its last name; `/` for the root.
    public String name() {
        return path.equals("/") ? path : path.substring(path.lastIndexOf('/') + 1);
    }

    /// Whether it is a dataset with elements.
    public boolean hasElements() {
        return (kind == Kind.NUMBERS || kind == Kind.VALUES) && !shape.contains(0);
    }
}
