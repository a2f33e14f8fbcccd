package io.beamdesk.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a command prints: lines for people, or one JSON object a line.
///
/// @param out where to
/// @param json whether for machines
record Report(PrintWriter out, boolean json) {
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

    /// One object: keys and values in turn. Nothing is printed for people.
    void object(Object... keysAndValues) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < keysAndValues.length; i += 2) {
                object.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
            out.println(GSON.toJson(object));
            out.flush();
        }
    }

    /// A line for people. Nothing is printed for machines.
    void line(String text) {
        if (!json) {
            out.println(text);
            out.flush();
        }
    }

    /// A line that the next one overwrites, where people look at a terminal.
    void passing(String text) {
        if (!json) {
            out.print("\r" + text + "\u001b[K");
            out.flush();
        }
    }
}
