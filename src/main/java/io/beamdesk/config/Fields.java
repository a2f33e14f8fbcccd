package io.beamdesk.config;

import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object, each asked for once by its name and kind. What is missing or
/// wrong becomes a problem and a harmless value, so that reading goes on and finds the rest.
final class Fields {
    /// Stands for a name that could not be read; nothing is ever opened with it.
    private static final PvName NO_PV = new PvName("ca", "unreadable");

    private static final Set<String> SCHEMES = Set.of("ca", "pva", "loc");
    private static final double LONGEST_SECONDS = 86400;

    private final Json.Obj object;
    private final String what;
    private final String device;
    private final List<Problem> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    /// Reads the object.
    ///
    /// @param what what the object is, for messages: `a motor`
    /// @param device name of the device it belongs to, empty if to none
    Fields(Json.Obj object, String what, String device, List<Problem> problems) {
        this.object = object;
        this.what = what;
        this.device = device;
        this.problems = problems;
    }

    int line() {
        return object.line();
    }

    private int line(String name) {
        return optional(name).map(Json::line).orElse(line());
    }

    void problem(int line, String text) {
        problems.add(new Problem(line, device, text));
    }

    /// The value as it stands; a problem if it is missing.
    Optional<Json> required(String name, String expected) {
        Optional<Json> value = optional(name);
        if (value.isEmpty()) {
            problem(line(), what + " needs \"" + name + "\": " + expected);
        }
        return value;
    }

    Optional<Json> optional(String name) {
        asked.add(name);
        @Nullable Json value = object.members().get(name);
        return Optional.ofNullable(value);
    }

    private void wrong(Json value, String name, String expected) {
        problem(value.line(), "\"" + name + "\" is " + value.kind() + "; expected " + expected);
    }

    String text(String name, String expected) {
        return required(name, expected).map(v -> text(v, name, expected)).orElse("");
    }

    String text(String name, String expected, String otherwise) {
        return optional(name).map(v -> text(v, name, expected)).orElse(otherwise);
    }

    private String text(Json value, String name, String expected) {
        if (value instanceof Json.Text(int _, String text) && !text.isBlank()) {
            return text;
        }
        wrong(value, name, expected);
        return "";
    }

    PvName pv(String name, String expected) {
        return required(name, expected).map(v -> pv(v, name, expected)).orElse(NO_PV);
    }

    Optional<PvName> pvIfGiven(String name, String expected) {
        return optional(name).map(v -> pv(v, name, expected));
    }

    private PvName pv(Json value, String name, String expected) {
        String text = text(value, name, expected);
        if (text.isEmpty()) {
            return NO_PV;
        }
        try {
            PvName pv = PvName.of(text);
            if (SCHEMES.contains(pv.scheme())) {
                return pv;
            }
            problem(
                    value.line(),
                    "\""
                            + name
                            + "\" has the unknown scheme \""
                            + pv.scheme()
                            + "://\"; use ca:// (or no scheme), or pva://");
        } catch (PvException.BadName e) {
            problem(value.line(), "\"" + name + "\": " + e.getMessage());
        }
        return NO_PV;
    }

    /// A number above zero.
    OptionalDouble positive(String name, String expected) {
        OptionalDouble number = number(name, expected);
        if (number.isPresent() && number.getAsDouble() <= 0) {
            problem(
                    line(name),
                    "\"" + name + "\" is " + number.getAsDouble() + "; expected " + expected);
            return OptionalDouble.empty();
        }
        return number;
    }

    OptionalDouble number(String name, String expected) {
        return optional(name).map(v -> number(v, name, expected)).orElse(OptionalDouble.empty());
    }

    private OptionalDouble number(Json value, String name, String expected) {
        if (value instanceof Json.Num(int _, double number) && Double.isFinite(number)) {
            return OptionalDouble.of(number);
        }
        wrong(value, name, expected);
        return OptionalDouble.empty();
    }

    Duration seconds(String name, String expected, Duration otherwise) {
        OptionalDouble seconds = positive(name, expected);
        if (seconds.isEmpty()) {
            return otherwise;
        }
        if (seconds.getAsDouble() > LONGEST_SECONDS) {
            problem(line(name), "\"" + name + "\" is longer than a day; expected " + expected);
        }
        return Duration.ofNanos(Math.round(Math.min(seconds.getAsDouble(), LONGEST_SECONDS) * 1e9));
    }

    /// The same, zero included.
    Duration secondsOrNone(String name, String expected, Duration otherwise) {
        OptionalDouble given = number(name, expected);
        return given.isPresent() && given.getAsDouble() == 0
                ? Duration.ZERO
                : seconds(name, expected, otherwise);
    }

    /// A whole number; a problem if it is missing.
    int whole(String name, int low, int high) {
        String expected = "a whole number from " + low + " to " + high;
        Optional<Json> value = required(name, expected);
        if (value.isEmpty()) {
            return low;
        }
        if (value.get() instanceof Json.Num(int _, double n)
                && n == Math.rint(n)
                && n >= low
                && n <= high) {
            return (int) n;
        }
        String given =
                value.get() instanceof Json.Num(int _, double n)
                        ? Double.toString(n)
                        : value.get().kind();
        problem(value.get().line(), "\"" + name + "\" is " + given + "; expected " + expected);
        return low;
    }

    /// A whole number, another if it is not given.
    int whole(String name, int low, int high, int otherwise) {
        return optional(name).isPresent() ? whole(name, low, high) : otherwise;
    }

    /// True or false, one of them if it is not given.
    boolean flag(String name, boolean otherwise) {
        Optional<Json> value = optional(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() instanceof Json.Bool(int _, boolean flag)) {
            return flag;
        }
        wrong(value.get(), name, "true or false");
        return otherwise;
    }

    /// The fields of an object within this one, if it is given.
    Optional<Fields> object(String name, String expected) {
        Optional<Json> value = optional(name);
        if (value.isPresent() && !(value.get() instanceof Json.Obj)) {
            wrong(value.get(), name, expected);
        }
        return value.filter(Json.Obj.class::isInstance)
                .map(o -> new Fields((Json.Obj) o, "\"" + name + "\"", device, problems));
    }

    /// The fields of each object within an object, by its name.
    Map<String, Fields> objects(String name, String expected) {
        Map<String, Fields> objects = new LinkedHashMap<>();
        members(name, expected)
                .forEach((key, value) -> {
                    if (value instanceof Json.Obj inner) {
                        objects.put(key, new Fields(inner, "\"" + key + "\"", device, problems));
                    } else {
                        wrong(value, key, expected);
                    }
                });
        return objects;
    }

    /// A list of texts with their lines.
    List<Json.Text> texts(String name, String expected) {
        return optional(name).map(v -> texts(v, name, expected)).orElse(List.of());
    }

    private List<Json.Text> texts(Json value, String name, String expected) {
        if (!(value instanceof Json.Arr(int _, List<Json> items))) {
            wrong(value, name, expected);
            return List.of();
        }
        return items.stream()
                .<Json.Text>mapMulti((item, found) -> {
                    if (item instanceof Json.Text text && !text.value().isBlank()) {
                        found.accept(text);
                    } else {
                        wrong(item, name, expected);
                    }
                })
                .toList();
    }

    /// A list of records, each a PV without a field.
    List<PvName> records(String name, String expected) {
        return texts(name, expected).stream()
                .<PvName>mapMulti((text, found) -> {
                    PvName record = pv(text, name, expected);
                    if (record.name().contains(".")) {
                        problem(
                                text.line(),
                                "\""
                                        + name
                                        + "\" names the field "
                                        + record
                                        + "; expected "
                                        + expected);
                    } else {
                        found.accept(record);
                    }
                })
                .toList();
    }

    /// The members of an object, empty with a problem if it is none or has no member.
    Map<String, Json> members(String name, String expected) {
        return required(name, expected).map(v -> members(v, name, expected)).orElse(Map.of());
    }

    private Map<String, Json> members(Json value, String name, String expected) {
        if (value instanceof Json.Obj(int _, Map<String, Json> members) && !members.isEmpty()) {
            return members;
        }
        wrong(value, name, expected);
        return Map.of();
    }

    /// The PVs of an object by its names.
    Map<String, PvName> pvs(String name, String expected) {
        Map<String, PvName> pvs = new LinkedHashMap<>();
        members(name, expected).forEach((k, v) -> pvs.put(k, pv(v, k, "the name of a PV")));
        return pvs;
    }

    /// Reports the fields that nobody asked for.
    void finish() {
        object.members()
                .forEach((name, value) -> {
                    if (!asked.contains(name)) {
                        problem(
                                value.line(),
                                what
                                        + " has no field \""
                                        + name
                                        + "\"; "
                                        + Nearest.hint(name, asked));
                    }
                });
    }
}
