package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.RunStart;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomographyLayoutTest {
    private static final int ROWS = 4;
    private static final int COLUMNS = 5;

    @TempDir private Path folder;

    /// A run whose integer column says what its frames are, with a commit after each of the rows.
    private Product measured(Map<String, String> fields, int rows) {
        Map<String, Object> metadata = new LinkedHashMap<>(ScanDocuments.start().metadata());
        metadata.put("definition", "NXtomo");
        metadata.put("definition_fields", fields);
        metadata.put("detector_distance", Map.of("value", 120.5, "units", "mm"));
        try (ProductWriter writer = ProductWriter.create(folder, "tomo")) {
            writer.accept(new RunStart(ScanDocuments.RUN, ScanDocuments.BEGIN, metadata));
            writer.accept(ScanDocuments.withCamera("<u2", ROWS, COLUMNS));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < rows; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, ROWS, COLUMNS)));
                writer.accept(ScanDocuments.event(i));
                writer.commit();
            }
            return Product.open(writer.path());
        }
    }

    private static Map<String, String> fields() {
        return Map.of(
                "data", "camera",
                "image_key", "turns",
                "rotation_angle", "sample_x",
                "y_translation", "sample_x_setpoint",
                "control", "i0");
    }

    @Test
    void everyNameOfADatasetHasAllRowsAfterEveryCommit() {
        try (Product product = measured(fields(), 6)) {
            for (String name :
                    new String[] {
                        "/entry/control/data",
                        "/entry/sample/rotation_angle",
                        "/entry/sample/y_translation",
                        "/entry/data/rotation_angle"
                    }) {
                assertThat((double[]) product.read(name)).as(name).hasSize(6);
            }
            for (String name :
                    new String[] {
                        "/entry/instrument/detector/image_key",
                        "/entry/instrument/detector/image_key_control",
                        "/entry/data/image_key"
                    }) {
                assertThat((long[]) product.read(name))
                        .as(name)
                        .containsExactly(0, 1, 4, 9, 16, 25);
            }
            assertThat((Object[]) product.read("/entry/data/data")).hasSize(6);
            assertThat((Object[]) product.read("/entry/instrument/detector/data")).hasSize(6);
            assertThat(product.axes()).containsExactly("rotation_angle", ".", ".");
            assertThat(product.attributes("/entry/instrument/detector"))
                    .containsEntry("NX_class", "NXdetector");
            assertThat(product.read("/entry/instrument/detector/distance")).isEqualTo(120.5);
            assertThat(product.read("/entry/sample/name")).isEqualTo("Ni foil");
            assertThat(product.attributes("/entry/sample")).containsEntry("NX_class", "NXsample");
        }
    }

    @Test
    void sampleOfTheListAndItemOfTheQueueLeadBackToBoth() {
        Map<String, Object> metadata = new LinkedHashMap<>(ScanDocuments.start().metadata());
        metadata.put("queue_item", "0002-item");
        metadata.put("sample_id", "0b7c");
        metadata.put("sample_tray", "PLT-0417");
        metadata.put("sample_position", "C7-1");
        try (ProductWriter writer = ProductWriter.create(folder, "scan")) {
            writer.accept(new RunStart(ScanDocuments.RUN, ScanDocuments.BEGIN, metadata));
            try (Product product = Product.open(writer.path())) {
                assertThat(product.read("/entry/queue_item")).isEqualTo("0002-item");
                assertThat(product.read("/entry/sample/name")).isEqualTo("Ni foil");
                assertThat(product.read("/entry/sample/identifier")).isEqualTo("0b7c");
                assertThat(product.read("/entry/sample/tray")).isEqualTo("PLT-0417");
                assertThat(product.read("/entry/sample/position")).isEqualTo("C7-1");
            }
        }
    }

    @Test
    void streamWithoutTheFieldsOfTheDefinitionIsNone() {
        Map<String, String> fields = new LinkedHashMap<>(fields());
        fields.remove("rotation_angle");
        try (Product product = measured(fields, 2)) {
            assertThat(product.attributes("/entry")).containsEntry("default", "data");
            assertThat(product.axes()).containsExactly("sample_x");
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> product.read("/entry/definition"))
                    .isInstanceOf(ProductException.class);
        }
    }
}
