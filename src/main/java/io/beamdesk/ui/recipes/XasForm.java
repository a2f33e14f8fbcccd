package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.ABOUT;
import static io.beamdesk.ui.recipes.CommonFields.DETECTORS;
import static io.beamdesk.ui.recipes.CommonFields.NOTES;
import static io.beamdesk.ui.recipes.CommonFields.READ;
import static io.beamdesk.ui.recipes.CommonFields.SECONDS;
import static io.beamdesk.ui.recipes.CommonFields.count;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.EdgeTable;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.XasRecipe;
import io.beamdesk.recipe.XasRegion;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.Field.Option;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Action;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import io.beamdesk.ui.recipes.TechniqueForm.Warning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The form of an absorption spectrum: element and edge, regions about it.
final class XasForm {
    private static final List<Option> ELEMENTS =
            EdgeTable.get().elements().stream()
                    .map(e ->
                            Option.of(
                                    e.symbol(), e.symbol() + ", " + e.name() + " (" + e.z() + ")"))
                    .toList();
    private static final List<Option> UNITS = List.of(Option.of("eV", "eV"), Option.of("k", "Å⁻¹"));
    private static final List<Option> LAWS =
            List.of(
                    new Option(JsonNull.INSTANCE, "constant"),
                    new Option(new JsonPrimitive(1), "as k"),
                    new Option(new JsonPrimitive(2), "as k²"),
                    new Option(new JsonPrimitive(3), "as k³"));

    private static final List<Field> REGION =
            List.of(
                    Field.Number.needed("from", "From", Words.NONE, Words.NONE),
                    Field.Number.needed("to", "To", Words.NONE, Words.NONE),
                    new Field.Choice(
                            "unit", "Unit", true, _ -> UNITS, Words.NONE, XasForm::converted),
                    Field.Number.needed("step", "Step", Words.NONE, Words.NONE),
                    Field.Number.needed("dwell", "Dwell", SECONDS, Words.NONE),
                    new Field.Choice(
                            "k_power",
                            "Dwell law",
                            false,
                            place -> isK(place.here()) ? LAWS : LAWS.subList(0, 1),
                            Words.NONE,
                            (_, after) -> after),
                    new Field.Derived(
                            "Points",
                            place ->
                                    region(place.here())
                                            .map(r -> Figures.of((long) r.points().size()))
                                            .orElse(""),
                            Words.NONE,
                            Words.NONE,
                            Optional.empty()),
                    new Field.Derived(
                            "Time",
                            place -> region(place.here()).map(XasForm::counting).orElse(""),
                            Words.NONE,
                            Words.NONE,
                            Optional.empty()));

    static final TechniqueForm FORM =
            new TechniqueForm(
                    XasRecipe.TECHNIQUE,
                    "Absorption, energy scan",
                    "mdi2c-chart-line-variant",
                    "Absorption",
                    XasForm::blank,
                    List.of(
                            ABOUT,
                            new Section(
                                    "Edge",
                                    "",
                                    List.of(
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
                                                            XasForm::tabled)))),
                            new Section(
                                    "Regions",
                                    Words.of("relative to E₀; above it E = E₀ + 3.81 k²"),
                                    Optional.of(
                                            new Action(
                                                    "Usual set",
                                                    "mdi2a-auto-fix",
                                                    "Puts pre-edge, XANES and EXAFS in the place of these regions",
                                                    json ->
                                                            JsonPath.with(
                                                                    json, "regions", usual()))),
                                    Optional.empty(),
                                    List.of(
                                            List.of(
                                                    new Field.Rows(
                                                            "regions",
                                                            "Region",
                                                            _ -> REGION,
                                                            XasForm::next,
                                                            1,
                                                            50,
                                                            50,
                                                            true)))),
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
                                                            Words.of("1"))))),
                            PreparationFields.BEFORE,
                            new Section(
                                    "Measure",
                                    "at every point",
                                    List.of(
                                            List.of(DETECTORS),
                                            List.of(gain("i0"), gain("it"), gain("i2")),
                                            List.of(READ))),
                            NOTES),
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
                    XasForm::warnings);

    /// How far before another edge a region is made to end, in 1/Å and in eV.
    private static final double K_BEFORE = 0.05;

    private static final double EV_BEFORE = 5;

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

    /// A K edge of one of the next two elements within the measured energies, the highest excepted.
    /// Which elements a sample holds is not known: these are the ones that commonly go with it.
    ///
    /// @param k wave number at which it lies, in 1/Å
    record Neighbour(String symbol, String name, double energyEv, double k) {}

    static List<Neighbour> neighbours(XasRecipe xas) {
        EdgeTable table = EdgeTable.get();
        int z = table.element(xas.element()).z();
        double last = xas.edgeEv() + xas.regions().getLast().end();
        return table.elements().stream()
                .filter(e -> e.z() == z + 1 || e.z() == z + 2)
                .filter(e -> e.edges().getOrDefault("K", 0.0) > xas.edgeEv())
                .filter(e -> e.edge("K") < last)
                .map(e ->
                        new Neighbour(
                                e.symbol(),
                                e.name(),
                                e.edge("K"),
                                XasRegion.waveNumber(e.edge("K") - xas.edgeEv())))
                .toList();
    }

    private static List<Warning> warnings(Recipe recipe) {
        XasRecipe xas = (XasRecipe) recipe;
        return neighbours(xas).stream().map(neighbour -> warning(xas, neighbour)).toList();
    }

    private static Warning warning(XasRecipe xas, Neighbour neighbour) {
        double relative = neighbour.energyEv() - xas.edgeEv();
        int index = 0;
        while (xas.regions().get(index).end() < relative) {
            index++;
        }
        XasRegion region = xas.regions().get(index);
        double end =
                region.unit() == XasRegion.Unit.K
                        ? Math.floor(neighbour.k() / K_BEFORE - 1) * K_BEFORE
                        : Math.floor(relative) - EV_BEFORE;
        int last = index;
        JsonPrimitive before = JsonPath.number(Math.rint(end * 100) / 100);
        Optional<Action> repair =
                end > region.from()
                        ? Optional.of(
                                new Action(
                                        "End at " + JsonPath.plain(before.getAsDouble()),
                                        "",
                                        "Ends region " + (index + 1) + " before the edge",
                                        json -> ended(json, last, before)))
                        : Optional.empty();
        return new Warning(
                "%s K edge inside the range, at k = %s Å⁻¹"
                        .formatted(neighbour.symbol(), Figures.of(neighbour.k(), 2)),
                "EXAFS beyond it is lost if the sample holds " + neighbour.name() + ".",
                "regions[" + index + "].to",
                repair);
    }

    /// Ends the spectrum with a region, and that region here.
    private static JsonObject ended(JsonObject json, int region, JsonPrimitive end) {
        JsonArray regions = new JsonArray();
        JsonPath.array(json, "regions").asList().stream().limit(region + 1L).forEach(regions::add);
        return JsonPath.with(
                JsonPath.with(json, "regions", regions), "regions[" + region + "].to", end);
    }

    private static JsonObject blank() {
        JsonObject json = CommonFields.blank(XasRecipe.TECHNIQUE, XasRecipe.VERSION);
        json.addProperty("element", "");
        json.addProperty("edge", "K");
        json.add("regions", usual());
        json.addProperty("positioner_settle", 0.3);
        json.addProperty("detector_settle", 0);
        json.addProperty("repeats", 1);
        CommonFields.measured(json);
        json.remove("exposure");
        json.remove("settle");
        return json;
    }

    private static JsonArray usual() {
        JsonArray regions = new JsonArray();
        regions.add(region(-200, -30, 10, "eV", 1));
        regions.add(region(-30, 40, 0.5, "eV", 1));
        JsonObject exafs = region(3.25, 14, 0.05, "k", 1);
        exafs.addProperty("k_power", 1);
        regions.add(exafs);
        return regions;
    }

    private static JsonObject region(
            double from, double to, double step, String unit, double dwell) {
        JsonObject region = new JsonObject();
        region.add("from", JsonPath.number(from));
        region.add("to", JsonPath.number(to));
        region.add("step", JsonPath.number(step));
        region.addProperty("unit", unit);
        region.add("dwell", JsonPath.number(dwell));
        return region;
    }

    /// A region that begins where the last one ends.
    private static JsonElement next(Place place) {
        JsonArray regions = JsonPath.array(place.root(), "regions");
        JsonObject fresh = region(0, 50, 0.5, "eV", 1);
        if (!regions.isEmpty() && regions.get(regions.size() - 1) instanceof JsonObject last) {
            fresh = JsonPath.copy(last);
            double end = JsonPath.number(last, "to").orElse(0);
            fresh.add("from", JsonPath.number(end));
            fresh.add("to", JsonPath.number(end + (isK(last) ? 2 : 50)));
        }
        return fresh;
    }

    private static boolean isK(JsonObject region) {
        return JsonPath.text(region, "unit").equals("k");
    }

    /// Keeps the ends where they are when the unit changes.
    private static JsonObject converted(JsonObject before, JsonObject after) {
        if (isK(before) == isK(after)) {
            return after;
        }
        JsonObject region = JsonPath.copy(after);
        for (String end : List.of("from", "to")) {
            OptionalDouble value = JsonPath.number(after, end);
            if (value.isPresent() && value.getAsDouble() >= 0) {
                double converted =
                        isK(after)
                                ? XasRegion.waveNumber(value.getAsDouble())
                                : XasRegion.energy(value.getAsDouble());
                region.add(end, JsonPath.number(Math.rint(converted * 1e4) / 1e4));
            }
        }
        region.add("step", JsonPath.number(isK(after) ? 0.05 : 0.5));
        if (!isK(after)) {
            region.remove("k_power");
        }
        return region;
    }

    private static Optional<XasRegion> region(JsonObject row) {
        OptionalDouble from = JsonPath.number(row, "from");
        OptionalDouble to = JsonPath.number(row, "to");
        OptionalDouble step = JsonPath.number(row, "step");
        OptionalDouble dwell = JsonPath.number(row, "dwell");
        boolean sound =
                from.isPresent()
                        && to.isPresent()
                        && step.isPresent()
                        && dwell.isPresent()
                        && step.getAsDouble() > 0
                        && to.getAsDouble() > from.getAsDouble()
                        && (to.getAsDouble() - from.getAsDouble()) / step.getAsDouble()
                                < XasRecipe.MAX_POINTS;
        return sound
                ? Optional.of(
                        new XasRegion(
                                from.getAsDouble(),
                                to.getAsDouble(),
                                step.getAsDouble(),
                                isK(row) ? XasRegion.Unit.K : XasRegion.Unit.EV,
                                dwell.getAsDouble(),
                                JsonPath.number(row, "k_power").orElse(0)))
                : Optional.empty();
    }

    private static String counting(XasRegion region) {
        double seconds = region.points().stream().mapToDouble(XasRegion.Point::dwell).sum();
        return seconds >= 0 && seconds < 1e8
                ? Figures.time(Duration.ofMillis(Math.round(seconds * 1000)))
                : "";
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
