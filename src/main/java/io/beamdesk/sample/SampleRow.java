package io.beamdesk.sample;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// A row of a list of samples that can be imported.
///
/// @param line line of the file on which it begins, from 1
/// @param tray id of the tray as the row has it; empty if it has none
/// @param position place of the sample
/// @param texts what it says, by the column; a column that the list does not have is left out
/// @param values further properties by their headings; an empty one takes the property away
public record SampleRow(
        long line,
        String tray,
        Position position,
        Map<SampleColumn, String> texts,
        Map<String, String> values) {

    /// Copies the maps.
    public SampleRow {
        texts = Map.copyOf(texts);
        values = Map.copyOf(values);
    }

    /// A new sample as the row describes it.
    ///
    /// @param inTray id of its tray
    public Sample sample(String inTray) {
        return onto(Sample.of(inTray, position.id(), ""));
    }

    /// A sample with what the row says of it, and with the rest as it was.
    public Sample onto(Sample sample) {
        Map<SampleColumn, String> all = new EnumMap<>(SampleColumn.class);
        all.put(SampleColumn.ALIAS, sample.alias());
        all.put(SampleColumn.GROUP, sample.group());
        all.put(SampleColumn.FORMULA, sample.formula());
        all.put(SampleColumn.HOLDER, sample.holder());
        all.put(SampleColumn.COMMENTS, sample.comments());
        all.put(SampleColumn.SAFETY, sample.safety());
        all.putAll(texts);
        Map<String, String> properties = new TreeMap<>(sample.values());
        properties.putAll(values);
        return new Sample(
                sample.id(),
                sample.tray(),
                sample.position(),
                all.getOrDefault(SampleColumn.ALIAS, ""),
                all.getOrDefault(SampleColumn.GROUP, ""),
                all.getOrDefault(SampleColumn.FORMULA, ""),
                all.getOrDefault(SampleColumn.HOLDER, ""),
                all.getOrDefault(SampleColumn.COMMENTS, ""),
                all.getOrDefault(SampleColumn.SAFETY, ""),
                properties);
    }
}
