package io.beamdesk.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.IntStream;

/// Colours for numbers: 256 of them, from the lowest number to the highest. The tables and whose they
/// are stand in `colour-maps.txt`.
public enum ColourMap {
    /// Black to white.
    GREY,
    /// Purple over green to yellow, even in brightness.
    VIRIDIS,
    /// Black over purple to cream, even in brightness.
    MAGMA,
    /// Black over red to pale yellow, even in brightness.
    INFERNO,
    /// Blue over grey to yellow, the same for people who see red and green alike.
    CIVIDIS,
    /// A rainbow without its false edges: shows small differences, but is not even in brightness.
    TURBO;

    private static final int STEPS = 256;

    // Never written to after the table was read.
    @SuppressWarnings("ImmutableEnumChecker")
    private final int[] argb;

    ColourMap() {
        argb =
                name().equals("GREY")
                        ? IntStream.range(0, STEPS).map(g -> 0xFF000000 | g * 0x010101).toArray()
                        : table(name().toLowerCase(Locale.ROOT));
    }

    /// The colour of a place between the lowest, 0, and the highest, 1, as opaque ARGB.
    public int at(double place) {
        return argb[(int) Math.clamp(Math.rint(place * (STEPS - 1)), 0, STEPS - 1)];
    }

    private static int[] table(String name) {
        try (InputStream in = ColourMap.class.getResourceAsStream("colour-maps.txt")) {
            if (in == null) {
                throw new IllegalStateException(
                        "the colour maps are not among the application's files");
            }
            String hex =
                    new String(in.readAllBytes(), US_ASCII)
                            .lines()
                            .filter(line -> line.startsWith(name + " "))
                            .findFirst()
                            .orElseThrow()
                            .substring(name.length() + 1);
            return IntStream.range(0, STEPS)
                    .map(i -> 0xFF000000 | Integer.parseInt(hex, 6 * i, 6 * i + 6, 16))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
