package io.beamdesk.recipe;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Positions from a CSV text: a header of axis names, then a row of numbers for each point.
///
/// The fields are separated by commas, or by semicolons or tabs if the header has no comma; they may
/// stand in double quotes. Blank lines and lines that begin with `#` are passed over. A number has a
/// point for its decimals.
///
/// @param axes names of the header
/// @param positions rows in their order
public record PositionsTable(List<String> axes, List<List<Double>> positions) {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    /// Copies the lists.
    public PositionsTable {
        axes = List.copyOf(axes);
        positions = positions.stream().map(List::copyOf).toList();
    }

    /// Reads a file.
    ///
    /// @throws RecipeException if it is not there or not readable, and as [#of] does
    public static PositionsTable read(Path file) {
        return of(RecipeFile.text(file));
    }

    /// Reads a text.
    ///
    /// @throws RecipeException with every row that is wrong, each with its line: `line 3`
    public static PositionsTable of(String text) {
        List<RecipeException.Fault> faults = new ArrayList<>();
        List<String> axes = new ArrayList<>();
        List<List<Double>> positions = new ArrayList<>();
        String separator = "";
        int number = 0;
        // A spreadsheet may begin the file with a byte order mark.
        for (String line : text.replaceFirst("^\uFEFF", "").lines().toList()) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            String place = "line " + number;
            if (axes.isEmpty()) {
                separator = separator(line);
                header(fields(line, separator), axes, place, faults);
            } else {
                row(fields(line, separator), axes, place, faults, positions);
            }
        }
        if (axes.isEmpty()) {
            faults.add(
                    new RecipeException.Fault(
                            "",
                            "There is no header; give the names of the axes in the first line"));
        } else if (positions.isEmpty() && faults.isEmpty()) {
            faults.add(
                    new RecipeException.Fault(
                            "", "There is no row after the header; give at least one point"));
        }
        if (!faults.isEmpty()) {
            throw new RecipeException(faults);
        }
        return new PositionsTable(axes, positions);
    }

    private static String separator(String header) {
        if (header.contains(",")) {
            return ",";
        }
        return header.contains(";") ? ";" : "\t";
    }

    private static List<String> fields(String line, String separator) {
        List<String> fields = new ArrayList<>();
        for (String field : line.split(separator, -1)) {
            String plain = field.strip();
            boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
            fields.add(quoted ? plain.substring(1, plain.length() - 1).strip() : plain);
        }
        return fields;
    }

    private static void header(
            List<String> names,
            List<String> axes,
            String place,
            List<RecipeException.Fault> faults) {
        for (String name : names) {
            if (name.isEmpty()) {
                faults.add(
                        new RecipeException.Fault(
                                place, "has a column without a name; give the name of its axis"));
            } else if (axes.contains(name)) {
                faults.add(
                        new RecipeException.Fault(
                                place, "names " + name + " again; give each axis one column"));
            }
            axes.add(name);
        }
    }

    private static void row(
            List<String> fields,
            List<String> axes,
            String place,
            List<RecipeException.Fault> faults,
            List<List<Double>> positions) {
        if (fields.size() != axes.size()) {
            faults.add(
                    new RecipeException.Fault(
                            place,
                            "has "
                                    + fields.size()
                                    + " fields; give "
                                    + axes.size()
                                    + ", as the header has"));
            return;
        }
        List<Double> row = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            double value = NUMBER.matcher(field).matches() ? Double.parseDouble(field) : Double.NaN;
            if (!Double.isFinite(value)) {
                faults.add(
                        new RecipeException.Fault(
                                place,
                                axes.get(i)
                                        + " is "
                                        + (field.isEmpty() ? "empty" : '"' + field + '"')
                                        + "; give a number such as 1.25"));
            }
            row.add(value);
        }
        positions.add(row);
    }

    /// Puts the table in the place of a list scan's own.
    ///
    /// @throws RecipeException if the recipe is of another technique
    public void into(JsonObject recipe) {
        if (!new com.google.gson.JsonPrimitive(ListScanRecipe.TECHNIQUE)
                .equals(recipe.get("technique"))) {
            throw new RecipeException(
                    List.of(
                            new RecipeException.Fault(
                                    "technique",
                                    "is "
                                            + recipe.get("technique")
                                            + "; a table of positions is for a \""
                                            + ListScanRecipe.TECHNIQUE
                                            + "\" alone")));
        }
        JsonArray names = new JsonArray();
        axes.forEach(names::add);
        JsonArray rows = new JsonArray();
        for (List<Double> position : positions) {
            JsonArray row = new JsonArray();
            position.forEach(row::add);
            rows.add(row);
        }
        recipe.add("axes", names);
        recipe.add("positions", rows);
    }
}
