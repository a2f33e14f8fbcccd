package io.beamdesk.device;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The gain of a current amplifier in V/A, as its control's labels write it: `1e6 V/A`, `10^6`,
/// `1 MV/A`, or as a sensitivity, `200 nA/V`. A bare number is in V/A.
public final class AmplifierGain {
    private static final Pattern LABEL =
            Pattern.compile(
                    "(?:(10)\\s?(?:\\^|\\*\\*)\\s?(\\d{1,2})|(\\d{1,12}(?:\\.\\d{1,12})?(?:[eE][+-]?\\d{1,2})?))"
                            + "\\s?(?:([kMGT]?)V/A|([pnuµμm]?)A/V)?");
    private static final Map<String, Double> LARGER =
            Map.of("", 1.0, "k", 1e3, "M", 1e6, "G", 1e9, "T", 1e12);
    private static final Map<String, Double> SMALLER =
            Map.of("", 1.0, "m", 1e-3, "u", 1e-6, "µ", 1e-6, "μ", 1e-6, "n", 1e-9, "p", 1e-12);

    private AmplifierGain() {}

    /// The gain in V/A, above 0; empty if the label does not say one.
    public static OptionalDouble of(String label) {
        Matcher parts = LABEL.matcher(label.strip());
        if (!parts.matches()) {
            return OptionalDouble.empty();
        }
        double number =
                parts.group(1) == null
                        ? Double.parseDouble(parts.group(3))
                        : Math.pow(10, Integer.parseInt(parts.group(2)));
        double gain =
                parts.group(5) == null
                        ? number * LARGER.getOrDefault(parts.group(4) + "", 1.0)
                        : 1 / (number * SMALLER.getOrDefault(parts.group(5), 1.0));
        return gain > 0 && Double.isFinite(gain) ? OptionalDouble.of(gain) : OptionalDouble.empty();
    }
}
