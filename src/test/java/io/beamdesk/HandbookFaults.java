package io.beamdesk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of the handbook that says what an operator is told when something goes wrong.
public final class HandbookFaults {
    private HandbookFaults() {}

    /// What the window says of a fault.
    ///
    /// @param fault the first cell of its row
    public static Pattern said(String fault) throws IOException {
        String row =
                Files.readAllLines(Path.of("src/site/markdown/when-things-go-wrong.md")).stream()
                        .filter(line -> line.startsWith("| " + fault + " |"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no row: " + fault));
        String said = row.split("`", 3)[1];
        return Pattern.compile(
                Stream.of(said.split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".+")),
                Pattern.DOTALL);
    }
}
