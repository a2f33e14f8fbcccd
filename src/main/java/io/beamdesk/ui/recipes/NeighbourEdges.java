package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.EdgeTable;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.XasRecipe;
import io.beamdesk.recipe.XasRegion;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.TechniqueForm.Action;
import io.beamdesk.ui.recipes.TechniqueForm.Warning;
import java.util.List;
import java.util.Optional;

/// The edges of other elements that a spectrum runs into, and the warnings about them.
final class NeighbourEdges {
    /// How far before another edge a region is made to end, in 1/Å and in eV.
    private static final double K_BEFORE = 0.05;

    private static final double EV_BEFORE = 5;

    private NeighbourEdges() {}

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

    static List<Warning> warnings(Recipe recipe) {
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
}
