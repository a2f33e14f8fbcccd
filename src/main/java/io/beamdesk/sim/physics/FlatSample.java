package io.beamdesk.sim.physics;

/// The sample that the ion chambers see: a small plate of nickel with some copper and cobalt.
public final class FlatSample {
    private static final double HALF_WIDTH = 3;
    private static final double HALF_HEIGHT = 2;
    private static final double EDGE = 0.08;
    private static final double NICKEL_STEP = 1.1;
    private static final double COPPER_STEP = 0.3;
    private static final double COBALT_STEP = 0.15;

    private FlatSample() {}

    /// Thickness relative to the nominal one: 0 beside the plate, 0.7 to 1.3 in it.
    ///
    /// @param x horizontal distance of the beam from the plate's centre in mm
    /// @param y vertical distance in mm
    public static double thickness(double x, double y) {
        double plate = edge(HALF_WIDTH - Math.abs(x)) * edge(HALF_HEIGHT - Math.abs(y));
        double grain = 0.6 * bump(x - 0.4, y + 0.2, 0.7) - 0.3 * bump(x + 1.5, y - 0.8, 0.5);
        return plate * (0.9 + grain);
    }

    /// Absorbance μt along the beam.
    public static double absorbance(double energyEv, double x, double y) {
        return thickness(x, y)
                * (NICKEL_STEP * Absorption.NICKEL.at(energyEv)
                        + COPPER_STEP * Absorption.COPPER.at(energyEv)
                        + COBALT_STEP * Absorption.COBALT.at(energyEv));
    }

    private static double edge(double inside) {
        return 0.5 + 0.5 * Math.tanh(inside / EDGE);
    }

    private static double bump(double x, double y, double width) {
        return Math.exp(-(x * x + y * y) / (2 * width * width));
    }
}
