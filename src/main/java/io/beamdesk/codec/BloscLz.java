package io.beamdesk.codec;

/// BloscLZ, Blosc's own kind of LZ77: either up to 32 bytes as they are, or a distance back and how many
/// bytes to repeat from there. Made after FastLZ (<https://github.com/ariya/FastLZ>), with longer distances.
final class BloscLz {
    private static final int NEAR = 8191;
    private static final int LONG = 6;
    private static final int LEAST = 3;
    private static final int GOES_ON = 255;

    private BloscLz() {}

    /// Unpacks `length` bytes from `from` on into `to`.
    ///
    /// @return how many came out, `size` at most
    /// @throws IndexOutOfBoundsException if they are damaged
    static int unpack(byte[] packed, int from, int length, byte[] plain, int to, int size) {
        int end = from + length;
        int limit = to + size;
        int in = from;
        int out = to;
        // The first one can only be bytes as they are; its upper bits are of no account.
        int control = packed[in++] & 31;
        while (true) {
            if (control < 32) {
                int count = control + 1;
                check(in + count <= end && out + count <= limit);
                System.arraycopy(packed, in, plain, out, count);
                in += count;
                out += count;
            } else {
                int count = (control >> 5) - 1;
                int high = control & 31;
                if (count == LONG) {
                    int more;
                    do {
                        check(in < end && count <= size);
                        more = packed[in++] & 0xFF;
                        count += more;
                    } while (more == GOES_ON);
                }
                check(in < end);
                int low = packed[in++] & 0xFF;
                int distance = (high << 8) + low;
                if (low == GOES_ON && high == 31) {
                    check(in + 1 < end);
                    distance = NEAR + ((packed[in] & 0xFF) << 8 | (packed[in + 1] & 0xFF));
                    in += 2;
                }
                count += LEAST;
                int at = out - distance - 1;
                check(at >= to && count <= limit - out);
                for (int i = 0; i < count; i++) {
                    plain[out++] = plain[at++];
                }
            }
            if (in >= end) {
                return out - to;
            }
            control = packed[in++] & 0xFF;
        }
    }

    private static void check(boolean within) {
        if (!within) {
            throw new IndexOutOfBoundsException("damaged");
        }
    }
}
