package io.beamdesk.ui.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Round numbers along an axis, 1, 2 or 5 times a power of ten apart, and how to write them.
///
/// @param step distance between two of them
/// @param values the numbers, rising, all within the span they were made for
/// @param exponent power of ten, a multiple of 3, that the labels leave to the title; 0 for most
public record Ticks(double step, List<Double> values, int exponent) {
    private static final double SLACK = 1e-9;

    /// Copies the list.
    public Ticks {
        values = List.copyOf(values);
    }

    /// Ticks in the span, about `most` of them at most (at least 3, for fewer could leave none).
    public static Ticks of(Span span, int most) {
        double step = step(span, most);
        long first = (long) Math.ceil(span.low() / step - SLACK);
        long last = (long) Math.floor(span.high() / step + SLACK);
        List<Double> values = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            values.add(Math.clamp(i * step, span.low(), span.high()));
        }
        return new Ticks(step, values, exponent(span));
    }

    /// The span extended to the next tick at either end, so that an axis that follows its curve
    /// changes rarely.
    public static Span enclosing(Span span, int most) {
        double step = step(span, most);
        return new Span(
                Math.floor(span.low() / step + SLACK) * step,
                Math.ceil(span.high() / step - SLACK) * step);
    }

    private static double step(Span span, int most) {
        double rough = span.length() / Math.max(3, most);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough * (1 - SLACK)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static int exponent(Span span) {
        double largest = Math.max(Math.abs(span.low()), Math.abs(span.high()));
        if (largest >= 1e-3 && largest < 1e5) {
            return 0;
        }
        return (int) Math.floor(Math.log10(largest) / 3) * 3;
    }

    /// The value as it is written at the axis, without the power of ten: as many decimals as the
    /// step needs, a true minus sign.
    public String label(double value) {
        double scale = Math.pow(10, -exponent);
        int decimals = Math.clamp((int) Math.ceil(-Math.log10(step * scale) - SLACK), 0, 12);
        double shown = Math.abs(value) < step * SLACK ? 0 : value * scale;
        return String.format(Locale.ROOT, "%." + decimals + "f", shown).replace('-', '−');
    }

    /// What the title adds for the power of ten: empty, or ` ×10⁶`.
    public String factor() {
        if (exponent == 0) {
            return "";
        }
        StringBuilder raised = new StringBuilder(" ×10");
        for (char c : Integer.toString(exponent).toCharArray()) {
            raised.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return raised.toString();
    }
}
