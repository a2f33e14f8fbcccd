package io.beamdesk.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionsTableTest {
    @Test
    void tableIsReadWithWhateverSeparatesItsFields() {
        PositionsTable wanted =
                new PositionsTable(
                        List.of("sample_x", "sample_y"),
                        List.of(List.of(1.0, -2.5), List.of(0.5, 1e-3)));
        assertThat(PositionsTable.of("sample_x,sample_y\n1,-2.5\n.5,1e-3\n")).isEqualTo(wanted);
        assertThat(PositionsTable.of("\uFEFF\"sample_x\"; sample_y\r\n1;\"-2.5\"\r\n+0.5; 0.001"))
                .isEqualTo(wanted);
        assertThat(
                        PositionsTable.of(
                                "# measured\n\nsample_x\tsample_y\n1\t-2.5\n \n# more\n0.5\t1E-3\n"))
                .isEqualTo(wanted);
    }

    @Test
    void everyBadRowIsNamedWithItsLineAndReason() {
        assertThatThrownBy(() ->
                        PositionsTable.of(
                                "x,y\n1,2\n1\n# note\n1,2,3\nNaN,2\n1,\n0x1p3,1e999\n3,4\n"))
                .isInstanceOfSatisfying(
                        RecipeException.class,
                        wrong ->
                                assertThat(wrong.faults())
                                        .extracting(RecipeException.Fault::toString)
                                        .containsExactly(
                                                "line 3: has 1 fields; give 2, as the header has",
                                                "line 5: has 3 fields; give 2, as the header has",
                                                "line 6: x is \"NaN\"; give a number such as 1.25",
                                                "line 7: y is empty; give a number such as 1.25",
                                                "line 8: x is \"0x1p3\"; give a number such as 1.25",
                                                "line 8: y is \"1e999\"; give a number such as 1.25"));
    }

    @Test
    void tableWithoutAHeaderARowOrWithAColumnTwiceIsRefused() {
        assertThatThrownBy(() -> PositionsTable.of("\n# nothing\n")).hasMessageContaining("header");
        assertThatThrownBy(() -> PositionsTable.of("x,y\n")).hasMessageContaining("no row");
        assertThatThrownBy(() -> PositionsTable.of("x,x,\n1,2,3\n"))
                .hasMessageContaining("line 1: names x again")
                .hasMessageContaining("line 1: has a column without a name");
        assertThatThrownBy(() -> PositionsTable.read(Path.of("no/such.csv")))
                .hasMessageContaining("no/such.csv");
    }

    @Test
    void tableTakesThePlaceOfAListScansOwn() {
        JsonObject json =
                RecipeFile.json(RecipeFile.text(Path.of("assets/recipes/list-scan.json")));
        PositionsTable table = PositionsTable.of("sample_z\n1\n2\n");
        table.into(json);
        ListScanRecipe recipe = (ListScanRecipe) RecipeFile.of(json);
        assertThat(recipe.axes()).containsExactly("sample_z");
        assertThat(recipe.positions()).containsExactly(List.of(1.0), List.of(2.0));

        JsonObject map = RecipeFile.json(RecipeFile.text(Path.of("assets/recipes/map.json")));
        assertThatThrownBy(() -> table.into(map)).hasMessageContaining("list-scan");
    }
}
