package io.beamdesk.pv;

/// Two limits in the units of the variable. EPICS has no "no limit": equal limits (0 and 0 as a
/// rule) or NaN mean that none is set.
///
/// @param low lower limit
/// @param high upper limit
public record Range(double low, double high) {
    /// No limit set.
    public static final Range NONE = new Range(Double.NaN, Double.NaN);

    /// Whether the two limits mean anything.
    public boolean isSet() {
        return low < high;
    }

    /// Whether the value is within the limits; true where none are set, false for NaN.
    public boolean contains(double value) {
        return isSet() ? value >= low && value <= high : !Double.isNaN(value);
    }
}
