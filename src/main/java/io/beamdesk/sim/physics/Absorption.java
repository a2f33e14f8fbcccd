package io.beamdesk.sim.physics;

/// Absorption near a K edge: a Victoreen slope, a step with a white line, and the fine structure of
/// one shell of neighbours above it.
///
/// @param edgeEv energy of the edge in eV
/// @param distance distance of the neighbours in ångström
/// @param whiteLine height of the white line, in steps
public record Absorption(double edgeEv, double distance, double whiteLine) {
    /// Nickel, K edge.
    public static final Absorption NICKEL = new Absorption(8333, 2.06, 0.35);

    /// Copper, K edge.
    public static final Absorption COPPER = new Absorption(8979, 2.55, 0.2);

    /// Cobalt, K edge.
    public static final Absorption COBALT = new Absorption(7709, 2.1, 0.3);

    /// ħ²/2m in eV·Å²: k² = (E − E0) / 3.81.
    public static final double EV_PER_K_SQUARED = 3.81;

    private static final double CORE_HOLE_WIDTH = 1.4;
    private static final double WHITE_LINE_WIDTH = 2.5;
    private static final double WHITE_LINE_SHIFT = 6;
    private static final double BACKGROUND = 0.12;
    private static final double DISORDER = 0.006;
    private static final double AMPLITUDE = 2.4;
    private static final double PHASE = 0.8;

    /// Absorption relative to the step of the edge: about 0.1 below it and 1 above it.
    public double at(double energyEv) {
        double beyond = energyEv - edgeEv;
        double background = BACKGROUND * Math.pow(edgeEv / energyEv, 3);
        double step = 0.5 + Math.atan(2 * beyond / CORE_HOLE_WIDTH) / Math.PI;
        double line = (beyond - WHITE_LINE_SHIFT) / WHITE_LINE_WIDTH;
        double fall = beyond > 0 ? Math.pow(edgeEv / energyEv, 2.7) : 1;
        return background
                + step * fall * (1 + fineStructure(beyond))
                + step * whiteLine * Math.exp(-line * line);
    }

    /// χ(k) of the EXAFS equation with one shell.
    private double fineStructure(double beyond) {
        if (beyond <= WHITE_LINE_SHIFT) {
            return 0;
        }
        double k = Math.sqrt(beyond / EV_PER_K_SQUARED);
        double onset = 1 - Math.exp(-(beyond - WHITE_LINE_SHIFT) / 15);
        return onset
                * AMPLITUDE
                / (k * distance * distance)
                * Math.exp(-2 * DISORDER * k * k)
                * Math.sin(2 * k * distance + PHASE);
    }
}
