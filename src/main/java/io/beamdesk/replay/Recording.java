package io.beamdesk.replay;

import io.beamdesk.image.Pixels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Frames that were kept in a file or a folder, read one at a time. One thread at a time.
public sealed interface Recording extends AutoCloseable permits HdfRecording, PictureFolder {
    /// A frame.
    ///
    /// @param pixels what it shows
    /// @param taken when it was recorded; empty if the file does not say
    record Picture(Pixels pixels, Optional<Instant> taken) {}

    /// Opens an HDF5 file with a stack of frames, or a folder of PNG and JPEG pictures.
    ///
    /// @throws RecordingException if there are no frames in it, or they cannot be read
    static Recording open(Path path) {
        return Files.isDirectory(path) ? PictureFolder.open(path) : HdfRecording.open(path);
    }

    /// What it is called: the name of the file or the folder.
    String name();

    /// Where it is, for the record: the path, and the dataset in it.
    String place();

    /// Number of frames, at least one.
    int count();

    /// Whether it says for every frame how long after the first it was taken.
    boolean timed();

    /// How long after the first frame one was taken, in seconds; never less than that of the frame before.
    ///
    /// @throws IllegalStateException if the recording is not timed
    double seconds(int index);

    /// Reads a frame, and no other.
    ///
    /// @param index of the frame, from 0
    /// @throws RecordingException if it cannot be read
    Picture read(int index);

    @Override
    void close();
}
