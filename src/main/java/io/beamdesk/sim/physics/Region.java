package io.beamdesk.sim.physics;

/// The part of a sensor that is read out, in pixels.
///
/// @param x first column
/// @param y first row
/// @param width columns
/// @param height rows
public record Region(int x, int y, int width, int height) {
    /// Number of pixels.
    public int pixels() {
        return width * height;
    }
}
