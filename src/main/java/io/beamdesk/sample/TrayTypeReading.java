package io.beamdesk.sample;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.sample.TrayType.Kind;
import io.beamdesk.sample.TrayType.Spot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads types of tray from JSON and collects everything that is wrong, each with its path. The form
/// is that of `assets/schemas/plates.schema.json`.
final class TrayTypeReading {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}");
    private static final int LONGEST_TITLE = 80;
    private static final int MOST_COLUMNS = 999;
    private static final int MOST_DROPS = 4;
    private static final int MOST_RINGS = 20;
    private static final int MOST_ON_RING = 99;
    private static final int MOST_PLACES = 20_000;
    private static final double FURTHEST = 10_000;

    private static final Map<String, Set<String>> FIELDS =
            Map.of(
                    "plate",
                    Set.of(
                            "name",
                            "title",
                            "kind",
                            "rows",
                            "columns",
                            "first",
                            "pitch",
                            "drops",
                            "diameter"),
                    "holder",
                    Set.of(
                            "name",
                            "title",
                            "kind",
                            "rows",
                            "columns",
                            "first",
                            "pitch",
                            "diameter"),
                    "puck",
                    Set.of("name", "title", "kind", "rings", "diameter"),
                    "dewar",
                    Set.of("name", "title", "kind", "puck", "pucks", "columns"));

    private final String file;
    private final Map<String, TrayType> known;
    private final List<SampleException.Fault> faults = new ArrayList<>();

    TrayTypeReading(String file, Map<String, TrayType> known) {
        this.file = file;
        this.known = new LinkedHashMap<>(known);
    }

    /// The types of a file.
    ///
    /// @throws SampleException with everything that is wrong
    List<TrayType> types(JsonObject root) {
        unknown(root, "", Set.of("$schema", "source", "unit", "types"));
        if (root.has("unit") && !new JsonPrimitive("mm").equals(root.get("unit"))) {
            fault("unit", "is " + root.get("unit") + "; lengths are in \"mm\"");
        }
        List<TrayType> types = new ArrayList<>();
        Set<String> names = new java.util.HashSet<>();
        JsonArray array = array(root, "", "types", 0, Integer.MAX_VALUE);
        for (int i = 0; i < array.size(); i++) {
            String path = "types[" + i + "]";
            if (array.get(i) instanceof JsonObject object) {
                int before = faults.size();
                Optional<TrayType> type = type(object, path);
                if (type.isPresent() && !names.add(type.get().name())) {
                    fault(path + ".name", "is there twice: \"" + type.get().name() + "\"");
                }
                if (type.isPresent() && faults.size() == before) {
                    types.add(type.get());
                    known.put(type.get().name(), type.get());
                }
            } else {
                fault(path, "is not an object in braces");
            }
        }
        if (!faults.isEmpty()) {
            throw new SampleException(faults);
        }
        return types;
    }

    private Optional<TrayType> type(JsonObject json, String path) {
        String name = text(json, path, "name");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fault(
                    path + ".name",
                    "is \""
                            + name
                            + "\"; give up to 40 letters, digits, dots, dashes or underscores");
        }
        String title = text(json, path, "title");
        if (title.length() > LONGEST_TITLE) {
            fault(
                    path + ".title",
                    "has " + title.length() + " characters; give up to " + LONGEST_TITLE);
        }
        String kind = text(json, path, "kind");
        Set<String> fields = FIELDS.get(kind);
        if (fields == null) {
            if (!kind.isEmpty()) {
                fault(
                        path + ".kind",
                        "is \"" + kind + "\"; give \"plate\", \"holder\", \"puck\" or \"dewar\"");
            }
            return Optional.empty();
        }
        unknown(json, path, fields);
        int before = faults.size();
        TrayType type =
                switch (kind) {
                    case "plate" -> plate(json, path, name, title);
                    case "holder" -> holder(json, path, name, title);
                    case "puck" -> puck(json, path, name, title);
                    default -> dewar(json, path, name, title);
                };
        return faults.size() == before && !name.isEmpty() ? Optional.of(type) : Optional.empty();
    }

    private TrayType plate(JsonObject json, String path, String name, String title) {
        int rows = count(json, path, "rows", WellName.ROWS);
        int columns = count(json, path, "columns", MOST_COLUMNS);
        List<Spot> drops = new ArrayList<>();
        JsonArray array = array(json, path, "drops", 1, MOST_DROPS);
        for (int i = 0; i < array.size(); i++) {
            drops.add(spot(array.get(i), path + ".drops[" + i + "]"));
        }
        limit(path, (long) rows * columns * Math.max(1, drops.size()));
        Spot first = spot(json.get("first"), path + ".first");
        Spot pitch = pitch(json, path);
        double diameter = diameter(json, path);
        return faults.isEmpty()
                ? TrayType.plate(name, title, rows, columns, first, pitch, drops, diameter)
                : nothing();
    }

    private TrayType holder(JsonObject json, String path, String name, String title) {
        int rows = count(json, path, "rows", MOST_COLUMNS);
        int columns = count(json, path, "columns", MOST_COLUMNS);
        Spot first = spot(json.get("first"), path + ".first");
        Spot pitch = pitch(json, path);
        double diameter = diameter(json, path);
        limit(path, (long) rows * columns);
        return faults.isEmpty()
                ? TrayType.numbered(
                        name,
                        title,
                        Kind.HOLDER,
                        grid(rows * columns, columns, first, pitch),
                        diameter)
                : nothing();
    }

    private static List<Spot> grid(int number, int columns, Spot first, Spot pitch) {
        List<Spot> places = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int row = i / columns;
            int column = i % columns;
            places.add(new Spot(first.x() + column * pitch.x(), first.y() + row * pitch.y()));
        }
        return places;
    }

    private TrayType puck(JsonObject json, String path, String name, String title) {
        record Ring(double radius, int places) {}
        List<Ring> rings = new ArrayList<>();
        JsonArray array = array(json, path, "rings", 1, MOST_RINGS);
        for (int i = 0; i < array.size(); i++) {
            String place = path + ".rings[" + i + "]";
            if (array.get(i) instanceof JsonObject ring) {
                unknown(ring, place, Set.of("radius", "places"));
                rings.add(
                        new Ring(
                                length(ring.get("radius"), place + ".radius"),
                                count(ring, place, "places", MOST_ON_RING)));
            } else {
                fault(place, "is not an object in braces");
            }
        }
        double diameter = diameter(json, path);
        double edge = rings.stream().mapToDouble(Ring::radius).max().orElse(0) + diameter;
        List<Spot> places = new ArrayList<>();
        for (Ring ring : rings) {
            // The first place of each ring is at the top, the next ones follow clockwise.
            for (int i = 0; i < ring.places; i++) {
                double angle = 2 * Math.PI * i / ring.places;
                places.add(
                        new Spot(
                                edge + ring.radius * Math.sin(angle),
                                edge - ring.radius * Math.cos(angle)));
            }
        }
        return TrayType.numbered(name, title, Kind.PUCK, places, diameter);
    }

    private TrayType dewar(JsonObject json, String path, String name, String title) {
        String named = text(json, path, "puck");
        int pucks = count(json, path, "pucks", MOST_COLUMNS);
        int columns = count(json, path, "columns", MOST_COLUMNS);
        TrayType puck = known.get(named);
        if (puck == null || puck.kind() != Kind.PUCK) {
            if (!named.isEmpty()) {
                fault(path + ".puck", "is \"" + named + "\"; name a puck that is described before");
            }
            return nothing();
        }
        limit(path, (long) pucks * puck.positions().size());
        if (!faults.isEmpty()) {
            return nothing();
        }
        double size =
                puck.positions().stream()
                        .mapToDouble(p -> Math.max(p.x(), p.y()) + p.diameter())
                        .max()
                        .orElse(0);
        return TrayType.dewar(
                name, title, puck, grid(pucks, columns, new Spot(0, 0), new Spot(size, size)));
    }

    /// In the place of a type with faults, which is not used.
    private static TrayType nothing() {
        return TrayType.numbered("", "", Kind.HOLDER, List.of(), 0);
    }

    private void limit(String path, long places) {
        if (places > MOST_PLACES) {
            fault(path, "has " + places + " places; give up to " + MOST_PLACES);
        }
    }

    private void unknown(JsonObject json, String path, Set<String> fields) {
        for (String field : json.keySet()) {
            if (!fields.contains(field)) {
                fault(
                        at(path, field),
                        "is not known here; known are "
                                + String.join(", ", fields.stream().sorted().toList()));
            }
        }
    }

    private String text(JsonObject json, String path, String field) {
        JsonElement value = json.get(field);
        String text = value instanceof JsonPrimitive p && p.isString() ? p.getAsString() : "";
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            fault(at(path, field), value == null ? "is missing" : "is " + value + "; give a text");
            return "";
        }
        return text;
    }

    private int count(JsonObject json, String path, String field, int most) {
        double number = number(json.get(field));
        if (number != Math.rint(number) || !(number >= 1 && number <= most)) {
            fault(
                    at(path, field),
                    said(json.get(field)) + "; give a whole number from 1 to " + most);
            return 1;
        }
        return (int) number;
    }

    private JsonArray array(JsonObject json, String path, String field, int least, int most) {
        if (json.get(field) instanceof JsonArray array
                && array.size() >= least
                && array.size() <= most) {
            return array;
        }
        String wanted = most == Integer.MAX_VALUE ? "a list" : "a list of " + least + " to " + most;
        fault(
                at(path, field),
                (json.get(field) instanceof JsonArray array
                                ? "has " + array.size() + " entries"
                                : said(json.get(field)))
                        + "; give "
                        + wanted);
        return new JsonArray();
    }

    private Spot pitch(JsonObject json, String path) {
        Spot pitch = spot(json.get("pitch"), path + ".pitch");
        if (pitch.x() <= 0 || pitch.y() <= 0) {
            fault(path + ".pitch", "is " + json.get("pitch") + "; give lengths above 0");
        }
        return pitch;
    }

    private Spot spot(@Nullable JsonElement value, String path) {
        if (!(value instanceof JsonArray pair) || pair.size() != 2) {
            fault(path, said(value) + "; give two lengths in mm: [x, y]");
            return new Spot(1, 1);
        }
        double[] xy = new double[2];
        for (int i = 0; i < 2; i++) {
            xy[i] = number(pair.get(i));
            if (!(Math.abs(xy[i]) <= FURTHEST)) {
                fault(path + "[" + i + "]", said(pair.get(i)) + "; give a length in mm");
            }
        }
        return new Spot(xy[0], xy[1]);
    }

    private double diameter(JsonObject json, String path) {
        return length(json.get("diameter"), path + ".diameter");
    }

    private double length(@Nullable JsonElement value, String path) {
        double length = number(value);
        if (!(length > 0 && length <= FURTHEST)) {
            fault(path, said(value) + "; give a length in mm above 0");
            return 1;
        }
        return length;
    }

    private static double number(@Nullable JsonElement value) {
        return value instanceof JsonPrimitive p && p.isNumber() ? p.getAsDouble() : Double.NaN;
    }

    private static String said(@Nullable JsonElement value) {
        if (value == null) {
            return "is missing";
        }
        String text = value.toString();
        return "is " + (text.length() > 40 ? text.substring(0, 40) + "…" : text);
    }

    private static String at(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private void fault(String path, String message) {
        faults.add(new SampleException.Fault(file + ": " + path, message));
    }
}
