package io.beamdesk.product;

import io.beamdesk.document.Compression;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The filters of a dataset as its object header names them. Numbers are those of the HDF5 filter
/// registry (<https://github.com/HDFGroup/hdf5_plugins>).
///
/// @param compression what packs
/// @param elementSize bytes of an element
record Filters(Compression compression, int elementSize) {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    static final int BITSHUFFLE = 32008;
    // More would cost more in their packers and their index than a reader gains.
    private static final int MOST_BANDS = 16;
    private static final byte[] BITSHUFFLE_NAME =
            "bitshuffle; see https://github.com/kiyo-masui/bitshuffle"
                    .getBytes(StandardCharsets.US_ASCII);

    boolean none() {
        return compression.filter() == Compression.Filter.NONE;
    }

    /// Rows of a frame of that shape in a chunk; 0 where a chunk has the whole frame.
    int bandRows(long[] shape) {
        if (none() || compression.chunkRows() == 0 || shape.length != 2) {
            return 0;
        }
        long least = Math.ceilDiv(shape[0], MOST_BANDS);
        long rows = Math.max(compression.chunkRows(), least);
        return rows < shape[0] ? Math.toIntExact(rows) : 0;
    }

    /// The filter pipeline message, version 2.
    void encode(HdfBytes out) {
        switch (compression.filter()) {
            case NONE -> throw new IllegalStateException("There is no pipeline without filters");
            case DEFLATE -> {
                out.u1(2).u1(compression.shuffle() ? 2 : 1);
                if (compression.shuffle()) {
                    known(out, SHUFFLE, elementSize);
                }
                known(out, DEFLATE, compression.level());
            }
            case BITSHUFFLE_LZ4 -> {
                out.u1(2).u1(1).u2(BITSHUFFLE).u2(BITSHUFFLE_NAME.length + 1).u2(0).u2(5);
                out.bytes(BITSHUFFLE_NAME).u1(0);
                // Version 0.4 of the filter, blocks of its own choice, LZ4 (2).
                out.u4(0).u4(4).u4(elementSize).u4(0).u4(2);
            }
        }
    }

    /// What a filter pipeline message says.
    static Compression decode(ByteBuffer message) {
        int version = message.get();
        int filters = message.get();
        int first = Short.toUnsignedInt(message.getShort());
        if (version == 2 && first == BITSHUFFLE && filters == 1) {
            return Compression.bitshuffleLz4();
        }
        if (version == 2 && (first == SHUFFLE || first == DEFLATE)) {
            int level = message.getInt(message.limit() - 4);
            return Compression.deflate(level, filters == 2);
        }
        throw new HdfScan.Damage("it has a filter that Beamdesk does not write");
    }

    // Filters below 256 have no name.
    private static void known(HdfBytes out, int filter, int value) {
        out.u2(filter).u2(0).u2(1).u4(value);
    }
}
