package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.DETECTORS;
import static io.beamdesk.ui.recipes.CommonFields.NAME;
import static io.beamdesk.ui.recipes.CommonFields.NOTES;
import static io.beamdesk.ui.recipes.CommonFields.READ;
import static io.beamdesk.ui.recipes.CommonFields.SAMPLE;
import static io.beamdesk.ui.recipes.CommonFields.SECONDS;
import static io.beamdesk.ui.recipes.CommonFields.count;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.beamdesk.recipe.EdgeTable;
import io.beamdesk.recipe.XasRecipe;
import io.beamdesk.ui.recipes.Field.Option;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Action;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The form of an absorption spectrum: element and edge, regions about it.
final class XasForm {
    private static final List<Option> ELEMENTS =
            EdgeTable.get().elements().stream()
                    .map(e ->
                            Option.of(
                                    e.symbol(), e.symbol() + ", " + e.name() + " (" + e.z() + ")"))
                    .toList();

    /// Without a heading of its own, so that a small window shows regions and timing too.
    private static final Section EDGE =
            new Section(
                    "",
                    "",
                    List.of(
                            List.of(NAME, SAMPLE),
                            List.of(
                                    new Field.Choice(
                                            "element",
                                            "Element",
                                            true,
                                            _ -> ELEMENTS,
                                            Words.NONE,
                                            (_, after) -> after),
                                    new Field.Choice(
                                            "edge",
                                            "Edge",
                                            true,
                                            XasForm::edges,
                                            Words.NONE,
                                            (_, after) -> after),
                                    new Field.Number(
                                            "e0",
                                            "Edge energy E₀",
                                            false,
                                            Words.of("eV"),
                                            XasForm::e0Hint,
                                            XasForm::tabled))));

    private static final Section REGIONS =
            new Section(
                    "Regions",
                    Words.of("relative to E₀; above it E = E₀ + 3.81 k²"),
                    Optional.of(
                            new Action(
                                    "Usual set",
                                    "mdi2a-auto-fix",
                                    "Puts pre-edge, XANES and EXAFS in the place of these regions",
                                    json -> JsonPath.with(json, "regions", XasRegions.usual()))),
                    Optional.empty(),
                    List.of(List.of(XasRegions.ROWS)));

    private static final Section TIMING =
            new Section(
                    "Timing",
                    "",
                    List.of(
                            List.of(
                                    new Field.Number(
                                            "positioner_settle",
                                            "Positioner settle",
                                            false,
                                            SECONDS,
                                            Words.of("after the arrival"),
                                            Words.of("0")),
                                    new Field.Number(
                                            "detector_settle",
                                            "Detector settle",
                                            false,
                                            SECONDS,
                                            Words.of("before the read-out"),
                                            Words.of("0")),
                                    new Field.Number(
                                            "repeats",
                                            "Repeats",
                                            false,
                                            Words.NONE,
                                            Words.of("one product each"),
                                            Words.of("1")))));

    private static final Section MEASURE =
            new Section(
                    "Measure",
                    "at every point",
                    List.of(
                            List.of(DETECTORS),
                            List.of(gain("i0"), gain("it"), gain("i2")),
                            List.of(READ)));

    static final TechniqueForm FORM =
            new TechniqueForm(
                    XasRecipe.TECHNIQUE,
                    "Absorption, energy scan",
                    "mdi2c-chart-line-variant",
                    "Absorption",
                    XasForm::blank,
                    List.of(EDGE, REGIONS, TIMING, PreparationFields.BEFORE, MEASURE, NOTES),
                    recipe -> {
                        XasRecipe xas = (XasRecipe) recipe;
                        return xas.element()
                                + " "
                                + xas.edge()
                                + " · "
                                + count(xas.points().size(), "point");
                    },
                    recipe -> ((XasRecipe) recipe).element(),
                    new Drawing("", _ -> Drawing.Height.TALL, SeriesDrawings::xas),
                    NeighbourEdges::warnings);

    private XasForm() {}

    private static Field gain(String counter) {
        return new Field.Text(
                "gains." + counter,
                "Gain " + counter,
                false,
                counter.equals("i0") ? "as its amplifier calls it; empty leaves it" : "",
                1,
                place -> gains(place.desk(), counter));
    }

    private static List<Option> gains(RecipeDesk desk, String counter) {
        List<String> labels = desk.gains(counter);
        return labels.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(new Option(JsonNull.INSTANCE, "as it is")),
                                labels.stream().map(label -> Option.of(label, label)))
                        .toList();
    }

    private static JsonObject blank() {
        JsonObject json = CommonFields.blank(XasRecipe.TECHNIQUE, XasRecipe.VERSION);
        json.addProperty("element", "");
        json.addProperty("edge", "K");
        json.add("regions", XasRegions.usual());
        json.addProperty("positioner_settle", 0.3);
        json.addProperty("detector_settle", 0);
        json.addProperty("repeats", 1);
        CommonFields.measured(json);
        json.remove("exposure");
        json.remove("settle");
        return json;
    }

    private static Optional<EdgeTable.Element> element(Place place) {
        String symbol = place.text("element");
        return EdgeTable.get().elements().stream()
                .filter(e -> e.symbol().equals(symbol))
                .findFirst();
    }

    private static List<Option> edges(Place place) {
        return element(place).stream()
                .flatMap(e -> e.edges().keySet().stream())
                .map(edge -> Option.of(edge, edge))
                .toList();
    }

    private static String tabled(Place place) {
        return element(place)
                .map(e -> e.edges().get(place.text("edge")))
                .map(JsonPath::plain)
                .orElse("");
    }

    private static String e0Hint(Place place) {
        String tabled = tabled(place);
        return place.get("e0").isEmpty()
                ? "from the table"
                : tabled.isEmpty() ? "" : "the table says " + tabled + " eV";
    }
}
