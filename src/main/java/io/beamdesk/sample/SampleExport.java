package io.beamdesk.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Writes samples as a list that [SampleList] reads again, and that a spreadsheet shows without
/// calculating anything: a text that begins as a formula does gets an apostrophe before it, which
/// reading takes away.
public final class SampleExport {
    private static final List<SampleColumn> COLUMNS =
            List.of(
                    SampleColumn.POSITION,
                    SampleColumn.TRAY,
                    SampleColumn.ALIAS,
                    SampleColumn.GROUP,
                    SampleColumn.FORMULA,
                    SampleColumn.HOLDER,
                    SampleColumn.COMMENTS,
                    SampleColumn.SAFETY);

    // A text that has such apostrophes itself gets one more, so that reading finds its own.
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private SampleExport() {}

    /// The samples in their order as a text to be saved in UTF-8.
    public static String csv(List<Sample> samples) {
        Set<String> properties = new TreeSet<>();
        samples.forEach(sample -> properties.addAll(sample.values().keySet()));
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(headings(properties));
            samples.forEach(sample -> csv.writeRecord(fields(sample, properties)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static List<String> headings(Set<String> properties) {
        List<String> headings =
                new ArrayList<>(COLUMNS.stream().map(SampleColumn::heading).toList());
        properties.forEach(name -> headings.add(guarded(name)));
        return headings;
    }

    private static List<String> fields(Sample sample, Set<String> properties) {
        List<String> fields = new ArrayList<>();
        for (SampleColumn column : COLUMNS) {
            fields.add(guarded(field(sample, column)));
        }
        properties.forEach(name -> fields.add(guarded(sample.values().getOrDefault(name, ""))));
        return fields;
    }

    private static String field(Sample sample, SampleColumn column) {
        return switch (column) {
            case POSITION -> sample.position();
            case TRAY -> sample.tray();
            case ALIAS -> sample.alias();
            case GROUP -> sample.group();
            case FORMULA -> sample.formula();
            case HOLDER -> sample.holder();
            case COMMENTS -> sample.comments();
            case SAFETY -> sample.safety();
            // The position says the drop, and properties are columns of their own.
            case DROP, PROPERTY, IGNORED -> "";
        };
    }

    private static String guarded(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /// A field without its guard.
    static String bare(String field) {
        return field.startsWith("'") && FORMULA.matcher(field).matches()
                ? field.substring(1)
                : field;
    }
}
