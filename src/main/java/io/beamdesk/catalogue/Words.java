package io.beamdesk.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// The words of products and of queries as the index has them.
///
/// A value of a facet is a word, too, of letters that no text has: three of Unicode's private use,
/// which stand for the facet and a digest of the value. So it is found together with the words of
/// texts, and never in their place.
final class Words {
    private static final char PRIVATE_USE = '\uE000';
    private static final int LETTERS = 4096;

    private Words() {}

    /// The words of an entry's facets.
    static String of(CatalogueEntry entry) {
        return Arrays.stream(Facet.values())
                .map(facet -> of(facet, facet.of(entry)))
                .collect(Collectors.joining(" "));
    }

    private static String of(Facet facet, String value) {
        CRC32 crc = new CRC32();
        crc.update(value.getBytes(StandardCharsets.UTF_8));
        long digest = crc.getValue();
        return new String(
                new char[] {
                    (char) (PRIVATE_USE + LETTERS + facet.place()),
                    (char) (PRIVATE_USE + digest % LETTERS),
                    (char) (PRIVATE_USE + digest / LETTERS % LETTERS)
                });
    }

    /// What the index is asked for; empty if anything will do.
    static String match(String text, Map<Facet, Set<String>> chosen) {
        List<String> parts = new ArrayList<>();
        // Facets first: the fewer products the first part has, the less is looked through.
        for (Facet facet : Facet.values()) {
            Set<String> values = chosen.getOrDefault(facet, Set.of());
            if (!values.isEmpty()) {
                parts.add(
                        values.stream()
                                .sorted()
                                .map(value -> "\"" + of(facet, value) + "\"")
                                .collect(Collectors.joining(" OR ", "(", ")")));
            }
        }
        Arrays.stream(text.split("[^\\p{L}\\p{N}\\p{M}]+", 0))
                .filter(word -> !word.isEmpty())
                .map(word -> "\"" + word + "\"*")
                .forEach(parts::add);
        return String.join(" AND ", parts);
    }
}
