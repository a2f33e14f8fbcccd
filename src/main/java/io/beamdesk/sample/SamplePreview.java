package io.beamdesk.sample;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What importing a list of samples would do. Nothing is written by looking.
///
/// @param charset in which the list is written
/// @param separator between its fields
/// @param columns what each column is taken for
/// @param rows what can be imported
/// @param faults everything that cannot, in the order of the lines
public record SamplePreview(
        Charset charset,
        char separator,
        List<Column> columns,
        List<SampleRow> rows,
        List<Fault> faults) {

    /// A column and what it is taken for.
    ///
    /// @param number from 1
    /// @param heading as it stands in the list
    /// @param meaning what it is taken for
    public record Column(int number, String heading, SampleColumn meaning) {}

    /// Something in the list that is refused.
    ///
    /// @param line line of the file, from 1
    /// @param column number of the column, from 1; 0 if it is about the whole line
    /// @param heading heading of the column; empty if it has none
    /// @param message what is wrong and what to do
    public record Fault(long line, int column, String heading, String message) {
        @Override
        public String toString() {
            String where = "line " + line;
            if (column > 0) {
                where += heading.isEmpty() ? ", column " + column : ", " + heading;
            }
            return where + ": " + message;
        }
    }

    /// Copies the lists.
    public SamplePreview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        faults = List.copyOf(faults);
    }

    /// The edit that imports all good rows into a tray. A place that has a sample keeps it and takes
    /// over what the list says of it; a row that says nothing new changes nothing.
    ///
    /// @param tray id of the tray
    /// @param there samples that are in the tray
    public Edit edit(String tray, List<Sample> there) {
        Map<String, Sample> byPosition = new HashMap<>();
        there.forEach(sample -> byPosition.put(sample.position(), sample));
        List<Edit.Change> changes = new ArrayList<>();
        for (SampleRow row : rows) {
            Optional<Sample> before = Optional.ofNullable(byPosition.get(row.position().id()));
            Sample after = before.map(row::onto).orElseGet(() -> row.sample(tray));
            if (!before.equals(Optional.of(after))) {
                changes.add(new Edit.SampleChange(before, Optional.of(after)));
            }
        }
        return new Edit("import " + Edit.count(changes.size()), changes);
    }
}
