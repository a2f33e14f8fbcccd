package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The handbook leads nowhere that is not there, and its commands are those of the program.
class HandbookTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern COMMAND =
            Pattern.compile("^ {4,}(?:\\$ )?(?:target/beamdesk/bin/)?beamdesk( .*)?$");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return Stream.concat(
                    Stream.of(Path.of("README.md")),
                    files.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linkLeadsSomewhere(Path page) throws IOException {
        for (String target : links(page)) {
            int hash = target.indexOf('#');
            Path file =
                    hash == 0
                            ? page
                            : page.resolveSibling(hash < 0 ? target : target.substring(0, hash))
                                    .normalize();
            assertThat(file).as("%s in %s", target, page).exists();
            if (hash >= 0) {
                assertThat(anchors(file))
                        .as("%s in %s", target, page)
                        .contains(target.substring(hash + 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandIsUnderstood(Path page) throws IOException {
        for (String line : Files.readAllLines(page)) {
            var command = COMMAND.matcher(line);
            if (command.matches()) {
                assertThatCode(() -> Main.commandLine().parseArgs(words(command.group(1))))
                        .as("%s in %s", line.strip(), page)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void menuHasEveryPage() throws IOException {
        Set<String> menu = new TreeSet<>();
        var items =
                Pattern.compile("href=\"([^\"]+)\\.html\"")
                        .matcher(Files.readString(Path.of("src/site/site.xml")));
        while (items.find()) {
            menu.add(items.group(1));
        }
        Set<String> pages =
                pages().filter(page -> page.startsWith(PAGES))
                        .map(page -> PAGES.relativize(page).toString().replaceFirst("\\.md$", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(menu).isEqualTo(pages);
    }

    private static List<String> links(Path page) throws IOException {
        List<String> links = new ArrayList<>();
        var found = LINK.matcher(Files.readString(page));
        while (found.find()) {
            if (!found.group(1).matches("[a-z]+:.*")) {
                links.add(found.group(1));
            }
        }
        return links;
    }

    // As the pages have them as HTML.
    private static List<String> anchors(Path page) throws IOException {
        try (Stream<String> lines = Files.lines(page)) {
            return lines.filter(line -> line.matches("#+ .*"))
                    .map(line -> line.replaceFirst("#+ ", "").replace(' ', '_'))
                    .map(heading ->
                            Pattern.compile("[^\\w.-]")
                                    .matcher(heading)
                                    .replaceAll(sign ->
                                            ".%02X".formatted((int) sign.group().charAt(0))))
                    .toList();
        }
    }

    // As a shell splits them, without what it does with wildcards; a remark and a pipe end the
    // command.
    private static String[] words(String rest) {
        if (rest == null) {
            return new String[0];
        }
        return Pattern.compile("(?:\"[^\"]*\"|[^\\s\"])+")
                .matcher(rest.replaceFirst("\\s[#|&>].*$", ""))
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toArray(String[]::new);
    }
}
