package io.beamdesk.device.epics;

import io.beamdesk.image.Layout;
import java.util.List;

/// Columns, rows and colours of an NDArray.
///
/// @param columns number of columns
/// @param rows number of rows
/// @param layout where the colours lie
record FrameShape(int columns, int rows, Layout layout) {
    // NDColorMode_t and NDBayerPattern_t of areaDetector's NDArray.h, by number.
    private static final List<String> MODES = List.of("Mono", "Bayer", "RGB1", "RGB2", "RGB3");
    private static final List<Layout> PATTERNS =
            List.of(Layout.BAYER_RGGB, Layout.BAYER_GBRG, Layout.BAYER_GRBG, Layout.BAYER_BGGR);

    /// The name of a colour mode by its number; Mono for one that is unknown.
    static String mode(int number) {
        return number >= 0 && number < MODES.size() ? MODES.get(number) : MODES.getFirst();
    }

    /// From the sizes, the one that varies fastest first.
    ///
    /// @param mode `Mono`, `Bayer`, `RGB1` ...; anything else is taken as Mono
    /// @param pattern number of the Bayer pattern
    static FrameShape of(List<Integer> sizes, String mode, int pattern) {
        int a = size(sizes, 0);
        int b = size(sizes, 1);
        int c = size(sizes, 2);
        return switch (mode) {
            case "RGB1" -> new FrameShape(b, c, Layout.RGB1);
            case "RGB2" -> new FrameShape(a, c, Layout.RGB2);
            case "RGB3" -> new FrameShape(a, b, Layout.RGB3);
            case "Bayer" ->
                    new FrameShape(a, b, PATTERNS.get(Math.clamp(pattern, 0, PATTERNS.size() - 1)));
            default -> new FrameShape(a, b, Layout.MONO);
        };
    }

    private static int size(List<Integer> sizes, int index) {
        return index < sizes.size() ? sizes.get(index) : 1;
    }

    boolean isEmpty() {
        return columns < 1 || rows < 1;
    }

    long numbers() {
        return (long) columns * rows * layout.components();
    }
}
