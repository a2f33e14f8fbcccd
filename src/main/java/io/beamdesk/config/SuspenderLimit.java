package io.beamdesk.config;

import java.time.Duration;

/// When a run shall wait, as the beamline file says it.
public sealed interface SuspenderLimit {
    /// Name of the device that is watched.
    String device();

    /// How long the condition must be good again before the run goes on.
    Duration settle();

    /// Waits while a number is too low.
    ///
    /// @param device a signal with one number
    /// @param below suspends below this
    /// @param resumeAbove resumes at or above this, never lower than `below`
    /// @param settle how long it must be there
    record Low(String device, double below, double resumeAbove, Duration settle)
            implements SuspenderLimit {}

    /// Waits while a state is not the one wanted.
    ///
    /// @param device a shutter, or a signal with one choice
    /// @param wanted label of the good state: `Open`
    /// @param settle how long it must be there
    record Not(String device, String wanted, Duration settle) implements SuspenderLimit {}
}
