package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentSink.Delivery;
import io.beamdesk.document.Event;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStop.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductWriterTest {
    @TempDir private Path folder;

    private ProductWriter begun(Document... documents) {
        ProductWriter writer = ProductWriter.create(folder, "ni foil");
        writer.accept(ScanDocuments.start());
        for (Document document : documents) {
            writer.accept(document);
        }
        return writer;
    }

    @Test
    void everythingOfARunIsReadBack() {
        try (ProductWriter writer =
                begun(ScanDocuments.withCamera("<u2", 6, 9), ScanDocuments.baseline())) {
            writer.accept(ScanDocuments.baselineEvent(0));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < 1300; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, 6, 9)));
                writer.accept(ScanDocuments.event(i));
            }
            writer.accept(ScanDocuments.baselineEvent(1));
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 1300));
            assertThat(writer.delivery()).isEqualTo(Delivery.LOSSLESS);
            try (Product product = Product.open(writer.path())) {
                ProductCheck.holds(product, 1300, 1300, 6, 9);
                assertThat(product.signal()).contains("it");
                assertThat(product.axes()).containsExactly("sample_x");
                assertThat(product.exitStatus()).contains("success");
                assertThat(product.exitReason()).isEmpty();
                assertThat(product.recipe()).contains("{\"kind\": \"step-scan\", \"version\": 1}");
                assertThat((double[]) product.read("/entry/baseline/ring_current"))
                        .containsExactly(100, 101);
                assertThat(product.attributes(ProductWriter.framesPath("camera")))
                        .containsEntry("target", "/entry/instrument/camera/data");
                assertThat(product.read("/entry/run_state")).isEqualTo("complete");
                assertThat(product.read("/entry/entry_identifier_uuid"))
                        .isEqualTo(ScanDocuments.RUN);
                assertThat(product.read("/entry/sample/name")).isEqualTo("Ni foil");
                assertThat(product.read("/entry/instrument/scaler1/configuration/preset"))
                        .isEqualTo(0.5);
                assertThat(product.attributes("/entry/data/sample_x"))
                        .containsEntry("units", "mm")
                        .containsEntry("pv", "SIM:m1.RBV");
                assertThat(product.attributes("/entry/data/beam_on"))
                        .containsEntry("pv", "pva://SIM:beam");
            }
        }
    }

    @Test
    void aRunThatHasNotEndedSaysSo() {
        try (ProductWriter writer = begun(ScanDocuments.scalars(), ScanDocuments.event(0))) {
            writer.commit();
            try (Product product = Product.open(writer.path())) {
                ProductCheck.holds(product, 1, 0, 0, 0);
                assertThat(product.read("/entry/run_state")).isEqualTo("running");
                assertThat(product.exitStatus()).isEmpty();
            }
        }
    }

    @Test
    void aRunThatEndedBeforeItMeasuredIsComplete() {
        try (ProductWriter writer =
                begun(ScanDocuments.stop(ExitStatus.ABORT, "Stopped by the operator.", 0))) {
            try (Product product = Product.open(writer.path())) {
                assertThat(product.columns()).isEmpty();
                assertThat(product.frameColumns()).isEmpty();
                assertThat(product.signal()).isEmpty();
                assertThat(product.exitStatus()).contains("abort");
                assertThat(product.exitReason()).contains("Stopped by the operator.");
            }
        }
    }

    @Test
    void aRunWithoutEventsHasEmptyColumns() {
        try (ProductWriter writer =
                begun(
                        ScanDocuments.withCamera("<u2", 4, 5),
                        ScanDocuments.resource(),
                        ScanDocuments.stop(ExitStatus.FAIL, "The shutter did not open.", 0))) {
            try (Product product = Product.open(writer.path())) {
                assertThat(product.values("it")).isEmpty();
                assertThat(product.frameCount("camera")).isZero();
                assertThat(product.exitStatus()).contains("fail");
            }
        }
    }

    @Test
    void aWriterClosedBeforeTheRunEndedSaysThatTheEndIsUnknown() {
        ProductWriter writer = begun(ScanDocuments.scalars(), ScanDocuments.event(0));
        writer.close();
        writer.close();
        try (Product product = Product.open(writer.path())) {
            ProductCheck.holds(product, 1, 0, 0, 0);
            assertThat(product.read("/entry/run_state")).isEqualTo("interrupted");
            assertThat(product.exitStatus()).contains("unknown");
            assertThat(product.exitReason().orElseThrow()).contains("before the run had ended");
        }
    }

    @Test
    void aProductWithoutDocumentsLeavesNoFile() {
        ProductWriter writer = ProductWriter.create(folder, "x");
        assertThat(writer.path()).exists();
        writer.close();
        assertThat(writer.path()).doesNotExist();
    }

    static Stream<Arguments> pixelTypes() {
        return Stream.of(
                Arguments.of("|u1", new byte[] {-1, 0, 1, 2, 3, 127}),
                Arguments.of("|i1", new byte[] {-128, 0, 1, 2, 3, 127}),
                Arguments.of("<u2", new short[] {-1, 0, 1, 2, 3, 32767}),
                Arguments.of("<i2", new short[] {-32768, 0, 1, 2, 3, 32767}),
                Arguments.of("<u4", new int[] {-1, 0, 1, 2, 3, 70000}),
                Arguments.of("<i4", new int[] {-70000, 0, 1, 2, 3, 4}),
                Arguments.of("<f4", new float[] {-1.5f, Float.NaN, 1, 2, 3, 4}),
                Arguments.of("<f8", new double[] {-1.5, Double.NaN, 1e300, 2, 3, 4}));
    }

    @ParameterizedTest
    @MethodSource("pixelTypes")
    void framesOfEveryTypeAreReadBack(String dtype, Object pixels) {
        Frame frame = new Frame(1, ScanDocuments.BEGIN, dtype, 2, 3, pixels);
        try (ProductWriter writer =
                begun(
                        ScanDocuments.withCamera(dtype, 2, 3),
                        ScanDocuments.resource(),
                        ScanDocuments.frames(0, frame, frame))) {
            writer.commit();
            try (Product product = Product.open(writer.path())) {
                assertThat(product.frameCount("camera")).isEqualTo(2);
                Frame read = product.frame("camera", 1);
                assertThat(read.dtypeNumpy()).isEqualTo(dtype);
                assertThat(Objects.deepEquals(read.pixels(), pixels)).isTrue();
            }
        }
    }

    @Test
    void framesPlotAgainstTheAxisOnlyWhileThereIsOneForEachEvent() {
        try (ProductWriter writer =
                begun(
                        ScanDocuments.withCamera("<u2", 4, 5),
                        ScanDocuments.resource(),
                        ScanDocuments.frames(0, ScanDocuments.frame(0, 4, 5)))) {
            writer.commit();
            assertThat(frameAxes(writer)).isEqualTo(new String[] {".", ".", "."});
            writer.accept(ScanDocuments.event(0));
            writer.commit();
            assertThat(frameAxes(writer)).isEqualTo(new String[] {"sample_x", ".", "."});
        }
    }

    private static @Nullable Object frameAxes(ProductWriter writer) {
        try (Product product = Product.open(writer.path())) {
            return product.attributes("/entry/frames_camera").get("axes");
        }
    }

    static Stream<Arguments> wrongFrames() {
        return Stream.of(
                Arguments.of(
                        new Frame(1, ScanDocuments.BEGIN, "<u2", 5, 4, new short[20]),
                        "is <u2 of shape [5, 4], but the run declared <u2 of shape [4, 5]"),
                Arguments.of(
                        new Frame(1, ScanDocuments.BEGIN, "|u1", 4, 5, new byte[20]),
                        "is |u1 of shape [4, 5], but the run declared <u2"),
                Arguments.of(
                        new Frame(1, ScanDocuments.BEGIN, "<u2", 4, 5, new short[19]),
                        "has 38 bytes where <u2 of shape [4, 5] needs 40"));
    }

    @ParameterizedTest
    @MethodSource("wrongFrames")
    void aFrameUnlikeItsDeclarationIsRefusedWhole(Frame frame, String sentence) {
        try (ProductWriter writer =
                begun(ScanDocuments.withCamera("<u2", 4, 5), ScanDocuments.resource())) {
            Frame right = ScanDocuments.frame(0, 4, 5);
            assertThatThrownBy(() -> writer.accept(ScanDocuments.frames(0, right, frame)))
                    .isInstanceOf(ProductException.class)
                    .hasMessageContaining("Frame 1 of column camera")
                    .hasMessageContaining(sentence);
            writer.accept(ScanDocuments.frames(0, right));
            writer.accept(ScanDocuments.stop(ExitStatus.FAIL, "Wrong frame.", 0));
            try (Product product = Product.open(writer.path())) {
                ProductCheck.holds(product, 0, 1, 4, 5);
                assertThat(product.frameCount("camera")).isEqualTo(1);
            }
        }
    }

    @Test
    void framesThatSkipAnIndexAreRefused() {
        try (ProductWriter writer =
                begun(ScanDocuments.withCamera("<u2", 4, 5), ScanDocuments.resource())) {
            assertThatThrownBy(() ->
                            writer.accept(ScanDocuments.frames(1, ScanDocuments.frame(1, 4, 5))))
                    .hasMessageContaining("frames must come in order");
        }
    }

    static Stream<Arguments> wrongReadings() {
        return Stream.of(
                Arguments.of("it", "many", "has 'many' in column it, which was declared as F8"),
                Arguments.of("it", new double[2], "has 2 numbers in column it"),
                Arguments.of("turns", 1.5, "has '1.5' in column turns, which was declared as I8"),
                Arguments.of("turns", Double.NaN, "has 'NaN' in column turns"),
                Arguments.of("beam_on", 1L, "has '1' in column beam_on"),
                Arguments.of("shutter", 1L, "has '1' in column shutter"),
                Arguments.of("spectrum", new double[7], "has 7 numbers in column spectrum"),
                Arguments.of("spectrum", 7.0, "of shape [8]"));
    }

    @ParameterizedTest
    @MethodSource("wrongReadings")
    void anEventUnlikeItsDeclarationIsRefusedWhole(String column, Object value, String sentence) {
        try (ProductWriter writer = begun(ScanDocuments.scalars(), ScanDocuments.event(0))) {
            Event right = ScanDocuments.event(1);
            Map<String, Reading> data = new LinkedHashMap<>(right.data());
            data.put(column, new Reading(value, right.time()));
            assertThatThrownBy(() -> writer.accept(withData(right, data)))
                    .isInstanceOf(ProductException.class)
                    .hasMessageContaining("Event 2 of stream primary")
                    .hasMessageContaining(sentence);
            writer.accept(right);
            writer.commit();
            try (Product product = Product.open(writer.path())) {
                ProductCheck.holds(product, 2, 0, 0, 0);
            }
        }
    }

    @Test
    void anEventThatLacksAColumnIsRefused() {
        try (ProductWriter writer = begun(ScanDocuments.scalars())) {
            Event right = ScanDocuments.event(0);
            Map<String, Reading> data = new HashMap<>(right.data());
            data.remove("it");
            assertThatThrownBy(() -> writer.accept(withData(right, data)))
                    .hasMessageContaining("lacks column it");
        }
    }

    private static Event withData(Event event, Map<String, Reading> data) {
        return new Event(event.uid(), event.descriptor(), event.time(), event.seqNum(), data);
    }

    @Test
    void documentsOutOfOrderAreRefused() {
        try (ProductWriter writer = ProductWriter.create(folder, "x")) {
            assertThatThrownBy(() -> writer.accept(ScanDocuments.scalars()))
                    .hasMessageContaining("came before the run began");
            writer.accept(ScanDocuments.start());
            assertThatThrownBy(() -> writer.accept(ScanDocuments.start()))
                    .hasMessageContaining("a product holds one run");
            assertThatThrownBy(() -> writer.accept(ScanDocuments.event(0)))
                    .hasMessageContaining("which the run has not declared");
            writer.accept(ScanDocuments.scalars());
            assertThatThrownBy(() -> writer.accept(ScanDocuments.scalars()))
                    .hasMessageContaining("declared twice");
            assertThatThrownBy(() -> writer.accept(ScanDocuments.event(3)))
                    .hasMessageContaining("Event 4 of stream primary came after event 0");
            writer.accept(ScanDocuments.stop(ExitStatus.FAIL, "Disorder.", 0));
            assertThatThrownBy(() -> writer.accept(ScanDocuments.event(0)))
                    .hasMessageContaining("came after the end of the run");
        }
    }

    @Test
    void columnsThatCannotBeKeptAreRefused() {
        try (ProductWriter writer = begun()) {
            DataKey shapeless =
                    ScanDocuments.key("ca://A", DataKey.Dtype.ARRAY, List.of(), "device");
            assertThatThrownBy(() -> writer.accept(ScanDocuments.primary(Map.of("a", shapeless))))
                    .hasMessageContaining("declared as ARRAY of shape []");
        }
    }

    @Test
    void framesOfAnUnknownTypeAreRefused() {
        try (ProductWriter writer = begun()) {
            assertThatThrownBy(() -> writer.accept(ScanDocuments.withCamera("<c8", 4, 5)))
                    .hasMessageContaining("pixels of type <c8");
        }
    }

    @Test
    void anInterruptLosesNothingAndIsKept() {
        try (ProductWriter writer = begun(ScanDocuments.scalars())) {
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                writer.accept(ScanDocuments.event(i));
                writer.commit();
                assertThat(Thread.interrupted()).isTrue();
            }
            try (Product product = Product.open(writer.path())) {
                ProductCheck.holds(product, 20, 0, 0, 0);
            }
        }
    }

    @Test
    void aProductIsNeverOverwritten() throws Exception {
        try (ProductWriter first = begun();
                ProductWriter second = begun();
                ProductWriter third = ProductWriter.create(folder, "other")) {
            assertThat(first.path()).hasFileName("scan_0001_ni-foil.h5");
            assertThat(second.path()).hasFileName("scan_0002_ni-foil.h5");
            assertThat(third.path()).hasFileName("scan_0003_other.h5");
            assertThat(third.number()).isEqualTo(3);
        }
        Files.createFile(folder.resolve("scan_10041.nxs"));
        try (ProductWriter next = ProductWriter.create(folder, "")) {
            assertThat(next.path()).hasFileName("scan_10042.h5");
        }
    }

    @Test
    void severalWritersAtOnceGetFilesOfTheirOwn() {
        List<ProductWriter> writers =
                Stream.generate(() -> "same")
                        .limit(24)
                        .parallel()
                        .map(name -> ProductWriter.create(folder, name))
                        .toList();
        assertThat(writers.stream().map(ProductWriter::path)).doesNotHaveDuplicates().hasSize(24);
        writers.forEach(ProductWriter::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "a/b\\c:d", "  ", "ß°–Ni foil №1 ", "...", "\u0000\n"})
    void anyNameMakesAFileInTheFolder(String name) {
        try (ProductWriter writer = ProductWriter.create(folder, name)) {
            assertThat(writer.path().getParent()).isEqualTo(folder.toAbsolutePath());
            assertThat(writer.path()).exists();
            assertThat(writer.path().getFileName().toString())
                    .matches("scan_0001(_[^/\\\\:\\s]+)?\\.h5");
        }
    }

    @Test
    void namesKeepTheirLetters() {
        assertThat(ProductName.clean("Ni–Füllung (2)")).isEqualTo("Ni-Füllung-2");
        assertThat(ProductName.clean("a/../b")).isEqualTo("a-b");
        assertThat(ProductName.clean("...")).isEmpty();
    }

    @Test
    void aFolderThatVanishedIsNotMadeAgain() {
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> ProductWriter.create(gone, "x"))
                .isInstanceOf(ProductException.class)
                .hasMessageContaining(gone.toString())
                .hasMessageContaining("does not exist");
        assertThat(gone).doesNotExist();
    }

    @Test
    void aFileThatIsNoProductIsRefusedInOneSentence() throws Exception {
        Path text = Files.writeString(folder.resolve("text.h5"), "not HDF5");
        assertThatThrownBy(() -> Product.open(text))
                .isInstanceOf(ProductException.class)
                .hasMessageContaining("text.h5 cannot be read as HDF5");
        assertThatThrownBy(() -> Product.open(folder.resolve("none.h5")))
                .hasMessageContaining("There is no product");
    }

    @Test
    void askingForWhatIsNotThereNamesIt() {
        try (ProductWriter writer = begun(ScanDocuments.scalars(), ScanDocuments.event(0))) {
            writer.commit();
            try (Product product = Product.open(writer.path())) {
                assertThatThrownBy(() -> product.values("i9"))
                        .hasMessageContaining("/entry/data/i9");
                assertThatThrownBy(() -> product.values("shutter"))
                        .hasMessageContaining("does not hold scalar numbers");
                assertThatThrownBy(() -> product.frameCount("camera"))
                        .hasMessageContaining("frames_camera");
            }
        }
    }
}
