package io.beamdesk.ui.recipes;

import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import io.beamdesk.ui.fx.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A step scan as it stands in the form: texts that may be wrong.
///
/// @param name name of the recipe
/// @param axis name of the axis
/// @param from first position
/// @param to last position
/// @param points number of points
/// @param relative whether the positions are relative
/// @param detectors names of what measures
/// @param read names of what is read without measuring
/// @param exposure seconds
/// @param settle seconds
/// @param sample name of the sample
/// @param notes remarks
public record StepScanDraft(
        String name,
        String axis,
        String from,
        String to,
        String points,
        boolean relative,
        List<String> detectors,
        List<String> read,
        String exposure,
        String settle,
        String sample,
        String notes) {
    /// A field of the form.
    public enum Field {
        /// Name of the recipe.
        NAME,
        /// The axis.
        AXIS,
        /// First position.
        FROM,
        /// Last position.
        TO,
        /// Number of points.
        POINTS,
        /// Distance between two points.
        STEP,
        /// What measures.
        DETECTORS,
        /// Exposure.
        EXPOSURE,
        /// Settle time.
        SETTLE
    }

    private static final double DAY = 86_400;

    /// Copies the lists.
    public StepScanDraft {
        detectors = List.copyOf(detectors);
        read = List.copyOf(read);
    }

    /// An empty form.
    public static StepScanDraft empty() {
        return new StepScanDraft("", "", "", "", "", false, List.of(), List.of(), "1", "0", "", "");
    }

    /// Whether the form has a field for everything that the recipe says.
    public static boolean holds(StepScanRecipe recipe) {
        return recipe.axes().size() == 1;
    }

    /// The form filled in with a recipe.
    ///
    /// @throws IllegalArgumentException if the form does not hold it
    public static StepScanDraft of(StepScanRecipe recipe) {
        if (!holds(recipe)) {
            throw new IllegalArgumentException("The form has one axis, " + recipe.name() + " more");
        }
        AxisRange axis = recipe.axes().getFirst();
        return new StepScanDraft(
                recipe.name(),
                axis.device(),
                plain(axis.from()),
                plain(axis.to()),
                Integer.toString(axis.points()),
                recipe.relative(),
                recipe.detectors(),
                recipe.read(),
                plain(recipe.exposure()),
                plain(recipe.settle()),
                recipe.sample(),
                recipe.notes());
    }

    /// The same under another name.
    StepScanDraft named(String other) {
        return new StepScanDraft(
                other, axis, from, to, points, relative, detectors, read, exposure, settle, sample,
                notes);
    }

    /// A number as it is typed: as many digits as it has, a true minus.
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        BigDecimal short_ = new BigDecimal(value, new MathContext(12)).stripTrailingZeros();
        return (short_.scale() < 0 ? short_.setScale(0) : short_).toPlainString().replace('-', '−');
    }

    /// What is wrong, by field; empty if the form is a recipe.
    ///
    /// @param axes names of the axes that there are
    /// @param detectorsThere names of the detectors that there are
    public Map<Field, String> faults(List<String> axes, List<String> detectorsThere) {
        Map<Field, String> faults = new EnumMap<>(Field.class);
        if (name.isBlank()) {
            faults.put(Field.NAME, "Give the recipe a name.");
        }
        if (axis.isBlank()) {
            faults.put(Field.AXIS, "Choose the axis to move.");
        } else if (!axes.contains(axis)) {
            faults.put(Field.AXIS, "This beamline has no axis " + axis + ".");
        }
        Optional<Double> first = number(from, Field.FROM, faults);
        Optional<Double> last = number(to, Field.TO, faults);
        Optional<Double> count = number(points, Field.POINTS, faults);
        if (count.isPresent()
                && (count.get() != Math.rint(count.get())
                        || count.get() < 1
                        || count.get() > StepScanRecipe.MAX_POINTS)) {
            faults.put(Field.POINTS, "A whole number from 1 to 1 000 000.");
        } else if (count.isPresent()
                && count.get() > 1
                && first.isPresent()
                && first.equals(last)) {
            faults.put(Field.TO, "The same as From; give another position, or a single point.");
        }
        if (detectors.isEmpty()) {
            faults.put(Field.DETECTORS, "Choose at least one.");
        } else {
            detectors.stream()
                    .filter(d -> !detectorsThere.contains(d))
                    .findFirst()
                    .ifPresent(d ->
                            faults.put(
                                    Field.DETECTORS, "This beamline has no detector " + d + "."));
        }
        number(exposure, Field.EXPOSURE, faults)
                .filter(t -> !(t > 0 && t <= DAY))
                .ifPresent(_ -> faults.put(Field.EXPOSURE, "More than 0 s, at most a day."));
        number(settle, Field.SETTLE, faults)
                .filter(t -> !(t >= 0 && t <= DAY))
                .ifPresent(_ -> faults.put(Field.SETTLE, "0 s or more, at most a day."));
        return faults;
    }

    private static Optional<Double> number(String text, Field field, Map<Field, String> faults) {
        if (text.isBlank()) {
            faults.put(field, "Needed.");
            return Optional.empty();
        }
        try {
            return Optional.of(Figures.parse(text));
        } catch (NumberFormatException _) {
            faults.put(field, "Not a number; type one such as 1.25.");
            return Optional.empty();
        }
    }

    /// The distance between two points, empty while it cannot be told.
    public Optional<Double> step() {
        try {
            double count = Figures.parse(points);
            return count > 1
                    ? Optional.of((Figures.parse(to) - Figures.parse(from)) / (count - 1))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// With the number of points that comes nearest to the step, both ends kept.
    public Optional<StepScanDraft> withStep(double step) {
        try {
            double length = Math.abs(Figures.parse(to) - Figures.parse(from));
            double count = Math.rint(length / Math.abs(step)) + 1;
            return step != 0 && count >= 2 && count <= StepScanRecipe.MAX_POINTS
                    ? Optional.of(withPoints(String.format(Locale.ROOT, "%.0f", count)))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private StepScanDraft withPoints(String count) {
        return new StepScanDraft(
                name, axis, from, to, count, relative, detectors, read, exposure, settle, sample,
                notes);
    }

    /// The recipe; only where there are no faults.
    public StepScanRecipe recipe() {
        return new StepScanRecipe(
                name.strip(),
                List.of(
                        new AxisRange(
                                axis,
                                Figures.parse(from),
                                Figures.parse(to),
                                (int) Figures.parse(points))),
                relative,
                false,
                detectors,
                read,
                Figures.parse(exposure),
                Figures.parse(settle),
                sample.strip(),
                notes);
    }
}
