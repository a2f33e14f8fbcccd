package io.beamdesk.product;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A group: nodes by name. One node may be in several groups (hard links).
final class HdfGroup extends HdfNode {
    private static final int LINK_INFO_MESSAGE = 0x02;
    private static final int LINK_MESSAGE = 0x06;
    private static final int GROUP_INFO_MESSAGE = 0x0A;

    private final Map<String, HdfNode> children = new LinkedHashMap<>();
    private final Map<String, Long> addresses = new LinkedHashMap<>();

    HdfGroup(StringHeap heap, String nexusClass) {
        super(heap);
        attribute("NX_class", nexusClass);
    }

    @Nullable HdfNode child(String name) {
        return children.get(name);
    }

    Set<String> names() {
        return children.keySet();
    }

    /// Links to a node.
    void put(String name, HdfNode node) {
        if (children.put(name, node) != null) {
            throw new IllegalArgumentException("Two nodes have the name " + name);
        }
        node.linked();
        changed();
    }

    /// Writes a value that does not grow, in place of what had the name before.
    HdfDataset set(String name, Object value) {
        HdfDataset dataset = new HdfValue(heap(), value);
        children.remove(name);
        put(name, dataset);
        return dataset;
    }

    @Override
    boolean stale() {
        return super.stale()
                || children.entrySet().stream()
                        .anyMatch(child -> moved(child.getKey(), child.getValue()));
    }

    /// A node in two groups is written by the first; the second must learn where it is now.
    private boolean moved(String name, HdfNode child) {
        return child.stale() || child.address() != addresses.getOrDefault(name, -1L);
    }

    @Override
    void writeParts(Draft draft) {
        children.forEach((name, node) -> addresses.put(name, node.write(draft)));
    }

    @Override
    void encodeMessages(HdfBytes out) {
        out.message(
                LINK_INFO_MESSAGE,
                () -> out.u1(0).u1(0).u8(HdfBytes.UNDEFINED).u8(HdfBytes.UNDEFINED));
        out.message(GROUP_INFO_MESSAGE, () -> out.u1(0).u1(0));
        addresses.forEach((name, address) -> {
            byte[] letters = name.getBytes(StandardCharsets.UTF_8);
            // Flags: the length of the name takes two bytes, its character set is given.
            out.message(
                    LINK_MESSAGE,
                    () -> out.u1(1).u1(0x11).u1(1).u2(letters.length).bytes(letters).u8(address));
        });
    }
}
