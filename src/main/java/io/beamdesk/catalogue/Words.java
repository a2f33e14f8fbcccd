package io.beamdesk.catalogue;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The words of queries as the index has them.
final class Words {
    private Words() {}

    /// What the index is asked for; empty if anything will do.
    static String match(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}\\p{M}]+", 0))
                .filter(word -> !word.isEmpty())
                .map(word -> "\"" + word + "\"*")
                .collect(Collectors.joining(" AND "));
    }
}
