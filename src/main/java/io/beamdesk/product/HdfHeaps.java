package io.beamdesk.product;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Reads texts from the global heaps that [StringHeap] writes, holding each against its checksum.
final class HdfHeaps {
    private static final int MOST_KEPT = 64;
    private static final int MOST_BYTES = 1 << 30;

    private final HdfScan scan;
    // The order of texts is that of the heaps: the last few serve all.
    private final Map<Long, Map<Integer, String>> heaps =
            new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Map<Integer, String>> eldest) {
                    return size() > MOST_KEPT;
                }
            };

    HdfHeaps(HdfScan scan) {
        this.scan = scan;
    }

    /// The text that a reference points to.
    String text(ByteBuffer reference) throws IOException {
        int size = reference.getInt();
        long address = reference.getLong();
        int index = reference.getInt();
        if (size == 0 && address == 0 && index == 0) {
            return "";
        }
        @Nullable Map<Integer, String> heap = heaps.get(address);
        if (heap == null) {
            heap = heap(address);
            heaps.put(address, heap);
        }
        String text = heap.get(index);
        if (text == null || text.getBytes(StandardCharsets.UTF_8).length != size) {
            throw new HdfScan.Damage("a text of it is not in the heap at byte " + address);
        }
        return text;
    }

    private Map<Integer, String> heap(long address) throws IOException {
        ByteBuffer head = scan.read(address, 16);
        long size = head.getLong(8);
        if (head.getInt(0) != 0x4C4F4347 || size < 32 || size > MOST_BYTES) {
            throw damaged(address);
        }
        ByteBuffer bytes = scan.read(address, Math.toIntExact(size));
        Map<Integer, String> texts = new HashMap<>();
        int at = 16;
        while (at + 16 <= size) {
            int index = Short.toUnsignedInt(bytes.getShort(at));
            long length = bytes.getLong(at + 8);
            if (index == 0 || length < 0 || length > size - at - 16) {
                break;
            }
            byte[] letters = new byte[Math.toIntExact(length)];
            bytes.get(at + 16, letters);
            if (isChecksum(letters)) {
                int expected = bytes.getInt(at + 20);
                CRC32 crc = new CRC32();
                crc.update(bytes.putInt(at + 20, 0).rewind());
                if ((int) crc.getValue() == expected) {
                    return texts;
                }
                break;
            }
            texts.put(index, new String(letters, StandardCharsets.UTF_8));
            at += 16 + ((letters.length + 7) & ~7);
        }
        throw damaged(address);
    }

    private static boolean isChecksum(byte[] letters) {
        return letters.length == StringHeap.CHECKSUM_BYTES
                && Arrays.equals(
                        letters,
                        0,
                        StringHeap.CHECKSUM_NAME.length,
                        StringHeap.CHECKSUM_NAME,
                        0,
                        StringHeap.CHECKSUM_NAME.length);
    }

    private static HdfScan.Damage damaged(long address) {
        return new HdfScan.Damage("the texts at byte " + address + " are damaged");
    }
}
