package io.beamdesk.product;

import java.util.zip.CRC32;

/// The CRC-32 of bytes that come piece by piece, each with a CRC-32 of its own: the one of zlib, so
/// that `zlib.crc32` of any language finds the same. After Mark Adler's `crc32_combine`
/// (<https://github.com/madler/zlib>).
final class Crc {
    private static final int POLYNOMIAL = 0xEDB88320;
    private static final int ONE = 1 << 31;

    private int value;

    /// The CRC-32 so far.
    long value() {
        return value & 0xFFFF_FFFFL;
    }

    /// Goes on from a CRC-32 that was reached before.
    void resume(long crc) {
        value = (int) crc;
    }

    /// Adds so many bytes that have this CRC-32.
    void add(long crc, long bytes) {
        value = product(power(bytes), value) ^ (int) crc;
    }

    /// Adds bytes.
    void add(byte[] bytes, int from, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, count);
        add(crc.getValue(), count);
    }

    /// x to the power of the bits of so many bytes, modulo the polynomial.
    private static int power(long bytes) {
        int result = ONE;
        // x^8 for the first byte, squared for each binary digit of the number of bytes.
        int square = ONE >>> 8;
        for (long left = bytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = product(square, result);
            }
            square = product(square, square);
        }
        return result;
    }

    /// The product of two polynomials, the highest bit being x^0.
    private static int product(int a, int b) {
        int result = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                result ^= shifted;
            }
            shifted = (shifted & 1) != 0 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
        }
        return result;
    }
}
