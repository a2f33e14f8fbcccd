package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.RecipeFile;
import org.junit.jupiter.api.Test;

class MapRegionTest {
    private static final Region MIDDLE = new Region(150, 100, 250, 200);
    private final ScriptedDesk desk = new ScriptedDesk();

    private static JsonObject blank() {
        return ScanForms.MAP.blank().get();
    }

    @Test
    void newMapTakesTheAxesOfTheImageTheOneAcrossAsTheFastOne() {
        JsonObject taken = MapRegion.into(blank(), MIDDLE, ScriptedSights.SCALE, desk);
        assertThat(JsonPath.text(taken, "axes[0].device")).isEqualTo("sample_y");
        assertThat(JsonPath.text(taken, "axes[1].device")).isEqualTo("sample_x");
        assertThat(JsonPath.number(taken, "axes[1].from").getAsDouble()).isEqualTo(-0.5);
        assertThat(JsonPath.number(taken, "axes[1].to").getAsDouble()).isEqualTo(0.5);
        assertThat(JsonPath.number(taken, "axes[1].points").getAsDouble()).isEqualTo(21);
    }

    @Test
    void relativeMapIsMeasuredFromWhereTheAxesStand() {
        JsonObject json = JsonPath.with(blank(), "relative", new JsonPrimitive(true));
        JsonObject taken = MapRegion.into(json, MIDDLE, ScriptedSights.SCALE, desk);
        // Sample X stands at 0.33.
        assertThat(JsonPath.number(taken, "axes[1].from").getAsDouble())
                .isCloseTo(-0.83, within(1e-9));
        assertThat(MapRegion.of(taken, ScriptedSights.SCALE, desk).orElseThrow().left())
                .isCloseTo(150, within(1e-3));
    }

    @Test
    void regionOfAMapOfOtherAxesIsNotOnTheImage() {
        JsonObject json =
                RecipeFile.json(
                        """
                        {"axes": [{"device": "a", "from": 0, "to": 1, "points": 3},
                                  {"device": "sample_x", "from": 0, "to": 1, "points": 3}]}
                        """);
        assertThat(MapRegion.of(json, ScriptedSights.SCALE, desk)).isEmpty();
    }

    @Test
    void gridPutsRowsThatWereMeasuredBackwardsInOrder() {
        assertThat(MapProduct.grid(new double[] {1, 2, 3, 6, 5}, 3, 2, true))
                .containsExactly(1, 2, 3, Double.NaN, 5, 6);
        assertThat(MapProduct.grid(new double[] {1, 2, 3, 4}, 3, 2, false))
                .containsExactly(1, 2, 3, 4, Double.NaN, Double.NaN);
    }
}
