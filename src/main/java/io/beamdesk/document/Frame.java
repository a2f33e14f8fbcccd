package io.beamdesk.document;

import java.time.Instant;

/// One image of a detector.
///
/// @param uniqueId the detector's own number of the frame; a gap means that a frame was lost
/// @param timestamp when the detector took it
/// @param dtypeNumpy type of a pixel: `|u1`, `<u2`, `<i4`, `<f4`, `<f8` ...
/// @param rows number of rows
/// @param columns number of columns
/// @param pixels `byte[]`, `short[]`, `int[]`, `float[]` or `double[]`, row by row; not copied, never written to
public record Frame(
        long uniqueId, Instant timestamp, String dtypeNumpy, int rows, int columns, Object pixels) {
    /// Bytes of its pixels.
    public long sizeInBytes() {
        return switch (pixels) {
            case byte[] p -> p.length;
            case short[] p -> 2L * p.length;
            case int[] p -> 4L * p.length;
            case float[] p -> 4L * p.length;
            case double[] p -> 8L * p.length;
            default ->
                    throw new IllegalStateException("not an array of pixels: " + pixels.getClass());
        };
    }
}
