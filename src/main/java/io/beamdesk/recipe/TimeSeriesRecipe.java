package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.TimeSeries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A time series: the same measurement again and again, a number of times or for a time.
///
/// @param name for people
/// @param count number of measurements, null if the duration ends the series
/// @param duration time in s after which no measurement starts, null if the count ends the series
/// @param period time between the starts of two measurements in s; 0 for one right after the other
/// @param detectors what measures; may be empty if something is read
/// @param read what is read without measuring
/// @param exposure exposure of each detector in s, above 0
/// @param sample name of the sample, may be empty
/// @param notes kept in the product, may be empty
public record TimeSeriesRecipe(
        String name,
        @Nullable Integer count,
        @Nullable Double duration,
        double period,
        List<String> detectors,
        List<String> read,
        double exposure,
        String sample,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "time-series";

    /// Version of the file that is written.
    public static final int VERSION = 1;

    /// Copies the lists.
    public TimeSeriesRecipe {
        detectors = List.copyOf(detectors);
        read = List.copyOf(read);
    }

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static TimeSeriesRecipe of(JsonObject json) {
        return Fields.read(
                json,
                fields -> {
                    fields.text("technique", "\"" + TECHNIQUE + "\"");
                    fields.whole("version", 1, VERSION);
                    String name = fields.text("name", "a name for the recipe");
                    boolean counted = fields.has("count");
                    boolean timed = fields.has("duration");
                    if (counted && timed) {
                        fields.fault(
                                "count", "is given, and so is duration; keep one of them", null);
                    } else if (!counted && !timed) {
                        fields.fault("count", "is missing, and so is duration; give one of them");
                    }
                    Integer count =
                            counted ? fields.whole("count", 1, StepScanRecipe.MAX_POINTS) : null;
                    Double duration = timed ? fields.time("duration") : null;
                    double period = fields.pause("period");
                    Counting counting = Counting.readAtRest(fields);
                    if (timed && counting.detectors().isEmpty() && period == 0) {
                        fields.fault(
                                "period",
                                "is 0, and no detector takes its time; give the time between two readings");
                    }
                    double spacing = spacing(counting.detectors(), period, counting.exposure());
                    if (duration != null
                            && spacing > 0
                            && rows(duration, spacing) > StepScanRecipe.MAX_POINTS) {
                        fields.fault(
                                "duration",
                                "has room for more than "
                                        + StepScanRecipe.MAX_POINTS
                                        + " measurements; give a longer period or a shorter duration");
                    }
                    return new TimeSeriesRecipe(
                            name,
                            count,
                            duration,
                            period,
                            counting.detectors(),
                            counting.read(),
                            counting.exposure(),
                            fields.textOr("sample", "", "a text"),
                            fields.textOr("notes", "", "a text"));
                });
    }

    /// The least time between two starts: no measurement is shorter than its exposure.
    private static double spacing(List<String> detectors, double period, double exposure) {
        return Math.max(period, detectors.isEmpty() ? 0 : exposure);
    }

    /// A duration has no room for more.
    private static double rows(double duration, double spacing) {
        return Math.ceil(duration / spacing);
    }

    @Override
    public JsonObject toJson() {
        return RecipeFile.json(TECHNIQUE, VERSION, this);
    }

    @Override
    public Plan plan(Devices devices) {
        double room =
                duration == null
                        ? StepScanRecipe.MAX_POINTS
                        : rows(duration, spacing(detectors, period, exposure));
        return new TimeSeries(
                count == null ? (int) room : count,
                Optional.ofNullable(duration).map(Counting::seconds),
                Counting.seconds(period),
                new Counting(detectors, read, exposure, 0).measurement(devices));
    }
}
