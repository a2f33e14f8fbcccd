package io.beamdesk.recipe;

import java.util.ArrayList;
import java.util.List;

/// A part of an energy scan with its own step: from `from` to `to`, both included; the last step is
/// shorter where the length is no multiple of it.
///
/// Energies are relative to the edge E0. In wave numbers of the photoelectron E = E0 + (ħ²/2m) k²,
/// and the dwell grows from the region's start: dwell(k) = `dwell` · (k / `from`)^`k_power`.
///
/// @param from first point, in eV relative to E0 or in 1/Å
/// @param to last point, above `from`
/// @param step above 0
/// @param unit of these three
/// @param dwell exposure at the region's start in s
/// @param kPower how fast the dwell grows with k; 0 for a constant dwell, and always in eV
public record XasRegion(
        double from, double to, double step, Unit unit, double dwell, double kPower) {
    /// ħ²/2m of the electron in eV·Å² (CODATA 2018: (ħc)² / 2mc² of 1973.269804 eV·Å and
    /// 510998.95 eV).
    public static final double EV_PER_K_SQUARED = 3.809982114;

    /// Part of a step within which two points are one: numbers of steps and wave numbers are rounded.
    static final double SAME = 0.1;

    private static final double ROUNDING = 1e-6;

    /// Units of a region.
    public enum Unit {
        /// Energy relative to the edge.
        EV("eV"),
        /// Wave number of the photoelectron in 1/Å.
        K("k");

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        /// As a file has it.
        public String word() {
            return word;
        }
    }

    /// A point of a region.
    ///
    /// @param relativeEv energy relative to E0
    /// @param dwell exposure in s
    public record Point(double relativeEv, double dwell) {}

    /// Energy relative to E0 of a wave number.
    ///
    /// @param k in 1/Å, 0 or more
    /// @return in eV
    public static double energy(double k) {
        return EV_PER_K_SQUARED * k * k;
    }

    /// Wave number of an energy relative to E0.
    ///
    /// @param relativeEv in eV, 0 or more
    /// @return in 1/Å
    public static double waveNumber(double relativeEv) {
        return Math.sqrt(relativeEv / EV_PER_K_SQUARED);
    }

    private double relative(double at) {
        return unit == Unit.K ? energy(at) : at;
    }

    /// Where it begins, in eV relative to E0.
    public double begin() {
        return relative(from);
    }

    /// Where it ends, in eV relative to E0.
    public double end() {
        return relative(to);
    }

    /// Number of its steps, the last one perhaps shorter; may be more than a scan can have.
    double steps() {
        return Math.max(1, Math.ceil((to - from) / step - ROUNDING));
    }

    private double firstStep() {
        return relative(at(1)) - begin();
    }

    /// A whole step below its end: what is left for the last one may be next to nothing.
    private double lastStep() {
        return end() - relative(Math.max(from, to - step));
    }

    private double at(int i) {
        return i < steps() ? from + i * step : to;
    }

    /// Its points, ascending, both ends included.
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= steps(); i++) {
            double at = at(i);
            double grown = unit == Unit.K && kPower != 0 ? Math.pow(at / from, kPower) : 1;
            points.add(new Point(relative(at), dwell * grown));
        }
        return points;
    }

    /// How far from this region's end the next one's beginning may be to be the same point, in eV.
    double same(XasRegion next) {
        return SAME * Math.min(lastStep(), next.firstStep());
    }

    /// For people: `-30 to 40 eV`, `3.25 to 14 1/Å`.
    @Override
    public String toString() {
        return "%s to %s %s"
                .formatted(number(from), number(to), unit == Unit.K ? "1/Å" : unit.word());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
