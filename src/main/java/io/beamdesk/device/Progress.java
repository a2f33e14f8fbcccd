package io.beamdesk.device;

/// How far something is.
///
/// @param fraction from 0 to 1; NaN if nobody knows
public record Progress(double fraction) {
    /// Nobody knows.
    public static final Progress UNKNOWN = new Progress(Double.NaN);
}
