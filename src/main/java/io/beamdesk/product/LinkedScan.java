package io.beamdesk.product;

import io.jhdf.checksum.ChecksumUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads what [HdfLinkedFrames] writes of where its frames are, holding it against its checksum.
final class LinkedScan {
    private static final int MOST_BYTES = 1 << 28;

    private final HdfScan scan;

    LinkedScan(HdfScan scan) {
        this.scan = scan;
    }

    /// The blocks of the mapping that is the first object of the heap at an address.
    List<LinkedBlock> read(long address) throws IOException {
        if (address == HdfBytes.UNDEFINED) {
            return List.of();
        }
        ByteBuffer head = scan.read(address, 32);
        long size = head.getLong(24);
        if (head.getInt(0) != 0x4C4F4347
                || head.getShort(16) != 1
                || size < 13
                || size > MOST_BYTES) {
            throw damaged();
        }
        ByteBuffer map = scan.read(address + 32, (int) size);
        int end = (int) size - 4;
        if (map.getInt(end) != ChecksumUtils.checksum(map.slice(0, end))) {
            throw damaged();
        }
        map.position(1).limit(end);
        long count = map.getLong();
        List<LinkedBlock> blocks = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            String file = text(map);
            String dataset = text(map);
            long[] from = frames(map);
            long[] rows = frames(map);
            blocks.add(new LinkedBlock(file, dataset, from[0], rows[0], rows[1]));
        }
        return blocks;
    }

    private static String text(ByteBuffer map) {
        int start = map.position();
        while (map.get() != 0) {}
        byte[] letters = new byte[map.position() - 1 - start];
        map.get(start, letters);
        return new String(letters, StandardCharsets.UTF_8);
    }

    /// First frame and number of frames of a selection.
    private static long[] frames(ByteBuffer map) {
        ByteBuffer selection = map.slice(map.position(), 48).order(ByteOrder.LITTLE_ENDIAN);
        if (selection.getInt(0) != 2
                || selection.getInt(4) != 1
                || selection.getInt(16) != 3
                || selection.getInt(20) != 1) {
            throw new HdfScan.Damage(
                    "it is a virtual dataset of a kind that Beamdesk does not write");
        }
        map.position(map.position() + 48);
        long first = Integer.toUnsignedLong(selection.getInt(24));
        return new long[] {first, Integer.toUnsignedLong(selection.getInt(36)) - first + 1};
    }

    private static HdfScan.Damage damaged() {
        return new HdfScan.Damage("what says where its frames are is damaged");
    }
}
