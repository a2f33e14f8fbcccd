package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.beamdesk.image.ImageScale;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.ui.recipes.Region.Handle;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MapRegionProperty {
    private final ScriptedDesk desk = new ScriptedDesk();

    private static JsonObject map(String side) {
        return RecipeFile.json(
                """
                {"technique": "map", "version": 1, "name": "M", "relative": false,
                 "axes": [{"device": "sample_y", %s}, {"device": "sample_x", %s}]}
                """
                        .formatted(side, side));
    }

    @Property
    void pixelOfThePositionOfAPixelIsThatPixel(
            @ForAll @DoubleRange(min = -1e4, max = 1e4) double here,
            @ForAll @DoubleRange(min = 0, max = 4096) double beam,
            @ForAll @DoubleRange(min = 0.01, max = 10) double size,
            @ForAll boolean rising,
            @ForAll @DoubleRange(min = 0, max = 4096) double pixel) {
        ImageScale.Side side = ImageScale.Side.of("x", here, beam, rising ? size : -size);
        assertThat(side.pixel(side.position(pixel))).isCloseTo(pixel, within(1e-3));
        assertThat(side.position(beam)).isCloseTo(here, within(1e-6));
        assertThat(side.position(beam + 1) > side.position(beam)).isEqualTo(rising);
    }

    @Property
    void middleOfAPixelOfAMapIsThePositionThatWasMeasured(
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double first,
            @ForAll @DoubleRange(min = 0.01, max = 10) double step,
            @ForAll @IntRange(min = 0, max = 500) int index) {
        ImageScale.Side side = ImageScale.Side.measured("x", first, step);
        assertThat(side.position(index + 0.5)).isCloseTo(first + index * step, within(1e-6));
    }

    @Property
    void regionTakenComesBackWithinHalfAStepAndTheStepStays(
            @ForAll @DoubleRange(min = 0, max = 300) double left,
            @ForAll @DoubleRange(min = 0, max = 200) double top,
            @ForAll @DoubleRange(min = 20, max = 100) double width,
            @ForAll @DoubleRange(min = 20, max = 100) double height,
            @ForAll boolean byEnds) {
        JsonObject json =
                map(
                        byEnds
                                ? "\"from\": 1, \"to\": -1, \"points\": 41"
                                : "\"centre\": 0, \"size\": 2, \"step\": 0.05");
        Region drawn = new Region(left, top, left + width, top + height);
        JsonObject taken = MapRegion.into(json, drawn, ScriptedSights.SCALE, desk);
        Region back = MapRegion.of(taken, ScriptedSights.SCALE, desk).orElseThrow();
        double half = 0.05 / 0.01 / 2 + 1e-3;
        assertThat(back.left()).isCloseTo(left, within(half));
        assertThat(back.right()).isCloseTo(left + width, within(half));
        assertThat(back.top()).isCloseTo(top, within(half));
        assertThat(back.bottom()).isCloseTo(top + height, within(half));
        for (int i = 0; i < 2; i++) {
            JsonObject axis = taken.getAsJsonArray("axes").get(i).getAsJsonObject();
            if (byEnds) {
                double length = axis.get("to").getAsDouble() - axis.get("from").getAsDouble();
                // It went from high to low, and still does.
                assertThat(length / (axis.get("points").getAsInt() - 1))
                        .isCloseTo(-0.05, within(1e-6));
            } else {
                assertThat(axis.get("step").getAsDouble()).isEqualTo(0.05);
                assertThat(axis.get("size").getAsDouble() / 0.05 % 1)
                        .satisfiesAnyOf(
                                rest -> assertThat(rest).isCloseTo(0, within(1e-4)),
                                rest -> assertThat(rest).isCloseTo(1, within(1e-4)));
            }
        }
    }

    @Property
    void regionStaysOnTheImageWhateverIsDragged(
            @ForAll Handle handle,
            @ForAll @DoubleRange(min = -900, max = 900) double dx,
            @ForAll @DoubleRange(min = -900, max = 900) double dy) {
        Region before = new Region(100, 50, 300, 200);
        Region after = before.dragged(handle, dx, dy).within(400, 300);
        assertThat(after.left()).isBetween(0.0, after.right());
        assertThat(after.right()).isLessThanOrEqualTo(400);
        assertThat(after.top()).isBetween(0.0, after.bottom());
        assertThat(after.bottom()).isLessThanOrEqualTo(300);
        if (handle == Handle.INSIDE) {
            assertThat(after.width()).isCloseTo(200, within(1e-9));
            assertThat(after.height()).isCloseTo(150, within(1e-9));
        }
    }
}
