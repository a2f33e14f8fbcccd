package io.beamdesk.ui.live;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.document.Frame;
import io.beamdesk.image.Pixels;

/// A frame of the run for the picture.
///
/// @param shot the frame
/// @param about what its values are, empty for counts
public record RunFrame(FrameEvent.Shot shot, String about) {
    /// Of a document's frame.
    ///
    /// @throws IllegalArgumentException if its pixels are of another type than it says, or too few
    static RunFrame of(Frame frame, String about) {
        return new RunFrame(
                new FrameEvent.Shot(frame.uniqueId(), frame.timestamp(), pixels(frame)), about);
    }

    /// The pixels of a document's frame.
    ///
    /// @throws IllegalArgumentException if they are of another type than it says, or too few
    static Pixels pixels(Frame frame) {
        return Pixels.grey(frame.dtypeNumpy(), frame.columns(), frame.rows(), frame.pixels());
    }
}
