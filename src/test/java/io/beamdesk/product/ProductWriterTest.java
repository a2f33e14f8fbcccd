package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.RunStop.ExitStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductWriterTest {
    @Test
    void everyColumnIsReadBack(@TempDir Path folder) {
        try (ProductWriter writer = ProductWriter.create(folder, "ni foil")) {
            writer.accept(ScanDocuments.start());
            writer.accept(ScanDocuments.withCamera("<u2", 16, 24));
            writer.accept(ScanDocuments.baseline());
            writer.accept(ScanDocuments.baselineEvent(0));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < 1300; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, 16, 24)));
                writer.accept(ScanDocuments.event(i));
                if (i % 100 == 50) {
                    writer.commit();
                }
            }
            writer.accept(ScanDocuments.baselineEvent(1));
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 1300));
            try (Product product = Product.open(writer.path())) {
                assertThat(product.values("sample_x")).hasSize(1300);
                assertThat(product.frameCount("camera")).isEqualTo(1300);
                assertThat((short[]) product.frame("camera", 1299).pixels())
                        .isEqualTo(ScanDocuments.frame(1299, 16, 24).pixels());
            }
            java.nio.file.Files.copy(writer.path(), Path.of("/work/scratch/product/smoke.h5"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
    }
}
