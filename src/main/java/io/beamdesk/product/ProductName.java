package io.beamdesk.product;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of products: `scan_0007_ni-foil.h5`, the number being the next free one of its folder.
final class ProductName {
    private static final Pattern NUMBERED = Pattern.compile("scan_(\\d{1,9})(?:[_.].*)?");
    private static final int LONGEST_LABEL = 60;

    private ProductName() {}

    /// Names of the next product of a folder, one after the other until one is free.
    static Candidates next(Path folder, String label) throws IOException {
        return new Candidates(folder, clean(label), highest(folder) + 1);
    }

    /// A name that is probably free, and the one to try if it is taken.
    ///
    /// @param folder of the product
    /// @param label cleaned
    /// @param number of the product
    record Candidates(Path folder, String label, int number) {
        Path path() {
            return ProductName.path(folder, number, label);
        }

        Candidates after() {
            return new Candidates(folder, label, number + 1);
        }
    }

    private static Path path(Path folder, int number, String clean) {
        String start = String.format(Locale.ROOT, "scan_%04d", number);
        try {
            return folder.resolve(start + (clean.isEmpty() ? "" : "_" + clean) + ".h5");
        } catch (InvalidPathException _) {
            // The letters cannot be written in this computer's locale.
            String ascii = clean(clean.replaceAll("[^\\x21-\\x7e]", "-"));
            return folder.resolve(start + (ascii.isEmpty() ? "" : "_" + ascii) + ".h5");
        }
    }

    private static int highest(Path folder) throws IOException {
        int highest = 0;
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "scan_*")) {
            for (Path path : paths) {
                Matcher name = NUMBERED.matcher(path.getFileName().toString());
                if (name.matches()) {
                    highest = Math.max(highest, Integer.parseInt(name.group(1)));
                }
            }
        }
        return highest;
    }

    /// What of a label can be in a file name everywhere: letters and digits of any script, and
    /// single dashes, dots and underscores between them.
    static String clean(String label) {
        String text = Normalizer.normalize(label, Normalizer.Form.NFC);
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_LABEL)
                .forEach(letter -> {
                    if (Character.isLetterOrDigit(letter)) {
                        clean.appendCodePoint(letter);
                    } else if (!clean.isEmpty() && isLetterAtEnd(clean)) {
                        clean.append(letter == '.' || letter == '_' ? (char) letter : '-');
                    }
                });
        while (!clean.isEmpty() && !isLetterAtEnd(clean)) {
            clean.setLength(clean.length() - 1);
        }
        return clean.toString();
    }

    private static boolean isLetterAtEnd(StringBuilder text) {
        return Character.isLetterOrDigit(text.codePointBefore(text.length()));
    }
}
