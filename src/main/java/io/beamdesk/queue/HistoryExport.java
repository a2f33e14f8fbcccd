package io.beamdesk.queue;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import io.beamdesk.sample.SampleRef;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The history for other programs.
public final class HistoryExport {
    private static final String COLUMNS =
            "started,ended,seconds,sample,place,recipe,result,reason,points,products,by,item,run";

    private HistoryExport() {}

    /// A JSON array with an object a run, recipes included.
    public static String json(List<HistoryEntry> runs) {
        JsonArray array = new JsonArray();
        runs.forEach(run -> array.add(QueueJson.of(run)));
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .serializeNulls()
                        .create()
                        .toJson(array)
                + "\n";
    }

    /// Comma-separated values after RFC 4180 with a header line. A text that a spreadsheet would run
    /// as a formula has an apostrophe before it.
    public static String csv(List<HistoryEntry> runs) {
        StringBuilder csv = new StringBuilder(COLUMNS).append("\r\n");
        for (HistoryEntry run : runs) {
            String products =
                    run.products().stream().map(URI::toString).collect(Collectors.joining(" "));
            csv.append(
                            List.of(
                                            run.started().toString(),
                                            run.ended().toString(),
                                            Double.toString(run.duration().toMillis() / 1000.0),
                                            cell(run.sample()),
                                            cell(run.origin().map(SampleRef::place).orElse("")),
                                            cell(run.title()),
                                            run.result().name().toLowerCase(Locale.ROOT),
                                            cell(run.reason()),
                                            Integer.toString(run.points()),
                                            cell(products),
                                            cell(run.by()),
                                            cell(run.item()),
                                            cell(run.run()))
                                    .stream()
                                    .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return csv.toString();
    }

    // OWASP, CSV injection: =, +, -, @, tab and carriage return begin a formula.
    private static String cell(String text) {
        String safe =
                text.isEmpty() || "=+-@\t\r\n".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        boolean quoted = safe.chars().anyMatch(c -> ",\"\r\n\t'".indexOf(c) >= 0);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
