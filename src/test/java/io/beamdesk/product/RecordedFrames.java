package io.beamdesk.product;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.RunStop.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// A product of a camera alone, as recording writes it: a frame each quarter of a second.
public final class RecordedFrames {
    /// When the first frame was taken.
    public static final Instant BEGIN = ScanDocuments.BEGIN;

    private RecordedFrames() {}

    /// Writes so many frames of 4 rows and 6 columns; the first pixel of frame `i` is `31 i`.
    public static Path write(Path folder, int frames) throws IOException {
        ProductWriter writer = ProductWriter.create(folder, "recording");
        try (writer) {
            writer.accept(ScanDocuments.start());
            writer.accept(
                    ScanDocuments.primary(
                            Map.of(
                                    "camera",
                                    DataKey.frames("ca://SIM:cam1:", "<u2", 4, 6, "camera"))));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < frames; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, 4, 6)));
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 0));
        }
        return writer.path();
    }
}
