package io.beamdesk.product;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a product is about, in as much as a catalogue needs: read from a few small datasets, however
/// large the file is. A file of another program has what of it is found at the places that NeXus
/// gives it, and is empty elsewhere.
///
/// @param uid identity of the run
/// @param number of the run in its folder; 0 if it has none
/// @param title what the run is called
/// @param technique what was done: that of the recipe, `xas` or `tomography`, else the name of the plan
/// @param element symbol of the element that its recipe is about
/// @param sample name of the sample, and where it came from
/// @param experiment what it was measured for
/// @param proposal the number it was granted under
/// @param people who measured
/// @param notes the notes of its recipe
/// @param start when the run began
/// @param end when it ended, if it has
/// @param status how it ended: `success`, `abort`, `fail`, `unknown`; empty if it has not
/// @param reason why it ended so
/// @param isRun whether Beamdesk wrote it
/// @param points rows of the measurement
/// @param frames frames of all its detectors
/// @param checksum of all values, [Product#checksum()]; empty if the run has not ended
/// @param linked files of a detector's own that have frames of it, wherever they are
public record ProductSummary(
        String uid,
        int number,
        String title,
        String technique,
        String element,
        SampleOrigin sample,
        String experiment,
        String proposal,
        List<String> people,
        String notes,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<String> status,
        String reason,
        boolean isRun,
        int points,
        long frames,
        String checksum,
        List<Path> linked) {
    private static final Pattern BETWEEN_PEOPLE = Pattern.compile("\\s*[,;\\n]\\s*");

    /// A sample and its place.
    ///
    /// @param name what people call it
    /// @param id identity among the samples
    /// @param tray its tray
    /// @param position its place there
    public record SampleOrigin(String name, String id, String tray, String position) {}

    /// Copies the lists.
    public ProductSummary {
        people = List.copyOf(people);
        linked = List.copyOf(linked);
    }

    /// Reads it.
    ///
    /// @throws ProductException if there is no such file or it cannot be read
    public static ProductSummary of(Path path) {
        try (Product product = Product.open(path)) {
            return new Reading(product).summary();
        } catch (ProductException unreadable) {
            throw ProductOutline.missingEnd(path)
                    .map(cutOff -> new ProductException(cutOff, unreadable))
                    .orElse(unreadable);
        }
    }

    /// One file, being read.
    private record Reading(Product product, JsonObject begun, JsonObject recipe) {
        Reading(Product product) {
            this(
                    product,
                    object(product.text("/entry/process/documents/start")),
                    object(product.recipe()));
        }

        private static JsonObject object(Optional<String> json) {
            try {
                return json.map(JsonParser::parseString)
                        .filter(JsonElement::isJsonObject)
                        .map(JsonElement::getAsJsonObject)
                        .orElseGet(JsonObject::new);
            } catch (JsonParseException _) {
                return new JsonObject();
            }
        }

        ProductSummary summary() {
            boolean isRun = begun.has("uid");
            Optional<String> status = product.exitStatus();
            return new ProductSummary(
                    text(begun, "uid"),
                    number(),
                    product.title().orElse(""),
                    firstOf(text(recipe, "technique"), Optional.of(text(begun, "plan_name"))),
                    text(recipe, "element"),
                    new SampleOrigin(
                            firstOf(text(begun, "sample"), product.text("/entry/sample/name")),
                            text(begun, "sample_id"),
                            text(begun, "sample_tray"),
                            text(begun, "sample_position")),
                    firstOf(
                            text(begun, "experiment"),
                            product.text("/entry/experiment_identifier")),
                    text(begun, "proposal"),
                    people(),
                    text(begun, "notes"),
                    product.text("/entry/start_time").flatMap(Reading::time),
                    product.text("/entry/end_time").flatMap(Reading::time),
                    status,
                    product.exitReason().orElse(""),
                    isRun,
                    product.points(),
                    product.frameColumns().stream().mapToLong(product::frameCount).sum(),
                    isRun && status.isPresent() ? product.checksum() : "",
                    product.linkedFiles());
        }

        private int number() {
            JsonElement number = begun.get("scan_id");
            return number != null && number.isJsonPrimitive() ? (int) number.getAsDouble() : 0;
        }

        private List<String> people() {
            String all = firstOf(text(begun, "user"), product.text("/entry/user/name"));
            return Arrays.stream(BETWEEN_PEOPLE.split(all.strip(), 0))
                    .filter(Predicate.not(String::isBlank))
                    .distinct()
                    .toList();
        }

        private static String firstOf(String known, Optional<String> otherwise) {
            return known.isBlank() ? otherwise.orElse("") : known;
        }

        private static String text(JsonObject from, String name) {
            JsonElement value = from.get(name);
            if (value != null && value.isJsonObject()) {
                return text(value.getAsJsonObject(), "name");
            }
            return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
        }

        private static Optional<Instant> time(String iso) {
            try {
                return Optional.of(OffsetDateTime.parse(iso).toInstant());
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }
}
