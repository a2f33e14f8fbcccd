package io.beamdesk.sim.physics;

/// A double-crystal monochromator of silicon 111.
public final class Monochromator {
    /// Spacing of the lattice planes in ångström.
    public static final double SPACING = 3.1356;

    /// Product of photon energy and wavelength in eV·Å.
    public static final double HC = 12_398.42;

    private static final double ENERGY_SPREAD = 1.33e-4;
    private static final double MICRO = 1e6;
    private static final double PITCH_AT_NICKEL = 12;
    private static final double PITCH_DRIFT = 0.004;
    private static final double NICKEL = 8333;

    private Monochromator() {}

    /// Bragg angle in degrees, by Bragg's law λ = 2 d sin θ.
    public static double braggAngle(double energyEv) {
        return Math.toDegrees(Math.asin(HC / (2 * SPACING * energyEv)));
    }

    /// Full width at half maximum of the rocking curve in µrad: the intrinsic widths of both
    /// crystals, Δθ = (ΔE/E) tan θ, add in quadrature.
    public static double rockingWidth(double energyEv) {
        double tangent = Math.tan(Math.toRadians(braggAngle(energyEv)));
        return Math.sqrt(2) * ENERGY_SPREAD * tangent * MICRO;
    }

    /// Pitch of the second crystal in µrad at which the crystals are parallel; it drifts slowly
    /// with the energy, as the first crystal's heat load does.
    public static double bestPitch(double energyEv) {
        return PITCH_AT_NICKEL + PITCH_DRIFT * (energyEv - NICKEL);
    }

    /// Reflected part, 1 at the best pitch: a Lorentzian-tailed Gaussian shape.
    public static double reflectivity(double energyEv, double pitch) {
        double x = 2 * (pitch - bestPitch(energyEv)) / rockingWidth(energyEv);
        return 0.9 * Math.exp(-Math.log(2) * x * x) + 0.1 / (1 + x * x);
    }
}
