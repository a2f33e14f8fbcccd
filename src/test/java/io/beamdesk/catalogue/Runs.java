package io.beamdesk.catalogue;

import io.beamdesk.document.Compression;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.product.ProductWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Products of runs that measured nothing.
final class Runs {
    static final Instant BEGIN = Instant.parse("2026-03-04T05:06:07.125Z");

    private Runs() {}

    /// A run that ended.
    static Path ended(
            Path folder,
            int minute,
            String technique,
            String sample,
            ExitStatus status,
            String reason) {
        try (ProductWriter writer = begun(folder, minute, technique, sample)) {
            writer.accept(
                    new RunStop(
                            "stop",
                            "run-" + minute,
                            BEGIN.plusSeconds(60L * minute + 30),
                            status,
                            reason,
                            Map.of()));
            return writer.path();
        }
    }

    static Path succeeded(Path folder, int minute, String technique, String sample) {
        return ended(folder, minute, technique, sample, ExitStatus.SUCCESS, "");
    }

    /// A run that goes on.
    static ProductWriter begun(Path folder, int minute, String technique, String sample) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", technique + " of " + sample);
        metadata.put("plan_name", technique.replace('-', '_'));
        metadata.put(
                "recipe",
                "{\"technique\": \"%s\", \"element\": \"%s\"}"
                        .formatted(technique, technique.equals("xas") ? "Ni" : ""));
        metadata.put("sample", sample);
        metadata.put("sample_id", "id-" + sample);
        metadata.put("experiment", "Catalysts at work");
        metadata.put("proposal", "EXP-18214");
        metadata.put("user", "Anna Blume; Bo Li");
        metadata.put("notes", "Same mount as before");
        ProductWriter writer =
                ProductWriter.create(folder, technique + " " + sample, _ -> Compression.NONE);
        metadata.put("scan_id", writer.number());
        writer.accept(new RunStart("run-" + minute, BEGIN.plusSeconds(60L * minute), metadata));
        return writer;
    }
}
