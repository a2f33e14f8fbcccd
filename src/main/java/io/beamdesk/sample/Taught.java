package io.beamdesk.sample;

/// A place of a tray that was brought to the beam.
///
/// @param id the place: `A1-1`, or `A1` for the centre of the well
/// @param motors where the stage stood
public record Taught(String id, MotorPosition motors) {}
