package io.beamdesk.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeTableTest {
    private final EdgeTable table = EdgeTable.get();

    /// Values of another table: xraylib, <https://github.com/tschoonj/xraylib>, data/edges.dat.
    @ParameterizedTest
    @CsvSource({
        "S, K, 2472.0", "Ti, K, 4966.4", "Fe, K, 7112.0", "Co, K, 7708.9", "Ni, K, 8332.8",
        "Cu, K, 8978.9", "Zn, K, 9658.6", "Mo, K, 19999.5", "Ag, K, 25514.0", "Ce, L3, 5723.4",
        "W, L3, 10206.8", "Pt, L3, 11563.8", "Au, L1, 14352.8", "Pb, L3, 13035.2", "Th, L3, 16300.0"
    })
    void edgeIsWhereOtherTablesHaveIt(String element, String edge, double energyEv) {
        assertThat(table.element(element).edge(edge)).isCloseTo(energyEv, within(0.6));
    }

    @Test
    void everyElementFromMagnesiumToUraniumHasItsEdgesInOrder() {
        assertThat(table.elements()).hasSize(81);
        for (int i = 0; i < 81; i++) {
            EdgeTable.Element element = table.elements().get(i);
            assertThat(element.z()).isEqualTo(12 + i);
            assertThat(element.edges()).containsKeys("K", "L1", "L2", "L3");
            List<Double> energies = new ArrayList<>(element.edges().values());
            assertThat(energies)
                    .as(element.symbol())
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
        for (String edge : List.of("K", "L1", "L2", "L3")) {
            assertThat(table.elements().stream().map(e -> e.edge(edge)).toList())
                    .as(edge + " grows with the atomic number")
                    .isSorted();
        }
        assertThat(table.source()).contains("Elam");
    }

    @Test
    void unknownElementIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> table.element("NI"))
                .isInstanceOf(RecipeException.class)
                .hasMessage("element: is \"NI\"; did you mean Ni (nickel)?");
        assertThatThrownBy(() -> table.element("copper"))
                .hasMessage("element: is \"copper\"; did you mean Cu (copper)?");
        assertThatThrownBy(() -> table.element("Nu"))
                .hasMessage("element: is \"Nu\"; the table has Ni, Nb, Nd");
        assertThatThrownBy(() -> table.element("7"))
                .hasMessage("element: is \"7\"; give the symbol of an element from Mg to U");
    }

    @Test
    void unknownEdgeIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> table.element("Ni").edge("L"))
                .hasMessage(
                        "edge: is \"L\"; give an edge that Ni has: K (8333.0 eV), L1 (1008.6 eV), L2 (870.0 eV), L3 (852.7 eV)");
    }
}
