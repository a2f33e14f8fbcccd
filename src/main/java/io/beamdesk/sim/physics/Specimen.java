package io.beamdesk.sim.physics;

/// A crystal in a loop on a pin, as it was mounted. Lengths in mm, in a frame that turns with the
/// rotation axis: x and z across it, y upwards along it.
///
/// @param x place of the loop's centre beside the rotation axis, across the view at angle 0
/// @param y height of the loop's centre
/// @param z the same along the view at angle 0; at 90 degrees it is seen across
/// @param face angle in degrees at which the loop is seen from its flat side
/// @param lean how far the pin leans, as a slope
/// @param loop its loop, or the end of a bare pin
/// @param crystal what hangs in it
public record Specimen(
        double x, double y, double z, double face, double lean, Loop loop, Crystal crystal) {
    /// The loop.
    ///
    /// @param width half of its width seen from its flat side; 0 if it is broken off
    /// @param height half of its height
    /// @param thickness half of its width seen from its edge
    /// @param through what the film in it transmits
    public record Loop(double width, double height, double thickness, double through) {}

    /// The crystal.
    ///
    /// @param x beside the loop's centre
    /// @param y above it
    /// @param z beside it
    /// @param size half of its smaller width
    /// @param through what it transmits
    public record Crystal(double x, double y, double z, double size, double through) {}

    /// The loop stands on the axis, the crystal in it off the axis: it must be centred in two directions.
    public static final Specimen STANDARD =
            new Specimen(
                    0,
                    0,
                    0,
                    0,
                    0,
                    new Loop(0.35, 0.42, 0.06, 0.8),
                    new Crystal(0.12, 0.05, 0.09, 0.05, 0.5));

    private static final double BROKEN = 0.02;
    private static final double ASKEW = 0.02;

    /// One as hands and robots mount them: loops of all sizes, off the axis by some tenths of a
    /// millimetre. Of a hundred two have lost their loop, and two stand so far off that they leave the
    /// view as they turn.
    public static Specimen of(long seed) {
        Noise dice = new Noise(seed, 0, 0);
        boolean broken = dice.unit() < BROKEN;
        double off = dice.unit() < ASKEW ? 6 : 1;
        double width = between(dice, 0.12, 0.4);
        double height = width * between(dice, 1, 1.4);
        Loop loop =
                broken
                        ? new Loop(0, 0, 0, 1)
                        : new Loop(
                                width, height, between(dice, 0.04, 0.08), between(dice, 0.7, 0.92));
        double size = between(dice, 0.02, 0.08);
        double room = Math.max(0, width - 2 * size);
        return new Specimen(
                off * Math.clamp(0.22 * dice.normal(), -0.6, 0.6),
                between(dice, -0.3, 0.3),
                off * Math.clamp(0.22 * dice.normal(), -0.6, 0.6),
                between(dice, 0, 180),
                between(dice, -0.12, 0.12),
                loop,
                new Crystal(
                        room * between(dice, -0.7, 0.7),
                        room * between(dice, -0.7, 0.7),
                        between(dice, -0.02, 0.02),
                        size,
                        broken ? 1 : between(dice, 0.35, 0.8)));
    }

    /// The same, moved on its holder.
    ///
    /// @param dx across the view at angle 0
    /// @param dz across the view at 90 degrees
    public Specimen moved(double dx, double dz) {
        return new Specimen(x + dx, y, z + dz, face, lean, loop, crystal);
    }

    private static double between(Noise dice, double low, double high) {
        return low + (high - low) * dice.unit();
    }
}
