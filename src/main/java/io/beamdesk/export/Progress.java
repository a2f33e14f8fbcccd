package io.beamdesk.export;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How far an export has come.
///
/// @param files each of them
/// @param moved bytes that went over the wire so far, repeated ones included
/// @param elapsed since it began
public record Progress(List<File> files, long moved, Duration elapsed) {
    /// Where a file stands.
    public enum Stage {
        /// Nothing was done yet.
        WAITING,
        /// It is on its way.
        SENDING,
        /// The connection was lost and is made again.
        RECONNECTING,
        /// Its checksum is read at the far end.
        COMPARING,
        /// It is there, and is the same.
        DONE,
        /// It was there before, and is the same.
        ALREADY_THERE,
        /// It is not there; the note says why.
        FAILED,
        /// The export was called off before it was there.
        CANCELLED
    }

    /// One file.
    ///
    /// @param name at the far end
    /// @param size in bytes
    /// @param sent bytes that are there
    /// @param stage where it stands
    /// @param note why, where there is something to say
    public record File(String name, long size, long sent, Stage stage, String note) {
        /// Whether it is there and the same.
        public boolean there() {
            return stage == Stage.DONE || stage == Stage.ALREADY_THERE;
        }
    }

    /// Bytes of all files.
    public long size() {
        return files.stream().mapToLong(File::size).sum();
    }

    /// Bytes that are there.
    public long sent() {
        return files.stream().mapToLong(File::sent).sum();
    }

    /// Bytes a second since it began; 0 before anything was sent.
    public double rate() {
        return elapsed.isZero() ? 0 : moved / (elapsed.toNanos() / 1e9);
    }

    /// Time left at the rate so far; empty while there is none.
    public Optional<Duration> left() {
        return moved == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round((size() - sent()) / rate() * 1000)));
    }

    /// Whether every file is there and the same.
    public boolean complete() {
        return files.stream().allMatch(File::there);
    }
}
