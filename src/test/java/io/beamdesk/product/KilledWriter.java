package io.beamdesk.product;

import io.beamdesk.document.Compression;
import java.nio.file.Path;

/// A program that writes a run with frames until it is killed. Prints its product, and after each
/// commit how many events and frames it covered.
final class KilledWriter {
    static final int SIDE = 256;

    /// Rows and columns of frames that are in a file of the detector's own.
    static final int LINKED_SIDE = 16;

    /// Frames of that file.
    static final int LINKED_FRAMES = 4000;

    private KilledWriter() {}

    /// @param args folder, after how many points a commit comes, packing, and for linked frames their file
    static void main(String[] args) throws InterruptedException {
        int commitEvery = Integer.parseInt(args[1]);
        boolean linked = args[2].equals("linked");
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
            writer.accept(
                    linked
                            ? ScanDocuments.withLinkedCamera("<u2", LINKED_SIDE, LINKED_SIDE)
                            : ScanDocuments.withCamera("<u2", SIDE, SIDE));
            writer.accept(
                    linked
                            ? ScanDocuments.linkedResource(Path.of(args[3]))
                            : ScanDocuments.resource());
            writer.commit();
            System.out.println("product " + writer.path());
            for (int i = 0; !linked || linkedIndex(i) < LINKED_FRAMES; i++) {
                writer.accept(
                        linked
                                ? ScanDocuments.linkedFrame(
                                        i,
                                        Path.of(args[3]),
                                        linkedIndex(i),
                                        LINKED_SIDE,
                                        LINKED_SIDE)
                                : ScanDocuments.frames(i, ScanDocuments.frame(i, SIDE, SIDE)));
                writer.accept(ScanDocuments.event(i));
                System.out.println("accepted " + (i + 1));
                if (i % commitEvery == 0) {
                    writer.commit();
                    System.out.println("committed " + (i + 1));
                }
            }
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /// Where the frame of a point is in the detector's file: each tenth was measured twice.
    static int linkedIndex(int point) {
        return point + point / 10;
    }

    /// The point that a frame of the detector's file is of.
    static int linkedPoint(int index) {
        return index - (index + 1) / 11;
    }
}
