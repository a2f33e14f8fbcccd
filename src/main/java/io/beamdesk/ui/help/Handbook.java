package io.beamdesk.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The handbook that comes with the program: its sections as blocks of what Markdown the handbook uses.
final class Handbook {
    /// Panes with a page of their own, beside their section of the page about the desktop.
    private static final Map<String, String> PAGES =
            Map.of(
                    "Samples",
                    "samples",
                    "Align",
                    "alignment",
                    "Recipes",
                    "recipes",
                    "Data",
                    "products");

    private static final Pattern SPAN =
            Pattern.compile(
                    "`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\*([^*]+)\\*|!?\\[([^\\]]*)\\]\\([^)]*\\)");

    /// A part of a page.
    sealed interface Block {}

    /// A heading.
    ///
    /// @param level from 1
    record Heading(int level, String text) implements Block {}

    /// A paragraph.
    record Paragraph(List<Span> spans) implements Block {}

    /// An entry of a list.
    record Entry(List<Span> spans) implements Block {}

    /// Something to be typed, or shown as it is.
    record Code(String text) implements Block {}

    /// Rows of cells, the head first.
    record Table(List<List<List<Span>>> rows) implements Block {}

    /// A run of letters.
    record Span(String text, Style style) {}

    /// How a run of letters looks.
    enum Style {
        /// As the rest.
        PLAIN,
        /// Important.
        STRONG,
        /// A word of the window.
        EMPHASIS,
        /// As it is typed.
        CODE
    }

    private Handbook() {}

    /// The first page of the whole handbook, where a package has installed it beside this program.
    static Optional<Path> whole() {
        return whole(Path.of(System.getProperty("java.home")));
    }

    /// Beside the program of a runtime in `PREFIX/lib/beamdesk/runtime`.
    static Optional<Path> whole(Path runtime) {
        return Optional.of(
                        runtime.resolve("../../../share/doc/beamdesk/handbook/index.html")
                                .normalize())
                .filter(Files::isRegularFile);
    }

    /// What it says of a pane.
    static List<Block> of(String pane) {
        List<Block> blocks = new ArrayList<>(section("desktop", pane));
        String page = PAGES.get(pane);
        if (page != null) {
            blocks.addAll(blocks(text(page)));
        }
        return blocks;
    }

    /// The table of keys: the one that the handbook has, so that there is no other to go stale.
    static List<Block> keys() {
        return section("desktop", "Keys");
    }

    private static List<Block> section(String page, String title) {
        StringBuilder section = new StringBuilder();
        boolean inside = false;
        for (String line : text(page).split("\n", -1)) {
            if (line.startsWith("## ")) {
                inside = line.equals("## " + title);
            }
            if (inside) {
                section.append(line).append('\n');
            }
        }
        return blocks(section.toString());
    }

    private static String text(String page) {
        String file = "/io/beamdesk/handbook/" + page + ".md";
        try (InputStream in = Handbook.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is part of the application and missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /// Takes a text apart.
    static List<Block> blocks(String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<List<List<Span>>> table = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        boolean entry = false;
        StringBuilder code = new StringBuilder();
        boolean fenced = false;
        for (String line : (markdown + "\n\n").split("\n", -1)) {
            boolean fence = line.startsWith("```");
            boolean indented = line.startsWith("    ") && open.isEmpty();
            boolean row = line.startsWith("|");
            boolean starts = line.startsWith("- ") || line.matches("\\d+\\. .*");
            if (fenced ? !fence : indented) {
                code.append(fenced ? line : line.substring(4)).append('\n');
                continue;
            }
            if (!code.isEmpty()) {
                blocks.add(new Code(code.toString().stripTrailing()));
                code.setLength(0);
            }
            if (fence) {
                fenced = !fenced;
                continue;
            }
            if (!row && !table.isEmpty()) {
                blocks.add(new Table(List.copyOf(table)));
                table.clear();
            }
            if (!open.isEmpty() && (line.isBlank() || row || starts || line.startsWith("#"))) {
                List<Span> spans = spans(open.toString());
                blocks.add(entry ? new Entry(spans) : new Paragraph(spans));
                open.setLength(0);
            }
            if (line.startsWith("#")) {
                String text = line.replaceFirst("^#+ *", "");
                blocks.add(
                        new Heading(line.length() - line.replaceFirst("^#+", "").length(), text));
            } else if (row) {
                if (!line.matches("[|\\s:-]+")) {
                    table.add(cells(line));
                }
            } else if (!line.isBlank() && !line.startsWith("![")) {
                entry = open.isEmpty() ? starts : entry;
                open.append(open.isEmpty() ? "" : " ")
                        .append(
                                open.isEmpty()
                                        ? line.replaceFirst("^- |^\\d+\\. ", "")
                                        : line.strip());
            }
        }
        return blocks;
    }

    private static List<List<Span>> cells(String row) {
        String inner = row.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
        List<List<Span>> cells = new ArrayList<>();
        for (String cell : inner.split("\\|", -1)) {
            cells.add(spans(cell.strip()));
        }
        return cells;
    }

    private static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher found = SPAN.matcher(text);
        int end = 0;
        while (found.find()) {
            if (found.start() > end) {
                spans.add(new Span(text.substring(end, found.start()), Style.PLAIN));
            }
            if (found.group(1) != null) {
                spans.add(new Span(found.group(1), Style.CODE));
            } else if (found.group(2) != null) {
                spans.add(new Span(found.group(2), Style.STRONG));
            } else if (found.group(3) != null) {
                spans.add(new Span(found.group(3), Style.EMPHASIS));
            } else {
                // Where it leads is in the handbook as a site; here are its words.
                spans.add(new Span(found.group(4), Style.PLAIN));
            }
            end = found.end();
        }
        if (end < text.length()) {
            spans.add(new Span(text.substring(end), Style.PLAIN));
        }
        return spans;
    }
}
