package io.beamdesk.sim.cas;

import java.util.List;

/// What a client needs to show a value: units, precision, limits, labels.
///
/// @param units engineering units, at most 7 bytes on the wire
/// @param precision decimals
/// @param display range to draw
/// @param alarm limits of major alarm, NaN where there is none
/// @param warning limits of minor alarm, NaN where there is none
/// @param control range a client may write
/// @param labels choices of an enumeration, at most 16
public record Properties(
        String units,
        int precision,
        Span display,
        Span alarm,
        Span warning,
        Span control,
        List<String> labels) {
    /// Nothing known.
    public static final Properties NONE =
            new Properties("", 0, Span.ZERO, Span.UNSET, Span.UNSET, Span.ZERO, List.of());

    /// A lower and an upper limit.
    ///
    /// @param low lower limit
    /// @param high upper limit
    public record Span(double low, double high) {
        /// Both zero, which records use for "no limits".
        public static final Span ZERO = new Span(0, 0);

        /// Neither set.
        public static final Span UNSET = new Span(Double.NaN, Double.NaN);
    }

    /// Properties of an enumeration.
    public static Properties choices(List<String> labels) {
        return new Properties("", 0, Span.ZERO, Span.UNSET, Span.UNSET, Span.ZERO, labels);
    }

    /// Properties of a number without alarm limits.
    public static Properties number(String units, int precision, double low, double high) {
        Span range = new Span(low, high);
        return new Properties(units, precision, range, Span.UNSET, Span.UNSET, range, List.of());
    }
}
