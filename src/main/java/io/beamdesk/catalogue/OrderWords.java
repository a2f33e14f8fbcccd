package io.beamdesk.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Words of the index that say about where a product is in the order of sizes, and in that of samples: so
/// the index itself finds which of some products that follow each other there have the words of a question.
///
/// They begin with a character that no question has, see [Words], and what is near in an order begins
/// with the same digits.
final class OrderWords {
    private static final char SIZE = '\uE000';
    private static final char SAMPLE = '\uE001';

    private static final int SIZE_DIGITS = 4;
    private static final int SAMPLE_DIGITS = 16;

    /// How many digits a size has in sixteens, and the first three of them.
    static final String BY_SIZE =
            "char(%d) || printf('%%x', length(printf('%%x', bytes)) - 1) || substr(printf('%%x', bytes) || '00', 1, %d)"
                    .formatted((int) SIZE, SIZE_DIGITS - 1);

    /// The first eight bytes of a sample's name, however it is written.
    static final String BY_SAMPLE =
            "char(%d) || substr(hex(lower(sample)), 1, %d)".formatted((int) SAMPLE, SAMPLE_DIGITS);

    /// Beginnings of words that are asked for at a time.
    static final int MOST = 16;

    /// The longest beginning of a sample's name that makes a difference.
    static final int MOST_CHARACTERS = SAMPLE_DIGITS / 2;

    private OrderWords() {}

    /// What the index is asked for to have all products from one size to another, and some more.
    static String ofSizes(long one, long other) {
        int low = number(Math.min(one, other));
        int high = number(Math.max(one, other));
        int digits = SIZE_DIGITS;
        while (high - low >= MOST) {
            low >>= 4;
            high >>= 4;
            digits--;
        }
        int length = digits;
        return match(
                SIZE,
                LongStream.rangeClosed(low, high)
                        .mapToObj(begin -> HexFormat.of().toHexDigits(begin, length)));
    }

    private static int number(long size) {
        String hex = Long.toHexString(size);
        return ((hex.length() - 1) << (4 * (SIZE_DIGITS - 1)))
                | Integer.parseInt((hex + "00").substring(0, SIZE_DIGITS - 1), 16);
    }

    /// The first characters of a sample's name.
    static String beginning(String name, int characters) {
        int length = Math.min(characters, name.codePointCount(0, name.length()));
        return name.substring(0, name.offsetByCodePoints(0, length));
    }

    /// What the index is asked for to have all products of samples that begin so, and some more; empty if
    /// anything will do.
    static String ofSamples(List<String> beginnings) {
        return beginnings.isEmpty()
                ? ""
                : match(SAMPLE, beginnings.stream().map(OrderWords::digits).distinct());
    }

    private static String digits(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
                bytes[i] = (byte) (bytes[i] + 'a' - 'A');
            }
        }
        return HexFormat.of().formatHex(bytes, 0, Math.min(SAMPLE_DIGITS / 2, bytes.length));
    }

    private static String match(char sign, Stream<String> beginnings) {
        return beginnings
                .map(begin -> "\"" + sign + begin + "\"*")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }
}
