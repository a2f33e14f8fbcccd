package io.beamdesk.document;

/// How the frames of a detector are packed in a product. Nothing is lost by it, and readers unpack
/// unasked.
///
/// @param filter what packs
/// @param level effort of [Filter#DEFLATE], 1 (fast) to 9 (small); 0 for the others
/// @param shuffle whether bytes of one place in their pixels are put together first, which makes
///     pixels of several bytes smaller; [Filter#BITSHUFFLE_LZ4] does so by itself
/// @param chunkRows rows of a frame that are packed together, so that who reads a row unpacks no more; 0
///     for the whole frame
public record Compression(Filter filter, int level, boolean shuffle, int chunkRows) {
    /// Pixels as they are: the fastest, and read by everything.
    public static final Compression NONE = new Compression(Filter.NONE, 0, false, 0);

    /// Highest level of [Filter#DEFLATE].
    public static final int MOST_LEVEL = 9;

    /// What packs frames.
    public enum Filter {
        /// Nothing.
        NONE,
        /// Deflate (gzip): every HDF5 library reads it.
        DEFLATE,
        /// Bitshuffle and LZ4: several times faster; readers need the plugin `hdf5plugin`.
        BITSHUFFLE_LZ4
    }

    /// Deflate.
    public static Compression deflate(int level, boolean shuffle) {
        return new Compression(Filter.DEFLATE, level, shuffle, 0);
    }

    /// The same, with so many rows of a frame packed together.
    public Compression inBands(int rows) {
        return new Compression(filter, level, shuffle, rows);
    }

    /// Bitshuffle and LZ4.
    public static Compression bitshuffleLz4() {
        return new Compression(Filter.BITSHUFFLE_LZ4, 0, false, 0);
    }
}
