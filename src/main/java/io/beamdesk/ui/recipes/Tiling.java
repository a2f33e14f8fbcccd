package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.count;
import static io.beamdesk.ui.recipes.TomographySections.part;
import static io.beamdesk.ui.recipes.TomographySections.with;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.pv.Range;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.Field.Kind;
import io.beamdesk.ui.recipes.TechniqueForm.Part;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/// The heights at which a tomography is measured, and what is seen of the sample at each.
final class Tiling {
    static final Section SECTION =
            part(
                    "Tiling",
                    "everything again at each height",
                    new Part("tiles", Tiling::freshTiles, _ -> false),
                    List.of(
                            new Field.Device("tiles.device", "Vertical axis", Kind.AXES),
                            new Field.Numbers(
                                    "tiles.positions",
                                    "Positions",
                                    place -> place.units("tiles.device"),
                                    Tiling::neighbours),
                            new Field.Flag(
                                    "tiles.relative",
                                    "Positions are",
                                    "absolute",
                                    "relative",
                                    Tiling::origin),
                            new Field.Derived(
                                    "Reach",
                                    Tiling::reach,
                                    place -> place.units("tiles.device"),
                                    Tiling::limits,
                                    Optional.empty())));

    private Tiling() {}

    private static JsonObject freshTiles() {
        JsonObject tiles = with("device");
        JsonArray positions = new JsonArray();
        positions.add(0);
        tiles.add("positions", positions);
        tiles.addProperty("relative", true);
        return tiles;
    }

    private static List<Double> positions(Place place) {
        return StreamSupport.stream(
                        JsonPath.array(place.root(), "tiles.positions").spliterator(), false)
                .filter(e -> e instanceof JsonPrimitive p && p.isNumber())
                .map(e -> e.getAsDouble())
                .sorted()
                .toList();
    }

    private static double viewHeight(Place place) {
        return place.desk()
                .view(place.text("detector"))
                .map(RecipeDesk.View::height)
                .orElse(Double.NaN);
    }

    /// `3 tiles, neighbours overlap 0.20 mm (14 %)`.
    private static String neighbours(Place place) {
        List<Double> positions = positions(place);
        String tiles = count(positions.size(), "tile");
        double height = viewHeight(place);
        if (positions.size() < 2 || Double.isNaN(height)) {
            return tiles + ", commas between them";
        }
        double widest = 0;
        for (int i = 1; i < positions.size(); i++) {
            widest = Math.max(widest, positions.get(i) - positions.get(i - 1));
        }
        double overlap = height - widest;
        return overlap >= 0
                ? "%s, neighbours overlap %s mm (%s %%)"
                        .formatted(
                                tiles,
                                Figures.of(overlap, 2),
                                Figures.of(100 * overlap / height, 0))
                : "%s, %s mm between them is not seen".formatted(tiles, Figures.of(-overlap, 2));
    }

    private static String origin(Place place) {
        Optional<RecipeDesk.AxisState> axis = place.axis("tiles.device");
        return !place.flag("tiles.relative")
                ? "in the axis' own coordinate"
                : axis.isPresent() && axis.get().position().isPresent()
                        ? "to where it stands: "
                                + Figures.of(
                                        axis.get().position().getAsDouble(), axis.get().precision())
                        : "to where it stands";
    }

    /// Where the vertical axis goes.
    private static String reach(Place place) {
        DoubleSummaryStatistics positions =
                positions(place).stream().mapToDouble(p -> p).summaryStatistics();
        Optional<RecipeDesk.AxisState> axis = place.axis("tiles.device");
        OptionalDouble now =
                axis.map(RecipeDesk.AxisState::position).orElse(OptionalDouble.empty());
        boolean relative = place.flag("tiles.relative");
        if (positions.getCount() == 0 || axis.isEmpty() || (relative && now.isEmpty())) {
            return "";
        }
        double origin = relative ? now.orElse(0) : 0;
        int digits = axis.get().precision();
        String from = Figures.of(origin + positions.getMin(), digits);
        return positions.getCount() == 1
                ? from
                : from + " to " + Figures.of(origin + positions.getMax(), digits);
    }

    private static String limits(Place place) {
        return place.axis("tiles.device")
                .map(RecipeDesk.AxisState::limits)
                .filter(Range::isSet)
                .map(l -> "limits " + Figures.brief(l.low()) + " to " + Figures.brief(l.high()))
                .orElse("");
    }
}
