package io.beamdesk.product;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A group or dataset of the tree. It knows where it was last written; a commit writes again only
/// what has changed since.
abstract sealed class HdfNode permits HdfGroup, HdfDataset {
    /// Attribute with the CRC-32 of a dataset's values.
    static final String CHECKSUM = "crc32";

    private static final int ATTRIBUTE_MESSAGE = 0x0C;
    private static final int REFERENCE_COUNT_MESSAGE = 0x16;

    private final StringHeap heap;
    private final Map<String, HdfLiteral> attributes = new LinkedHashMap<>();
    private int links;
    private long address = HdfBytes.UNDEFINED;

    HdfNode(StringHeap heap) {
        this.heap = heap;
    }

    StringHeap heap() {
        return heap;
    }

    /// Sets an attribute: a text, a number, or a list of texts.
    final void attribute(String name, Object value) {
        attributes.put(name, HdfLiteral.of(value, heap));
        changed();
    }

    final void attributes(Map<String, ?> values) {
        values.forEach(this::attribute);
    }

    /// Counts one more group that links here.
    final void linked() {
        links++;
        changed();
    }

    /// The next commit writes this node again.
    final void changed() {
        address = HdfBytes.UNDEFINED;
    }

    /// Where it was last written.
    final long address() {
        return address;
    }

    /// Whether what is in the file is not what is here.
    boolean stale() {
        return address == HdfBytes.UNDEFINED;
    }

    /// Writes this node and everything below it, where that is needed, and returns its address.
    final long write(Draft draft) {
        if (stale()) {
            writeParts(draft);
            long here = draft.here();
            draft.bytes().objectHeader(() -> encode(draft.bytes()));
            address = here;
            draft.onFailure(this::changed);
        }
        return address;
    }

    /// Writes what the object header points to.
    abstract void writeParts(Draft draft);

    /// The messages that make the node what it is.
    abstract void encodeMessages(HdfBytes out);

    private void encode(HdfBytes out) {
        encodeMessages(out);
        if (links > 1) {
            out.message(REFERENCE_COUNT_MESSAGE, () -> out.u1(0).u4(links));
        }
        attributes.forEach((name, value) ->
                out.message(ATTRIBUTE_MESSAGE, () -> encodeAttribute(out, name, value)));
    }

    private static void encodeAttribute(HdfBytes out, String name, HdfLiteral value) {
        byte[] letters = name.getBytes(StandardCharsets.UTF_8);
        HdfBytes type = new HdfBytes();
        value.type().encode(type);
        HdfBytes space = new HdfBytes().dataspace(value.dimensions(), false);
        out.u1(3).u1(0).u2(letters.length + 1).u2(type.size()).u2(space.size()).u1(1);
        out.bytes(letters).u1(0);
        value.type().encode(out);
        out.dataspace(value.dimensions(), false);
        value.encodeElements(out);
    }
}
