package io.beamdesk.device;

import io.beamdesk.document.Frame;
import java.time.Duration;
import java.util.function.Consumer;

/// A camera that takes a series of frames by its own clock.
public interface SeriesCamera extends Detector {
    /// Wires a series; nothing is written before it is made ready.
    ///
    /// @param frames number of frames
    /// @param period time between the starts of two of them
    /// @param taken gets each frame once, in order; called on a thread of the PV provider's
    Series series(int frames, Duration period, Consumer<Taken> taken);

    /// A frame of a series. Its time stamp is the end of its exposure.
    ///
    /// @param index from 0 by the camera's own numbers; a number that is left out is a lost frame
    /// @param frame what was taken
    record Taken(int index, Frame frame) {}

    /// One series, started once.
    interface Series extends AutoCloseable {
        /// Makes the camera ready, so that only the start remains to be done.
        Status prepare();

        /// Starts it. Done when the last frame is here, or none has come for so long that the rest is
        /// lost; fails if none came at all. After it the camera takes single frames again.
        Status start();

        /// Takes no more frames; does not stop the camera.
        @Override
        void close();
    }
}
