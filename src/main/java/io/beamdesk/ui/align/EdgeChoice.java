package io.beamdesk.ui.align;

import io.beamdesk.pv.Range;
import io.beamdesk.recipe.EdgeTable;
import io.beamdesk.ui.fx.Figures;
import java.util.List;

/// An absorption edge that the energy can be set to.
///
/// @param element symbol of the element: `Ni`
/// @param edge `K`
/// @param energyEv its energy in eV
record EdgeChoice(String element, String edge, double energyEv) {
    /// The edges within limits, in the order of the elements.
    static List<EdgeChoice> within(Range limits) {
        return EdgeTable.get().elements().stream()
                .flatMap(element ->
                        element.edges().entrySet().stream()
                                .map(e ->
                                        new EdgeChoice(element.symbol(), e.getKey(), e.getValue())))
                .filter(choice -> limits.contains(choice.energyEv()))
                .toList();
    }

    /// As it is listed: `Ni K  8333.0`.
    String words() {
        return element + " " + edge + "  " + Figures.of(energyEv, 1);
    }
}
