package io.beamdesk.product;

import io.beamdesk.document.Compression;
import java.nio.file.Path;

/// A program that writes a run with frames until it is killed. Prints its product, and after each
/// commit how many events and frames it covered.
final class KilledWriter {
    static final int SIDE = 256;

    private KilledWriter() {}

    static void main(String[] args) {
        int commitEvery = Integer.parseInt(args[1]);
        Compression compression =
                switch (args[2]) {
                    case "deflate" -> Compression.deflate(1, false);
                    case "shuffle-deflate" -> Compression.deflate(1, true);
                    case "banded-deflate" -> Compression.deflate(1, true).inBands(60);
                    case "bitshuffle-lz4" -> Compression.bitshuffleLz4();
                    default -> Compression.NONE;
                };
        try (ProductWriter writer =
                ProductWriter.create(Path.of(args[0]), "killed", _ -> compression)) {
            writer.accept(ScanDocuments.start(2000));
            writer.accept(ScanDocuments.withCamera("<u2", SIDE, SIDE));
            writer.accept(ScanDocuments.resource());
            writer.commit();
            System.out.println("product " + writer.path());
            for (int i = 0; i < 100_000; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, SIDE, SIDE)));
                writer.accept(ScanDocuments.event(i));
                System.out.println("accepted " + (i + 1));
                if (i % commitEvery == 0) {
                    writer.commit();
                    System.out.println("committed " + (i + 1));
                }
            }
        }
    }
}
