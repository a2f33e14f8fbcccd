package io.beamdesk.sample;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads a list of samples as CSV, as people and spreadsheets write it. Encoding and separator are
/// found out, columns by their headings; every row that cannot be imported is said with its line.
public final class SampleList {
    /// Bytes of a list that are read.
    public static final int LARGEST = 64 << 20;

    private static final int MOST_COLUMNS = 500;
    private static final int SHOWN = 40;

    private final TrayType type;
    private final String tray;
    private final Map<String, SampleColumn> mapping;
    private final List<SamplePreview.Column> columns = new ArrayList<>();
    private final Map<SampleColumn, SamplePreview.Column> byMeaning =
            new EnumMap<>(SampleColumn.class);
    private final List<SampleRow> rows = new ArrayList<>();
    private final List<SamplePreview.Fault> faults = new ArrayList<>();
    private final Map<String, Long> lineOfPlace = new HashMap<>();
    private long line = 1;

    private SampleList(TrayType type, String tray, Map<String, SampleColumn> mapping) {
        this.type = type;
        this.tray = tray;
        this.mapping = mapping;
    }

    /// Looks at a list with the columns found by their headings.
    public static SamplePreview preview(byte[] bytes, TrayType type) {
        return preview(bytes, type, "", Map.of());
    }

    /// Looks at a list.
    ///
    /// @param bytes the file
    /// @param type what the tray is
    /// @param tray id of the tray that it is for; empty if any will do
    /// @param mapping what columns are to be taken for, by their headings, whatever they look like
    public static SamplePreview preview(
            byte[] bytes, TrayType type, String tray, Map<String, SampleColumn> mapping) {
        SampleList list = new SampleList(type, tray, mapping);
        if (bytes.length > LARGEST) {
            list.fault(
                    0,
                    "the list has %d MB; give up to %d, or several lists"
                            .formatted(bytes.length >> 20, LARGEST >> 20));
            return list.preview(CsvText.decode(new byte[0]), ',');
        }
        CsvText text = CsvText.decode(bytes);
        char separator = text.separator();
        list.read(text, separator);
        return list.preview(text, separator);
    }

    private SamplePreview preview(CsvText text, char separator) {
        faults.sort(
                Comparator.comparingLong(SamplePreview.Fault::line)
                        .thenComparingInt(SamplePreview.Fault::column));
        return new SamplePreview(text.charset(), separator, columns, rows, faults);
    }

    private void read(CsvText text, char separator) {
        CsvText.Quotes quotes = text.quotes(separator);
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(quotes.readable())) {
            records(reader.iterator(), quotes.afterQuote());
            if (quotes.unclosed() > 0) {
                line = quotes.unclosed();
                fault(0, "a quote is opened here and not closed; close it or write it twice");
            }
        } catch (CsvParseException | java.io.IOException wrong) {
            fault(0, "from here on the list cannot be read: " + reason(wrong));
        }
        if (columns.isEmpty() && faults.isEmpty()) {
            line = 1;
            fault(
                    0,
                    "the list is empty; begin with a line of headings such as position, alias, group");
        }
    }

    private static String reason(Exception wrong) {
        Throwable deepest = wrong.getCause() == null ? wrong : wrong.getCause();
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private void records(Iterator<CsvRecord> records, NavigableSet<Long> afterQuote) {
        boolean headed = false;
        while (records.hasNext()) {
            CsvRecord read = records.next();
            long from = read.getStartingLineNumber();
            List<String> fields = read.getFields().stream().map(String::strip).toList();
            line = from;
            if (fields.stream().allMatch(String::isEmpty)
                    || (from == 1 && isSeparatorLine(fields.getFirst()))) {
                continue;
            }
            if (isBroken(afterQuote, read)) {
                fault(0, "something follows a closing quote; write a quote inside a field twice");
                if (!headed) {
                    return;
                }
            } else if (!headed) {
                headed = headings(fields);
                if (!headed) {
                    return;
                }
            } else {
                row(fields);
            }
        }
    }

    // The separator itself ends the first field of such a line.
    private static boolean isSeparatorLine(String first) {
        return first.equalsIgnoreCase("sep=") || CsvText.isSeparatorLine(first);
    }

    private static boolean isBroken(NavigableSet<Long> afterQuote, CsvRecord read) {
        Long next = afterQuote.ceiling(read.getStartingLineNumber());
        return next != null && next <= read.getStartingLineNumber() + lineBreaks(read.getFields());
    }

    private static long lineBreaks(List<String> fields) {
        long breaks = 0;
        for (String field : fields) {
            String plain = field.replace("\r\n", "\n");
            breaks += plain.chars().filter(c -> c == '\n' || c == '\r').count();
        }
        return breaks;
    }

    // ---- Headings

    private boolean headings(List<String> fields) {
        List<String> headings = new ArrayList<>(fields.stream().map(SampleList::bare).toList());
        while (headings.getLast().isEmpty()) {
            headings.removeLast();
        }
        if (headings.size() > MOST_COLUMNS) {
            fault(0, "has %d columns; give up to %d".formatted(headings.size(), MOST_COLUMNS));
            return false;
        }
        for (String named : mapping.keySet()) {
            if (!headings.contains(named)) {
                fault(0, "has no column \"" + shown(named) + "\" that could be assigned");
            }
        }
        SampleColumn[] meanings = meanings(headings);
        Set<String> properties = new HashSet<>();
        for (int i = 0; i < headings.size(); i++) {
            SamplePreview.Column column =
                    new SamplePreview.Column(i + 1, headings.get(i), meanings[i]);
            columns.add(column);
            if (meanings[i] == SampleColumn.PROPERTY) {
                property(column, properties);
            } else if (meanings[i] != SampleColumn.IGNORED) {
                SamplePreview.Column other = byMeaning.putIfAbsent(meanings[i], column);
                if (other != null) {
                    fault(
                            i + 1,
                            "is %s as well as column %d, %s; remove one or assign the columns"
                                    .formatted(
                                            meanings[i].heading(),
                                            other.number(),
                                            shown(other.heading())));
                }
            }
        }
        if (!byMeaning.containsKey(SampleColumn.POSITION)) {
            fault(
                    0,
                    "has no column position or well; there are "
                            + shown(String.join(", ", headings)));
        }
        return faults.isEmpty();
    }

    private void property(SamplePreview.Column column, Set<String> properties) {
        String heading = column.heading();
        List<SampleException.Fault> wrong = new ArrayList<>();
        SampleText.property(wrong, heading);
        wrong.forEach(f -> fault(column.number(), f.message()));
        if (!heading.isEmpty() && !properties.add(heading)) {
            fault(column.number(), "is there twice; name each column differently");
        }
    }

    /// What was assigned; else a column's own name; else, if nothing is that yet, another name of it.
    private SampleColumn[] meanings(List<String> headings) {
        SampleColumn[] meanings = new SampleColumn[headings.size()];
        Arrays.fill(meanings, SampleColumn.PROPERTY);
        Set<SampleColumn> taken = new HashSet<>(mapping.values());
        for (int i = 0; i < meanings.length; i++) {
            SampleColumn assigned = mapping.get(headings.get(i));
            Optional<SampleColumn> named = SampleColumn.named(headings.get(i));
            if (assigned != null) {
                meanings[i] = assigned;
            } else if (named.isPresent() && !mapping.containsValue(named.get())) {
                meanings[i] = named.get();
                taken.add(named.get());
            } else if (headings.get(i).isEmpty()) {
                meanings[i] = SampleColumn.IGNORED;
            }
        }
        for (int i = 0; i < meanings.length; i++) {
            for (SampleColumn column : SampleColumn.values()) {
                if (meanings[i] == SampleColumn.PROPERTY
                        && !mapping.containsKey(headings.get(i))
                        && !taken.contains(column)
                        && column.matches(headings.get(i))) {
                    meanings[i] = column;
                }
            }
        }
        return meanings;
    }

    // ---- Rows

    private void row(List<String> fields) {
        int before = faults.size();
        if (!hasColumns(fields)) {
            return;
        }
        Map<SampleColumn, String> texts = new EnumMap<>(SampleColumn.class);
        Map<String, String> values = new TreeMap<>();
        for (SamplePreview.Column column : columns) {
            String field = bare(fields.get(column.number() - 1));
            switch (column.meaning()) {
                case PROPERTY -> values.put(column.heading(), field);
                case IGNORED -> {
                    if (column.heading().isEmpty() && !field.isEmpty()) {
                        fault(column.number(), "has a value and no heading; give the column one");
                    }
                }
                case POSITION, DROP, TRAY, ALIAS, GROUP, FORMULA, HOLDER, COMMENTS, SAFETY ->
                        texts.put(column.meaning(), field);
            }
        }
        Optional<Position> position = position(texts);
        String inTray = texts.getOrDefault(SampleColumn.TRAY, "");
        if (!tray.isEmpty() && !inTray.isEmpty() && !inTray.equals(tray)) {
            fault(
                    number(SampleColumn.TRAY),
                    "is \"%s\"; this list is for %s".formatted(shown(inTray), tray));
        }
        if (position.isEmpty()) {
            return;
        }
        texts.keySet()
                .removeAll(Set.of(SampleColumn.POSITION, SampleColumn.DROP, SampleColumn.TRAY));
        SampleRow row = new SampleRow(line, inTray, position.get(), texts, values);
        check(row);
        Long first = lineOfPlace.putIfAbsent(inTray + '\n' + position.get().id(), line);
        if (first != null) {
            fault(
                    number(SampleColumn.POSITION),
                    "%s is on line %d already; give each place one line"
                            .formatted(position.get(), first));
        }
        if (faults.size() == before) {
            rows.add(row);
        }
    }

    private boolean hasColumns(List<String> fields) {
        boolean more =
                fields.size() > columns.size()
                        && !fields.subList(columns.size(), fields.size()).stream()
                                .allMatch(String::isEmpty);
        if (more || fields.size() < columns.size()) {
            fault(
                    0,
                    "has %d columns, the heading has %d; check separators and quotes"
                            .formatted(fields.size(), columns.size()));
            return false;
        }
        return true;
    }

    private Optional<Position> position(Map<SampleColumn, String> texts) {
        int column = number(SampleColumn.POSITION);
        String id = texts.getOrDefault(SampleColumn.POSITION, "");
        String drop = texts.getOrDefault(SampleColumn.DROP, "");
        if (id.isEmpty()) {
            fault(column, "is empty; name a place such as " + type.positions().getFirst());
            return Optional.empty();
        }
        List<Position> named =
                type.named(drop.isEmpty() || type.position(id).isPresent() ? id : id + "-" + drop);
        if (named.size() == 1
                && !drop.isEmpty()
                && !drop.equals(Integer.toString(named.getFirst().drop()))) {
            named = List.of();
        }
        if (named.isEmpty()) {
            fault(
                    column,
                    "\"%s\"%s is no place of %s, which has %s to %s"
                            .formatted(
                                    shown(id),
                                    drop.isEmpty() ? "" : " with drop \"" + shown(drop) + "\"",
                                    type.title(),
                                    type.positions().getFirst(),
                                    type.positions().getLast()));
            return Optional.empty();
        }
        if (named.size() > 1) {
            fault(
                    column,
                    "\"%s\" is a well of %d drops; name one of them, such as %s"
                            .formatted(shown(id), named.size(), named.getFirst()));
            return Optional.empty();
        }
        return Optional.of(named.getFirst());
    }

    private void check(SampleRow row) {
        for (SampleException.Fault fault :
                SampleText.faults(row.sample(tray.isEmpty() ? "tray" : tray))) {
            int column =
                    columns.stream()
                            .filter(c ->
                                    c.meaning() == SampleColumn.PROPERTY
                                            ? c.heading().equals(fault.place())
                                            : c.meaning() != SampleColumn.IGNORED
                                                    && c.meaning().heading().equals(fault.place()))
                            .mapToInt(SamplePreview.Column::number)
                            .findFirst()
                            .orElse(0);
            fault(column, fault.message());
        }
    }

    private int number(SampleColumn meaning) {
        SamplePreview.Column column = byMeaning.get(meaning);
        return column == null ? 0 : column.number();
    }

    /// Without the apostrophe that keeps a spreadsheet from taking a text for a formula.
    private static String bare(String field) {
        return SampleExport.bare(field);
    }

    private void fault(int column, String message) {
        String heading =
                column > 0 && column <= columns.size() ? columns.get(column - 1).heading() : "";
        faults.add(new SamplePreview.Fault(line, column, shown(heading), message));
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
    }
}
