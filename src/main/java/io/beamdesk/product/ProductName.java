package io.beamdesk.product;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
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
    private static final int TRIES = 1000;

    private ProductName() {}

    /// A file that did not exist before, and its number.
    record Created(Path path, int number, FileDisk disk) {}

    /// Creates the next product of a folder.
    static Created create(Path folder, String label) throws IOException {
        String clean = clean(label);
        int number = highest(folder) + 1;
        for (int attempt = 0; ; attempt++) {
            Path path = path(folder, number, clean);
            try {
                return new Created(path, number, FileDisk.create(path));
            } catch (FileAlreadyExistsException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                number++;
            }
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
