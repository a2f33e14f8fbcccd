package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Figures;

/// Lengths at the sample in words.
final class Lengths {
    private static final double MICRONS = 1000;
    private static final int DIGITS = 3;

    private Lengths() {}

    /// A length of this many mm with three digits: `412 µm`, `1.25 mm`.
    static String of(double mm) {
        double shown = Math.abs(mm) < 1 ? mm * MICRONS : mm;
        int whole = shown == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(shown))) + 1;
        return Figures.of(shown, Math.clamp((long) DIGITS - whole, 0, DIGITS))
                + (Math.abs(mm) < 1 ? " µm" : " mm");
    }
}
