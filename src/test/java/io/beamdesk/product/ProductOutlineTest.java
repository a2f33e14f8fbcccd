package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.document.Compression;
import io.beamdesk.document.RunStop.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProductOutlineTest {
    @TempDir private Path folder;

    private Path product() {
        try (ProductWriter writer =
                ProductWriter.create(folder, "show", _ -> Compression.deflate(1, true))) {
            writer.accept(ScanDocuments.start(20));
            writer.accept(ScanDocuments.withCamera("<u2", 6, 8));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < 20; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, 6, 8)));
                writer.accept(ScanDocuments.event(i));
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 20));
            return writer.path();
        }
    }

    @Test
    void theTreeIsShownWithAttributesAndLastValues() {
        ProductOutline outline = ProductOutline.of(product());
        assertThat(outline.problems()).isEmpty();
        assertThat(outline.lines())
                .contains(
                        "  entry/",
                        "    @NX_class = NXentry",
                        "    title String = Step scan of sample_x",
                        "      it double[20] = … 1051.0, NaN, 1057.0",
                        "        @units = counts");
        assertThat(outline.lines()).anyMatch(line -> line.contains("data int[20, 6, 8] = ("));
    }

    @Test
    void aFileThatWasCutOffIsShownAsFarAsItGoes() throws IOException {
        Path path = product();
        byte[] good = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(good, good.length - 1));
        ProductOutline outline = ProductOutline.of(path);
        assertThat(outline.problems().getFirst())
                .contains("is cut off: it has %d bytes of".formatted(good.length - 1));
        Files.write(path, Arrays.copyOf(good, 20));
        assertThatThrownBy(() -> ProductOutline.of(path))
                .isInstanceOf(ProductException.class)
                .hasMessageMatching("[^\n]*cannot be read as HDF5: [^\n]*\\.");
    }

    // The limit is there for a reader that goes round in circles.
    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreShownAsFarAsTheyGoOrRefusedInOneSentence() throws IOException {
        Path path = product();
        byte[] good = Files.readAllBytes(path);
        SplittableRandom random = new SplittableRandom(20260307);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(1, 20); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextBoolean()) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            Files.write(path, bytes);
            isShownOrRefused(path);
        }
    }

    /// Opens a file in every way; whatever is wrong with it must be said in one line.
    static void isShownOrRefused(Path path) {
        try {
            ProductOutline outline = ProductOutline.of(path);
            assertThat(outline.problems()).noneMatch(problem -> problem.contains("\n"));
        } catch (ProductException e) {
            assertThat(e.getMessage()).doesNotContain("\n").endsWith(".");
        }
        assertThat(Verification.of(path).problems()).noneMatch(problem -> problem.contains("\n"));
        try (Product product = Product.open(path)) {
            product.points();
            product.exitStatus();
            product.columns().forEach(product::values);
            for (String column : product.frameColumns()) {
                product.frame(column, 0);
            }
        } catch (ProductException e) {
            assertThat(e.getMessage()).doesNotContain("\n").endsWith(".");
        }
    }
}
