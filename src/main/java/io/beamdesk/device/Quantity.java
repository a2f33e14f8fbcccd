package io.beamdesk.device;

import io.beamdesk.pv.Properties;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers with their units in sentences, the same in every locale: `12.5 mm`.
public final class Quantity {
    private static final MathContext EXACT = new MathContext(10);

    private Quantity() {}

    /// A number that somebody chose: a target, a limit. Never rounded to the display's precision,
    /// or a target just above a limit would read like the limit.
    public static String exact(double value, String units) {
        return Double.isFinite(value)
                ? plain(new BigDecimal(value).round(EXACT), units)
                : value + suffix(units);
    }

    /// A number that was measured, to the decimals that the record shows.
    public static String measured(double value, Properties properties) {
        if (!Double.isFinite(value) || properties.precision() <= 0) {
            return exact(value, properties.units());
        }
        BigDecimal rounded =
                new BigDecimal(value).setScale(properties.precision(), RoundingMode.HALF_EVEN);
        return plain(rounded, properties.units());
    }

    private static String plain(BigDecimal value, String units) {
        BigDecimal bare = value.stripTrailingZeros();
        return (bare.scale() < 1 ? bare.setScale(1) : bare).toPlainString() + suffix(units);
    }

    private static String suffix(String units) {
        return units.isEmpty() ? "" : " " + units;
    }
}
