package io.beamdesk.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The texts of a product, kept in global heaps: written once, pointed to by every later tree. A
/// global heap has no checksum of its own, so the last object of each is one.
final class StringHeap {
    // libhdf5 makes no smaller collections, and asks for this many bytes when it opens one.
    private static final int LEAST_COLLECTION = 4096;
    // An object's index in its collection has 16 bits.
    private static final int MOST_OBJECTS = 60_000;

    static final int CHECKSUM_BYTES = 8;
    static final byte[] CHECKSUM_NAME = "crc=".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Text> interned = new HashMap<>();
    private final List<Text> pending = new ArrayList<>();

    /// A text and, once written, where it is.
    static final class Text {
        private final byte[] bytes;
        private long collection;
        private int index;

        private Text(byte[] bytes) {
            this.bytes = bytes;
        }

        /// Adds it to a checksum, with a zero byte behind it.
        void cover(Crc crc) {
            crc.add(bytes, 0, bytes.length);
            crc.add(new byte[1], 0, 1);
        }

        /// The reference to it, as an element of a dataset or attribute.
        void encode(HdfBytes out) {
            out.u4(bytes.length).u8(collection).u4(index);
        }
    }

    /// A text that comes again and again: names, units, attributes.
    Text intern(String value) {
        return interned.computeIfAbsent(value, this::add);
    }

    /// A text that is forgotten once written: a reading.
    Text add(String value) {
        Text text = new Text(value.getBytes(StandardCharsets.UTF_8));
        // The empty text is a null reference: no heap object can be empty.
        if (text.bytes.length > 0) {
            pending.add(text);
        }
        return text;
    }

    /// Writes what was added since the last time, so that it can be pointed to.
    void flush(HdfAppender appender) throws IOException {
        while (!pending.isEmpty()) {
            List<Text> group = pending.subList(0, Math.min(pending.size(), MOST_OBJECTS));
            long address = appender.appendData(collection(group));
            for (int i = 0; i < group.size(); i++) {
                group.get(i).collection = address;
                group.get(i).index = i + 1;
            }
            group.clear();
        }
    }

    private static HdfBytes collection(List<Text> texts) {
        int used = 16 + 16 + CHECKSUM_BYTES;
        for (Text text : texts) {
            used += 16 + ((text.bytes.length + 7) & ~7);
        }
        int size = Math.max(used, LEAST_COLLECTION);
        HdfBytes out = new HdfBytes().signature("GCOL").u1(1).u1(0).u2(0).u8(size);
        for (int i = 0; i < texts.size(); i++) {
            byte[] bytes = texts.get(i).bytes;
            out.u2(i + 1).u2(1).u4(0).u8(bytes.length).bytes(bytes).align();
        }
        int checksumAt = out.size() + 16;
        out.u2(texts.size() + 1).u2(1).u4(0).u8(CHECKSUM_BYTES).bytes(CHECKSUM_NAME).u4(0);
        if (size - used >= 16) {
            // Object 0 is the free space, its own head included.
            out.u2(0).u2(0).u4(0).u8(size - used);
        }
        out.padTo(size);
        CRC32 crc = new CRC32();
        crc.update(out.written());
        out.written().putInt(checksumAt + CHECKSUM_NAME.length, (int) crc.getValue());
        return out;
    }
}
