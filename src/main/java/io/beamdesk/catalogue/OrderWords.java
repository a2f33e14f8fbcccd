package io.beamdesk.catalogue;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Words of the index that say about where a product is in the order of sizes, and in that of samples: so
/// the index itself finds which of some products that follow each other there have the words of a question.
///
/// All words of an order have as many digits, and are in the order of the products. They begin with a
/// character that no question has, see [Words].
final class OrderWords {
    /// How many digits a size has in sixteens, and the first three of them.
    static final String BY_SIZE =
            "char(0xE000) || printf('%x', length(printf('%x', bytes)) - 1)"
                    + " || substr(printf('%x', bytes) || '00', 1, 3)";

    /// The first eight bytes of a sample's name.
    static final String BY_SAMPLE =
            "char(0xE001) || substr(hex(lower(sample)) || '0000000000000000', 1, 16)";

    private static final int MOST = 16;

    private OrderWords() {}

    /// What the index is asked for to have all products from one of these words to another, and some more
    /// around them.
    static String between(String one, String other) {
        long from = number(one);
        long to = number(other);
        long low = Long.compareUnsigned(from, to) < 0 ? from : to;
        long high = low == from ? to : from;
        int digits = one.length() - 1;
        while (Long.compareUnsigned(high - low, MOST) >= 0) {
            low >>>= 4;
            high >>>= 4;
            digits--;
        }
        String sign = one.substring(0, 1);
        int length = digits;
        return LongStream.iterate(low, begin -> begin + 1)
                .limit(high - low + 1)
                .mapToObj(begin -> HexFormat.of().toHexDigits(begin, length))
                .map(begin -> "\"" + sign + begin + "\"*")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static long number(String word) {
        return HexFormat.fromHexDigitsToLong(word, 1, word.length());
    }
}
