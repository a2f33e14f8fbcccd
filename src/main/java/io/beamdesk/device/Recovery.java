package io.beamdesk.device;

import java.time.Duration;

/// What a run does when a device fails in one of its steps.
///
/// @param retries how often the step is done again after a failure that may pass: a stall, a time
///     limit, a refused write, a miss; 0 for never
/// @param after how long is waited before each retry
/// @param reconnect how long a run waits for lost PVs of the device; zero to fail at once
public record Recovery(int retries, Duration after, Duration reconnect) {
    /// No retry; a minute to come back, which is enough for an IOC to restart.
    public static final Recovery DEFAULT = new Recovery(0, Duration.ZERO, Duration.ofSeconds(60));
}
