package io.beamdesk.device;

import io.beamdesk.image.Pixels;
import java.time.Instant;
import java.util.Optional;

/// What a source of frames delivers.
public sealed interface FrameEvent {
    /// A frame.
    ///
    /// @param uniqueId the source's own number of it; a gap means that frames were lost
    /// @param timestamp when it was taken, by the source's clock; [Instant#EPOCH] if nobody knows
    /// @param pixels what it shows; not copied, never written to
    record Shot(long uniqueId, Instant timestamp, Pixels pixels) implements FrameEvent {
        /// When it was taken, if anybody knows.
        public Optional<Instant> taken() {
            return timestamp.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(timestamp);
        }
    }

    /// There are no frames.
    ///
    /// @param reason why, as a sentence
    record Silence(String reason) implements FrameEvent {}
}
