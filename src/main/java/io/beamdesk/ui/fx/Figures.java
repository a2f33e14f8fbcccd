package io.beamdesk.ui.fx;

import io.beamdesk.pv.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// Numbers as an operator reads them: fixed decimals, a true minus, groups of three.
///
/// Groups are set apart by a no-break space (U+00A0) as soon as the whole part has five digits
/// (ISO 80000-1); the minus is U+2212. What is not a number is a dash, never zero.
public final class Figures {
    /// Stands for a value that there is not.
    public static final String DASH = "–";

    private static final char MINUS = '−';
    private static final char GAP = '\u00a0';
    private static final int MOST_DECIMALS = 15;
    private static final double LARGEST_PLAIN = 1e12;
    private static final double LARGEST_QUICK = 1e12;
    private static final double MARGIN = 1e-3;
    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Figures() {}

    /// A number with this many decimals (0 to 15). Numbers that would need more than 12 digits
    /// before the point are written with an exponent.
    public static String of(double value, int precision) {
        if (Double.isNaN(value)) {
            return DASH;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : MINUS + "∞";
        }
        int decimals = Math.clamp(precision, 0, MOST_DECIMALS);
        if (Math.abs(value) >= LARGEST_PLAIN) {
            return exponential(value, decimals);
        }
        String digits = digits(Math.abs(value), decimals);
        return value < 0 && !isZero(digits) ? MINUS + grouped(digits) : grouped(digits);
    }

    /// Rounds half up, by the decimal digits of the number as it is written.
    private static String digits(double magnitude, int decimals) {
        double scaled = magnitude * POWERS_OF_TEN[decimals];
        double whole = Math.floor(scaled);
        // The product is off by less than the margin: only near a half do the digits have to be
        // asked.
        if (scaled < LARGEST_QUICK && Math.abs(scaled - whole - 0.5) > MARGIN) {
            return pointed(Math.round(scaled), decimals);
        }
        return BigDecimal.valueOf(magnitude)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String pointed(long unscaled, int decimals) {
        String digits = Long.toString(unscaled);
        if (decimals == 0) {
            return digits;
        }
        String padded = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
        int point = padded.length() - decimals;
        return padded.substring(0, point) + "." + padded.substring(point);
    }

    private static boolean isZero(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) > '0') {
                return false;
            }
        }
        return true;
    }

    /// A whole number.
    public static String of(long value) {
        String digits = value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
        return (value < 0 ? String.valueOf(MINUS) : "") + grouped(digits);
    }

    /// A value of any type: numbers as above, choices by their label, texts as they are, arrays by
    /// their size.
    public static String of(Value value, int precision) {
        return switch (value) {
            case Value.Floating(double number) -> of(number, precision);
            case Value.Whole(long number) -> of(number);
            case Value.Choice choice -> choice.label();
            case Value.Text(String text) -> text;
            case Value.Bytes _, Value.Shorts _, Value.Ints _ -> array(value, 0);
            case Value.Floats _, Value.Doubles _, Value.Texts _ -> array(value, precision);
            case Value.Longs _ -> array(value, 0);
            case Value.NdArray frame -> "frame " + of(frame.uniqueId());
        };
    }

    /// A number without superfluous decimals, for the ends of a scale.
    public static String brief(double value) {
        if (!Double.isFinite(value)) {
            return of(value, 0);
        }
        int decimals = Math.max(0, BigDecimal.valueOf(value).stripTrailingZeros().scale());
        return of(value, Math.min(decimals, 3));
    }

    /// A length of time as minutes and seconds, `4:56`, or hours, minutes and seconds, `1:04:56`.
    public static String time(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        String rest = twoDigits(seconds % 60);
        return seconds < 3600
                ? seconds / 60 + ":" + rest
                : seconds / 3600 + ":" + twoDigits(seconds / 60 % 60) + ":" + rest;
    }

    /// Reads what an operator typed: comma or point, either minus, gaps between groups.
    ///
    /// @throws NumberFormatException with a sentence that says what is wrong
    public static double parse(String text) {
        String plain =
                text.replace(MINUS, '-')
                        .replace(',', '.')
                        .replaceAll("[\\s\u00a0\u2009\u202f]", "");
        if (plain.isEmpty()) {
            throw new NumberFormatException("no number; type one such as 1.25");
        }
        try {
            double number = Double.parseDouble(plain);
            if (Double.isFinite(number) && !plain.matches(".*[dDfFxX].*")) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, in words for the operator.
        }
        throw new NumberFormatException(
                "\"" + text.strip() + "\" is not a number; type one such as 1.25");
    }

    private static String array(Value value, int precision) {
        return value.count() == 1 && value.number().isPresent()
                ? of(value.number().getAsDouble(), precision)
                : value.count() + " elements";
    }

    private static String twoDigits(long value) {
        return value < 10 ? "0" + value : Long.toString(value);
    }

    private static String exponential(double value, int decimals) {
        String text =
                String.format(java.util.Locale.ROOT, "%." + Math.min(decimals, 6) + "e", value);
        return text.replace('-', MINUS).replace("e+", "e");
    }

    private static String grouped(String digits) {
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        if (whole < 5) {
            return digits;
        }
        StringBuilder out = new StringBuilder(digits);
        for (int at = whole - 3; at > 0; at -= 3) {
            out.insert(at, GAP);
        }
        return out.toString();
    }
}
