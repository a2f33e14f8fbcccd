package io.beamdesk.sample;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Characters of a CSV file, and how its fields are separated, found out from the file itself.
///
/// @param text without its byte order mark
/// @param charset in which it was written
record CsvText(String text, Charset charset) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String SEPARATORS = ",;\t|";

    /// Decodes a file: what its byte order mark says; else UTF-8 if it is that without a fault; else
    /// Windows-1252, in which every program before UTF-8 wrote western texts.
    static CsvText decode(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return of(bytes, 3, StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return of(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return of(bytes, 2, StandardCharsets.UTF_16BE);
        }
        try {
            return new CsvText(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(),
                    StandardCharsets.UTF_8);
        } catch (CharacterCodingException _) {
            return of(bytes, 0, WINDOWS);
        }
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static CsvText of(byte[] bytes, int from, Charset charset) {
        return new CsvText(new String(bytes, from, bytes.length - from, charset), charset);
    }

    /// The separator: what a line `sep=;` at the beginning says; else, of those in use, the one that
    /// makes a column of positions of the heading, or failing that most columns.
    char separator() {
        String first = line(0);
        if (isSeparatorLine(first)) {
            return first.charAt(4);
        }
        String heading = heading();
        char best = SEPARATORS.charAt(0);
        int most = 0;
        for (int k = 0; k < SEPARATORS.length(); k++) {
            char candidate = SEPARATORS.charAt(k);
            int columns = 0;
            boolean position = false;
            int from = 0;
            boolean quoted = false;
            for (int i = 0; i <= heading.length(); i++) {
                char c = i < heading.length() ? heading.charAt(i) : candidate;
                quoted ^= c == '"';
                if (c == candidate && (!quoted || i == heading.length())) {
                    columns++;
                    position |= SampleColumn.POSITION.matches(heading.substring(from, i));
                    from = i + 1;
                }
            }
            int score = columns > 1 ? columns + (position ? heading.length() : 0) : 0;
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    /// Whether a spreadsheet says in this line how it separates.
    static boolean isSeparatorLine(String line) {
        return line.length() >= 5
                && line.regionMatches(true, 0, "sep=", 0, 4)
                && SEPARATORS.indexOf(line.charAt(4)) >= 0
                && line.substring(5).isBlank();
    }

    private String heading() {
        int from = 0;
        while (from < text.length()) {
            String line = line(from);
            if (!line.isBlank()) {
                return line;
            }
            from += line.length() + 1;
        }
        return "";
    }

    private String line(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return text.substring(from, end);
    }

    /// The text without its faults of quoting, which a reader would have to guess about.
    ///
    /// @param readable the text without what follows closing quotes, and without the record in which a
    ///     quote is never closed
    /// @param afterQuote lines on which something follows a closing quote
    /// @param unclosed line on which a quote is opened that is never closed; 0 if there is none
    record Quotes(String readable, NavigableSet<Long> afterQuote, long unclosed) {}

    /// Looks for faults of quoting. Lines count from 1 and end as a reader ends them.
    Quotes quotes(char separator) {
        StringBuilder readable = new StringBuilder(text.length());
        NavigableSet<Long> afterQuote = new TreeSet<>();
        long line = 1;
        long opened = 0;
        boolean start = true;
        int record = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            readable.append(c);
            boolean ends = endsLine(i);
            line += ends ? 1 : 0;
            if (opened == 0) {
                if (ends) {
                    record = readable.length();
                }
                opened = c == '"' && start ? line : 0;
                start = c == separator || c == '\n' || c == '\r';
            } else if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                readable.append(text.charAt(++i));
            } else if (c == '"') {
                opened = 0;
                int next = i + 1;
                while (next < text.length() && !endsField(next, separator)) {
                    next++;
                }
                if (next > i + 1) {
                    afterQuote.add(line);
                }
                i = next - 1;
                start = false;
            }
        }
        if (opened > 0) {
            readable.setLength(record);
        }
        return new Quotes(readable.toString(), afterQuote, opened);
    }

    private boolean endsField(int i, char separator) {
        char c = text.charAt(i);
        return c == separator || c == '\n' || c == '\r';
    }

    private boolean endsLine(int i) {
        char c = text.charAt(i);
        boolean half = i + 1 < text.length() && text.charAt(i + 1) == '\n';
        return c == '\n' || (c == '\r' && !half);
    }
}
