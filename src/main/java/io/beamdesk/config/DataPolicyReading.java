package io.beamdesk.config;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the data policy of a beamline file.
final class DataPolicyReading {
    private static final String NAME = "data_policy";
    private static final String EXPECTED =
            "a time such as \"3 years\", \"18 months\" or \"90 days\"";

    private static final String EXPORTS =
            "a list of folders, .zip files or addresses such as [\"sftp://user@host/folder\"]";
    private static final String PASSWORD = "sftp://[^/@]*:[^/]*@.*";

    private final List<Problem> problems;

    DataPolicyReading(List<Problem> problems) {
        this.problems = problems;
    }

    /// For ever if the file has none.
    DataPolicy policy(Fields file) {
        Optional<Json> given = file.optional(NAME);
        if (given.isEmpty()) {
            return DataPolicy.FOR_EVER;
        }
        if (!(given.get() instanceof Json.Obj object)) {
            file.problem(
                    given.get().line(),
                    "\"%s\" is %s; expected an object such as {\"keep\": \"3 years\"}"
                            .formatted(NAME, given.get().kind()));
            return DataPolicy.FOR_EVER;
        }
        Fields fields = new Fields(object, "a data policy", "", problems);
        Period keep = time(fields, "keep", fields.text("keep", EXPECTED));
        Period warning = time(fields, "warn", fields.text("warn", EXPECTED, "90 days"));
        boolean copy = fields.flag("copy", true);
        List<String> exports = exports(fields);
        fields.finish();
        return new DataPolicy(Optional.of(keep), warning, copy, exports);
    }

    private static List<String> exports(Fields fields) {
        List<String> exports = new ArrayList<>();
        for (Json.Text text : fields.texts("exports", EXPORTS)) {
            if (text.value().matches(PASSWORD)) {
                fields.problem(
                        text.line(),
                        "\"exports\" has a password in an address; write sftp://user@host/folder, it will be asked for");
            } else {
                exports.add(text.value());
            }
        }
        return exports;
    }

    private static Period time(Fields fields, String name, String text) {
        Optional<Period> time = DataPolicy.time(text);
        // A text that is no text has been said already.
        if (time.isEmpty() && !text.isEmpty()) {
            fields.problem(
                    fields.optional(name).map(Json::line).orElse(fields.line()),
                    "\"%s\" is \"%s\"; expected %s".formatted(name, text, EXPECTED));
        }
        if (time.isPresent() && time.get().isZero()) {
            fields.problem(
                    fields.optional(name).map(Json::line).orElse(fields.line()),
                    "\"%s\" is no time at all; expected %s".formatted(name, EXPECTED));
        }
        return time.orElse(Period.ofDays(1));
    }
}
