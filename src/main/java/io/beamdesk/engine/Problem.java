package io.beamdesk.engine;

import io.beamdesk.pv.Range;

/// Something that stands in the way of a run.
///
/// @param device where, as in the beamline file; empty if no device is concerned
/// @param message the whole sentence: what, where, why, what to do
/// @param within where the targets of the device may be, if they are not; otherwise [Range#NONE]
public record Problem(String device, String message, Range within) {
    /// Of something else than a limit.
    public Problem(String device, String message) {
        this(device, message, Range.NONE);
    }
}
