package io.beamdesk.sim.physics;

/// The state of the beam path at one moment, and what the ion chambers make of it.
///
/// The order along the beam: ring, front-end shutter, monochromator, mirror, slits, fast shutter,
/// I0, sample, It, nickel reference foil, I2. I0 is behind the fast shutter: with it closed all
/// three chambers are dark.
///
/// @param ringCurrent in mA
/// @param energyEv photon energy
/// @param secondCrystalPitch in µrad
/// @param mirrorPitch in mrad
/// @param slits the opening
/// @param shuttersOpen whether both shutters let the beam through
/// @param sampleX horizontal position of the sample stage in mm
/// @param sampleY vertical position of the sample stage in mm
public record Beam(
        double ringCurrent,
        double energyEv,
        double secondCrystalPitch,
        double mirrorPitch,
        Slits slits,
        boolean shuttersOpen,
        double sampleX,
        double sampleY) {
    /// Current of the I0 chamber in A, with a full ring and everything aligned.
    public static final double FULL_I0 = 8e-7;

    private static final double LEAKAGE = 2e-11;
    private static final double BEST_MIRROR_PITCH = 3;
    private static final double MIRROR_WIDTH = 0.5;
    private static final double IT_EFFICIENCY = 1.6;
    private static final double I2_EFFICIENCY = 1.2;
    private static final double FOIL_STEP = 1.5;

    /// A rectangular opening around the beam, in mm.
    ///
    /// @param width horizontal size
    /// @param x horizontal centre
    /// @param height vertical size
    /// @param y vertical centre
    public record Slits(double width, double x, double height, double y) {
        private static final double BEAM_WIDTH = 2.5;
        private static final double PENUMBRA = 0.02;
        private static final double BEAM_HEIGHT = 1.5;

        /// The part of a Gaussian beam that passes.
        public double transmission() {
            return passed(width, x, BEAM_WIDTH) * passed(height, y, BEAM_HEIGHT);
        }

        /// Brightness at a place of the beam's cross section relative to its centre; the slits
        /// blur its edges a little.
        public double brightness(double atX, double atY) {
            double u = atX / BEAM_WIDTH;
            double v = atY / BEAM_HEIGHT;
            return Math.exp(-(u * u + v * v) / 2)
                    * opening(width / 2 - Math.abs(atX - x))
                    * opening(height / 2 - Math.abs(atY - y));
        }

        private static double opening(double inside) {
            return 0.5 + 0.5 * Math.tanh(inside / PENUMBRA);
        }

        private static double passed(double size, double centre, double sigma) {
            return size <= 0
                    ? 0
                    : below((centre + size / 2) / sigma) - below((centre - size / 2) / sigma);
        }

        /// Normal distribution function, by the logistic approximation of Bowling et al. (2009),
        /// good to 0.0002.
        private static double below(double z) {
            return 1 / (1 + Math.exp(-0.07056 * z * z * z - 1.5976 * z));
        }
    }

    /// Intensity in front of the sample relative to a full ring and everything aligned.
    public double intensity() {
        if (!shuttersOpen) {
            return 0;
        }
        double tilt = (mirrorPitch - BEST_MIRROR_PITCH) / MIRROR_WIDTH;
        return ringCurrent
                / StorageRing.FULL
                * Monochromator.reflectivity(energyEv, secondCrystalPitch)
                * Math.exp(-tilt * tilt / 2)
                * slits.transmission();
    }

    /// Current of the first chamber in A, with the leakage that remains in the dark.
    public double i0() {
        return FULL_I0 * intensity() + LEAKAGE;
    }

    private double behindSample() {
        return FULL_I0 * intensity() * Math.exp(-FlatSample.absorbance(energyEv, sampleX, sampleY));
    }

    /// Current of the second chamber in A.
    public double it() {
        return IT_EFFICIENCY * behindSample() + LEAKAGE;
    }

    /// Current of the third chamber in A, behind a foil of pure nickel.
    public double i2() {
        double foil = Math.exp(-FOIL_STEP * Absorption.NICKEL.at(energyEv));
        return I2_EFFICIENCY * behindSample() * foil + LEAKAGE;
    }
}
