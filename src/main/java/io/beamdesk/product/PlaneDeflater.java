package io.beamdesk.product;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/// Deflates one chunk after the other, and spends its time where it makes something smaller: each
/// piece of a chunk is stored, coded byte by byte, or searched for repetitions, whichever a trial
/// of its middle shows to be enough. The low bytes of counted photons are noise, on which the search
/// finds nothing and takes most of its time. What comes out is one zlib stream as any other.
final class PlaneDeflater {
    private static final int PIECE = 1 << 18;
    // Holds two rows of a wide detector, so that a repetition from row to row is seen.
    private static final int TRIAL = 1 << 13;
    // What saves less than that is not worth its time.
    private static final double WORTH = 0.99;

    private final int level;
    private final Deflater deflater;
    private final Deflater searching;
    private final Deflater coding = new Deflater(1, true);
    private final byte[] tried = new byte[TRIAL + TRIAL / 8];
    private Way way = Way.SEARCHED;
    private ByteBuffer packed = ByteBuffer.allocate(0);

    /// What is done with a piece.
    enum Way {
        /// As it is.
        STORED,
        /// Frequent bytes become short.
        CODED,
        /// Repetitions are found, too.
        SEARCHED
    }

    PlaneDeflater(int level) {
        this.level = Math.max(1, level);
        deflater = new Deflater(this.level);
        searching = new Deflater(this.level, true);
        coding.setStrategy(Deflater.HUFFMAN_ONLY);
    }

    /// The deflated bytes, until the next chunk is deflated.
    ///
    /// @param plane number of bytes that are alike: a piece never has bytes of two planes
    ByteBuffer deflate(byte[] bytes, int plane) {
        if (packed.capacity() == 0) {
            packed = ByteBuffer.allocateDirect(bytes.length + bytes.length / 1024 + 1024);
        }
        packed.clear();
        deflater.reset();
        for (int start = 0; start < bytes.length; start += plane) {
            int end = Math.min(start + plane, bytes.length);
            for (int from = start; from < end; from += PIECE) {
                int size = Math.min(PIECE, end - from);
                go(way(bytes, from, size));
                deflater.setInput(bytes, from, size);
                while (!deflater.needsInput()) {
                    deflate();
                }
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            deflate();
        }
        return packed.flip();
    }

    private void deflate() {
        if (!packed.hasRemaining()) {
            packed = ByteBuffer.allocateDirect(2 * packed.capacity()).put(packed.flip());
        }
        deflater.deflate(packed);
    }

    /// Another way begins only when zlib is called without input: what it has is still packed the way before.
    private void go(Way next) {
        if (next != way) {
            way = next;
            deflater.setLevel(next == Way.STORED ? 0 : level);
            deflater.setStrategy(
                    next == Way.CODED ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
            deflate();
        }
    }

    /// What a piece needs.
    Way way(byte[] bytes, int from, int size) {
        int length = Math.min(size, TRIAL);
        int middle = from + (size - length) / 2;
        int searched = tried(searching, bytes, middle, length);
        int coded = tried(coding, bytes, middle, length);
        if (Math.min(searched, coded) > WORTH * length) {
            return Way.STORED;
        }
        return searched > WORTH * coded ? Way.CODED : Way.SEARCHED;
    }

    private int tried(Deflater trial, byte[] bytes, int from, int size) {
        trial.reset();
        trial.setInput(bytes, from, size);
        trial.finish();
        int count = 0;
        // The first call only takes over the strategy.
        while (!trial.finished() && count < tried.length) {
            count += trial.deflate(tried, count, tried.length - count);
        }
        return count;
    }
}
