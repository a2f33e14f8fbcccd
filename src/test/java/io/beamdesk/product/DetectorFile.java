package io.beamdesk.product;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/// A file as a detector's IOC writes it: `/entry/data/data`, a chunk for each frame.
final class DetectorFile {
    private DetectorFile() {}

    /// Writes frames as [ScanDocuments#frame] has them.
    static void write(Path file, int frames, int rows, int columns) throws IOException {
        write(file, frames, rows, columns, IntUnaryOperator.identity());
    }

    /// Writes frames, each the one of that number of [ScanDocuments#frame].
    static void write(Path file, int frames, int rows, int columns, IntUnaryOperator number)
            throws IOException {
        try (HdfAppender appender = new HdfAppender(FileDisk.create(file))) {
            HdfGroup entry = new HdfGroup(appender.heap(), "NXentry");
            HdfGroup data = new HdfGroup(appender.heap(), "NXdata");
            appender.root().put("entry", entry);
            entry.put("data", data);
            HdfRawFrames stack =
                    appender.register(
                            new HdfRawFrames("", appender.heap(), HdfType.U2, rows, columns));
            data.put("data", stack);
            for (int i = 0; i < frames; i++) {
                stack.add(
                        ScanDocuments.frame(number.applyAsInt(i), rows, columns),
                        ByteBuffer.allocate(256),
                        appender);
            }
            appender.commit();
        }
    }
}
