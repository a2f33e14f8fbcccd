package io.beamdesk.document;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// One image of a detector.
///
/// @param uniqueId the detector's own number of the frame; a gap means that a frame was lost
/// @param timestamp when the detector took it
/// @param dtypeNumpy type of a pixel: `|u1`, `<u2`, `<i4`, `<f4`, `<f8` ...
/// @param rows number of rows
/// @param columns number of columns
/// @param pixels `byte[]`, `short[]`, `int[]`, `float[]` or `double[]`, row by row; not copied, never written to;
///     or where they are [Elsewhere]
public record Frame(
        long uniqueId, Instant timestamp, String dtypeNumpy, int rows, int columns, Object pixels) {
    /// Where the pixels of a frame are that a detector's IOC has written itself.
    ///
    /// @param file as it is found from here
    /// @param dataset path of the dataset in it, of frames × rows × columns
    /// @param index of the frame in the dataset
    public record Elsewhere(Path file, String dataset, int index) {}

    /// Where its pixels are, if they are not here.
    public Optional<Elsewhere> elsewhere() {
        return pixels instanceof Elsewhere place ? Optional.of(place) : Optional.empty();
    }

    /// Bytes of its pixels, as far as they are here.
    public long sizeInBytes() {
        return switch (pixels) {
            case byte[] p -> p.length;
            case short[] p -> 2L * p.length;
            case int[] p -> 4L * p.length;
            case float[] p -> 4L * p.length;
            case double[] p -> 8L * p.length;
            case Elsewhere _ -> 0;
            default ->
                    throw new IllegalStateException("not an array of pixels: " + pixels.getClass());
        };
    }
}
