package io.beamdesk.config;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A JSON value with the line that it begins on, counted from 1.
sealed interface Json {
    /// JsonReader tells its place only in words: `JsonReader at line 3 column 5 path $.a`.
    Pattern PLACE = Pattern.compile(" at line (\\d+) ");

    /// The line.
    int line();

    /// What it is, in words.
    String kind();

    record Obj(int line, Map<String, Json> members) implements Json {
        @Override
        public String kind() {
            return "an object";
        }
    }

    record Arr(int line, List<Json> items) implements Json {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Text(int line, String value) implements Json {
        @Override
        public String kind() {
            return "the text \"" + value + "\"";
        }
    }

    record Num(int line, double value) implements Json {
        @Override
        public String kind() {
            return "the number " + value;
        }
    }

    record Bool(int line, boolean value) implements Json {
        @Override
        public String kind() {
            return String.valueOf(value);
        }
    }

    record Null(int line) implements Json {
        @Override
        public String kind() {
            return "null";
        }
    }

    /// Reads one document. A name that appears twice in an object is a problem, and the first
    /// counts.
    ///
    /// @throws BeamlineFileException if it is not JSON: one problem, where the reading stopped
    static Json read(Reader source, List<Problem> problems) {
        JsonReader reader = new JsonReader(source);
        reader.setStrictness(Strictness.STRICT);
        try {
            Json root = value(reader, problems);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("something follows the end of the document");
            }
            return root;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new BeamlineFileException(
                    List.of(new Problem(line(reader), "", "is not JSON: " + reason(e))));
        }
    }

    private static Json value(JsonReader reader, List<Problem> problems) throws IOException {
        JsonToken token = reader.peek();
        int line = line(reader);
        return switch (token) {
            case BEGIN_OBJECT -> new Obj(line, members(reader, problems));
            case BEGIN_ARRAY -> new Arr(line, items(reader, problems));
            case STRING -> new Text(line, reader.nextString());
            case NUMBER -> new Num(line, Double.parseDouble(reader.nextString()));
            case BOOLEAN -> new Bool(line, reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield new Null(line);
            }
            case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT ->
                    throw new IOException("a value is missing");
        };
    }

    private static Map<String, Json> members(JsonReader reader, List<Problem> problems)
            throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            int line = line(reader);
            String name = reader.nextName();
            Json value = value(reader, problems);
            if (members.putIfAbsent(name, value) != null) {
                problems.add(new Problem(line, "", "\"" + name + "\" is given twice; keep one"));
            }
        }
        reader.endObject();
        return members;
    }

    private static List<Json> items(JsonReader reader, List<Problem> problems) throws IOException {
        List<Json> items = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            items.add(value(reader, problems));
        }
        reader.endArray();
        return items;
    }

    private static int line(JsonReader reader) {
        Matcher place = PLACE.matcher(reader.toString());
        return place.find() ? Integer.parseInt(place.group(1)) : 1;
    }

    /// The reader's own reason without its place and its links.
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        int place = message.indexOf(" at line ");
        return (place < 0 ? message : message.substring(0, place)).lines().findFirst().orElse("");
    }
}
