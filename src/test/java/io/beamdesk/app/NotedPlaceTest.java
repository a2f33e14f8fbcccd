package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Compression;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.engine.RunStorage;
import io.beamdesk.product.ProductSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotedPlaceTest {
    @TempDir private Path folder;

    @Test
    void productSaysWhoseItIsEachTimeItIsNoted() {
        RunStorage.Place place =
                ProductFolder.create(folder).open(Map.of("title", "edge"), _ -> Compression.NONE);
        List<String> noted = new ArrayList<>();
        Path product = Path.of(place.uri());
        try (RunStorage.Place kept =
                new NotedPlace(place, () -> noted.add(ProductSummary.of(product).uid()))) {
            assertThat(noted).isEmpty();
            kept.sink().accept(new RunStart("run-1", Instant.EPOCH, Map.of("title", "edge")));
            assertThat(noted).containsExactly("run-1");
            kept.sink()
                    .accept(
                            new RunStop(
                                    "stop-1",
                                    "run-1",
                                    Instant.EPOCH,
                                    RunStop.ExitStatus.SUCCESS,
                                    "",
                                    Map.of()));
        }
        assertThat(noted).containsExactly("run-1", "run-1");
    }
}
