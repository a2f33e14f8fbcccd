package io.beamdesk.product;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checksums of frames in files of the detector's own, read from there once the files are closed: what
/// [Verification] holds them against later. What is read is what the detector has written, whatever it was
/// that it sent to others.
final class LinkedChecksums {
    private static final Logger LOG = LoggerFactory.getLogger(LinkedChecksums.class);

    // A network disk may show the end of a file some seconds after it was closed elsewhere.
    private static final int TRIES = 4;
    private static final long SECONDS_BETWEEN = 10;

    private LinkedChecksums() {}

    /// Those of all columns, with some patience; of those that cannot be read there is none.
    static Map<HdfLinkedFrames, Long> await(Path product, List<HdfLinkedFrames> columns)
            throws InterruptedException {
        Map<HdfLinkedFrames, Long> checksums = new LinkedHashMap<>();
        for (HdfLinkedFrames column : columns) {
            LinkedFrames frames = LinkedFrames.of(product, column);
            for (int left = TRIES; left > 0 && !checksums.containsKey(column); left--) {
                try {
                    checksums.put(column, frames.checksum());
                } catch (ProductException e) {
                    if (left == 1) {
                        LOG.warn(
                                "No checksum is noted of the frames of {}: {}",
                                product,
                                e.getMessage());
                    } else {
                        TimeUnit.SECONDS.sleep(SECONDS_BETWEEN);
                    }
                }
            }
        }
        return checksums;
    }
}
