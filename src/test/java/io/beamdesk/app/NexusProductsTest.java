package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.product.NexusCheck;
import io.beamdesk.product.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A product of every technique, as the NeXus manual wants it.
class NexusProductsTest extends TomographyRuns {
    @ParameterizedTest
    @CsvSource({
        "step-scan.json, '', axes[0].points=4",
        "map.json, '', axes[0].step=2 axes[1].points=4 exposure=0.02",
        "list-scan.json, '', exposure=0.02",
        "time-series.json, '', count=4 period=0",
        "autorock.json, '', axis.points=13 exposure=0.02",
        "screening.json, '', counts=4 exposure=0.05",
        "centring.json, '', exposure=0.02",
        "screening-loops.json, '', counts=4 exposure=0.05",
        "xas-ni.json, NXxas, regions[0].step=40 regions[1].step=10 regions[2].step=3",
        "xas-ni-tuned.json, NXxas, regions[0].step=40 regions[1].step=10 regions[2].step=3 before.axis.points=15",
        "tomography-step.json, NXtomo, rotation.projections=4",
        "tomography-fly.json, NXtomo, rotation.projections=8"
    })
    void productMeetsWhatNexusAsksFor(String recipe, String definition, String overrides)
            throws Exception {
        Outcome outcome =
                start(recipe(recipe, overrides.split(" ", -1))).get(120, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        Path file = Path.of(outcome.products().getFirst());
        assertThat(NexusCheck.faults(file, definition)).as(recipe).isEmpty();
    }

    @Test
    void everyRecipeThatComesWithTheProgramIsChecked() throws Exception {
        List<String> checked =
                Arrays.stream(
                                NexusProductsTest.class
                                        .getDeclaredMethod(
                                                "productMeetsWhatNexusAsksFor",
                                                String.class,
                                                String.class,
                                                String.class)
                                        .getAnnotation(CsvSource.class)
                                        .value())
                        .map(line -> line.split(",", 2)[0])
                        .toList();
        try (Stream<Path> recipes = Files.list(Path.of("assets/recipes"))) {
            assertThat(checked)
                    .containsExactlyInAnyOrderElementsOf(
                            recipes.map(path -> String.valueOf(path.getFileName())).toList());
        }
    }

    @Test
    void mapIsAnImageWithItsRowsInOrder() throws Exception {
        Outcome outcome =
                start(recipe("map.json", "axes[0].step=1", "axes[1].points=5", "exposure=0.02"))
                        .get(120, TimeUnit.SECONDS);
        try (Product product = product(outcome)) {
            double[][] image = (double[][]) product.read("/entry/grid/it");
            double[] flat = product.values("it");
            assertThat(image.length * image[0].length).isEqualTo(flat.length);
            for (int i = 0; i < flat.length; i++) {
                int row = i / 5;
                int column = row % 2 == 0 ? i % 5 : 4 - i % 5;
                assertThat(image[row][column]).as("point %d", i).isEqualTo(flat[i]);
            }
            assertThat((double[]) product.read("/entry/grid/sample_x"))
                    .isSorted()
                    .containsExactly(
                            Arrays.copyOf(product.values("sample_x_setpoint"), 5), within(1e-9));
            assertThat((double[]) product.read("/entry/grid/sample_y"))
                    .hasSize(image.length)
                    .isSorted();
            assertThat(product.attributes("/entry/grid").get("axes"))
                    .isEqualTo(new String[] {"sample_y", "sample_x"});
            assertThat(product.attributes("/entry").get("default")).isEqualTo("grid");
        }
    }

    @Test
    void abortedMapHasWhatWasMeasuredInItsPlaceAndNothingElsewhere() throws Exception {
        Outcome outcome =
                interrupted(
                        recipe("map.json", "axes[0].step=1", "axes[1].points=5", "exposure=0.02"),
                        8,
                        () -> desk.engine().abort("enough"));
        Path file = Path.of(outcome.products().getFirst());
        assertThat(NexusCheck.faults(file, "")).isEmpty();
        try (Product product = product(outcome)) {
            double[][] image = (double[][]) product.read("/entry/grid/it");
            double[] flat = product.values("it");
            assertThat(flat.length).isLessThan(30);
            assertThat(image).hasNumberOfRows((flat.length + 4) / 5);
            List<Double> present =
                    Arrays.stream(image)
                            .flatMapToDouble(Arrays::stream)
                            .filter(value -> !Double.isNaN(value))
                            .boxed()
                            .toList();
            assertThat(present)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(flat).boxed().toList());
        }
    }
}
