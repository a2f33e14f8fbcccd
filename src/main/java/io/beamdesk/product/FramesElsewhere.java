package io.beamdesk.product;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Says whether a file is all there is of a product, or a detector's own files have frames of it.
public final class FramesElsewhere {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private FramesElsewhere() {}

    /// The files that have frames of a product; none of a file that is no product.
    ///
    /// @throws IOException if the file cannot be read at all
    /// @throws ProductException if it is HDF5 and cannot be read as such
    public static List<Path> files(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
                return List.of();
            }
        }
        try (Product product = Product.open(file)) {
            return Product.read(file, "cannot be read", product::linkedFiles);
        }
    }

    /// Why a file is not known to be all there is of a product, in one sentence; empty if it is.
    ///
    /// @throws IOException if the file cannot be read at all
    public static String reason(Path file) throws IOException {
        try {
            return reason(file, files(file));
        } catch (ProductException e) {
            return "%s may have frames in other files, which cannot be told as it cannot be read (%s); keep it, or repair it first."
                    .formatted(file, e.getMessage());
        }
    }

    /// The same of a product whose [#files] are known.
    public static String reason(Path file, List<Path> files) {
        return files.isEmpty()
                ? ""
                : "%s has frames in %s, which the detector's IOC wrote and Beamdesk does not delete; keep them together."
                        .formatted(file, files.getFirst());
    }
}
