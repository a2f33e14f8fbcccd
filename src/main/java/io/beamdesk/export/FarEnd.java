package io.beamdesk.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/// A place that files are brought to, as one connection sees it. Names are those of a [Parcel].
///
/// What it throws as [IOException] may pass, such as a lost connection; an [ExportException] will
/// not.
interface FarEnd extends AutoCloseable {
    /// Size of a file; empty if there is none of that name.
    OptionalLong size(String name) throws IOException;

    /// Writes a file from a position on; folders are made where they are missing.
    OutputStream write(String name, long from) throws IOException;

    /// Reads a file from its beginning.
    InputStream read(String name) throws IOException;

    /// SHA-256 of a file as it lies there, in hexadecimal digits.
    String sha256(String name) throws IOException;

    /// Gives a file another name, which nothing may have.
    void rename(String name, String to) throws IOException;

    /// Removes a file.
    void delete(String name) throws IOException;

    @Override
    void close();
}
