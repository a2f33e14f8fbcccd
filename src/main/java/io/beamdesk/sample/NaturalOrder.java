package io.beamdesk.sample;

import java.util.Comparator;

/// Names by their words and numbers: `cat-2` before `cat-10`, `A2` before `A10`. Letters of either
/// case are alike unless nothing else differs.
public final class NaturalOrder {
    /// The order.
    public static final Comparator<String> NATURAL =
            ((Comparator<String>) NaturalOrder::compare).thenComparing(Comparator.naturalOrder());

    private NaturalOrder() {}

    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endA = endOfNumber(a, i);
                int endB = endOfNumber(b, j);
                int order = compareNumbers(a.substring(i, endA), b.substring(j, endB));
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else {
                int order = Character.compare(fold(a.charAt(i)), fold(b.charAt(j)));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    // Only the ten digits: their runs of any length are compared by length and then as text.
    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String a, String b) {
        String left = withoutZeros(a);
        String right = withoutZeros(b);
        int order = Integer.compare(left.length(), right.length());
        return order != 0 ? order : left.compareTo(right);
    }

    private static String withoutZeros(String number) {
        int from = 0;
        while (from < number.length() - 1 && number.charAt(from) == '0') {
            from++;
        }
        return number.substring(from);
    }

    private static char fold(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
