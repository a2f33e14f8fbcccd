package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Formulas of samples.
class FormulaTest {
    private static Map<String, Double> amounts(String text) {
        return Formula.of(text).amounts();
    }

    @Example
    void elementsAreCounted() {
        assertThat(amounts("Al2O3")).isEqualTo(Map.of("Al", 2.0, "O", 3.0));
        assertThat(amounts("Al₂O₃")).isEqualTo(amounts("Al2O3"));
        assertThat(amounts("Ni0.05Ce0.95O2")).containsEntry("Ni", 0.05);
        assertThat(amounts("Ca(OH)2")).isEqualTo(Map.of("Ca", 1.0, "O", 2.0, "H", 2.0));
        assertThat(amounts("K4[Fe(CN)6]")).containsEntry("C", 6.0).containsEntry("Fe", 1.0);
        assertThat(amounts("CuSO4·5H2O")).containsEntry("H", 10.0).containsEntry("O", 9.0);
        assertThat(amounts("CuSO4 * 5 H2O")).isEqualTo(amounts("CuSO4·5H2O"));
        assertThat(amounts("Ni/Al2O3")).containsKeys("Ni", "Al", "O");
        assertThat(amounts("Co")).isEqualTo(Map.of("Co", 1.0));
        assertThat(amounts("CO")).isEqualTo(Map.of("C", 1.0, "O", 1.0));
        assertThat(Formula.of("Og").contains("Og")).isTrue();
    }

    private static void refused(String text, String sentence) {
        assertThatThrownBy(() -> Formula.of(text))
                .isInstanceOf(SampleException.class)
                .hasMessage(sentence);
    }

    @Example
    void whatIsNoFormulaIsRefusedWithTheCharacter() {
        refused("Xq2O3", "there is no element \"Xq\" (character 1 of the formula Xq2O3)");
        refused("Nio", "there is no element \"Nio\" (character 1 of the formula Nio)");
        refused("Ca(OH", "the end (character 6 of the formula Ca(OH) should be \")\"");
        refused("2", "the end (character 2 of the formula 2) should be an element");
        refused(
                "Al2O3, 5 wt%",
                "\",\" (character 6 of the formula Al2O3, 5 wt%) does not belong there");
        refused(
                "Al0O",
                "\"0\" (character 3 of the formula Al0O) should be an amount such as 2 or 0.05");
        refused("  ", "the formula is empty; write one such as Al2O3");
        refused(
                "(".repeat(30) + "C" + ")".repeat(30),
                "\"(\" (character 21 of the formula "
                        + "(".repeat(30)
                        + "C"
                        + ")".repeat(30)
                        + ") is one bracket too deep");
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            assertThat(Formula.of(text).amounts()).isNotEmpty();
        } catch (SampleException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
