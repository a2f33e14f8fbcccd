package io.beamdesk.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that somebody probably meant.
public final class Nearest {
    private Nearest() {}

    /// The known name with the fewest letters to change, if these are few enough for a slip of the
    /// pen.
    public static Optional<String> to(String name, Collection<String> known) {
        int most = Math.max(2, name.length() / 3);
        return known.stream()
                .filter(k -> Math.abs(k.length() - name.length()) <= most)
                .min(Comparator.comparingInt(k -> distance(name, k)))
                .filter(k -> distance(name, k) <= most);
    }

    /// A clause for the end of a message: what was probably meant, or what there is.
    static String hint(String name, Collection<String> known) {
        return to(name, known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(() ->
                        known.isEmpty()
                                ? "there is none"
                                : "known are " + String.join(", ", known));
    }

    /// Levenshtein's distance, row by row.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
