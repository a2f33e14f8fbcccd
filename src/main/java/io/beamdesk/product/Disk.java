package io.beamdesk.product;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Where the bytes of a product go.
interface Disk extends Closeable {
    /// Writes all remaining bytes at a position of the file.
    void write(ByteBuffer bytes, long position) throws IOException;

    /// Returns when everything written so far survives a power cut.
    void force() throws IOException;
}
