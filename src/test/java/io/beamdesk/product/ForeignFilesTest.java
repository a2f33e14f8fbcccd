package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of files that h5py wrote, in the old format and in the new one, and what is said of the
/// rest.
@Tag("interop")
class ForeignFilesTest {
    @TempDir private Path folder;

    private Path written(String version) throws Exception {
        Path file = folder.resolve("foreign.h5");
        H5py.run("foreign.py", file.toString(), version);
        return file;
    }

    private static Map<String, Item> items(Contents contents, String group) {
        return contents.items(group).stream()
                .collect(Collectors.toMap(Item::name, Function.identity()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void numbersTextsRecordsAndLinksAreRead(String version) throws Exception {
        try (Contents contents = Contents.open(written(version))) {
            assertThat(contents.attributes("/")).containsEntry("facility", "elsewhere");
            Map<String, Item> items = items(contents, "/measurement");
            assertThat(items.get("frames").type()).isEqualTo("uint16");
            assertThat(items.get("frames").shape()).containsExactly(3, 20, 30);
            assertThat(items.get("scalar").about()).isEqualTo("5");
            assertThat(items.get("empty").hasElements()).isFalse();
            assertThat(items.get("broken").kind()).isEqualTo(Item.Kind.BROKEN);
            assertThat(items.get("broken").about()).contains("/nothing", "not there");
            assertThat(items.get("away").kind()).isEqualTo(Item.Kind.BROKEN);
            assertThat(items.get("again").kind()).isEqualTo(Item.Kind.GROUP);
            assertThat(contents.line("/measurement/packed", 0, List.of(0), 3))
                    .containsExactly(0, 1, 2);
            assertThat(contents.line("/measurement/energy", 0, List.of(0), 99))
                    .hasSize(10)
                    .endsWith(9);
            assertThat(contents.line("/measurement/sums", 0, List.of(0), 99)).hasSize(99);
            assertThat(contents.texts("/measurement/texts", 1, 2)).containsExactly("two", "drei ö");
            assertThat(contents.texts("/measurement/fixed", 0, 9)).containsExactly("a", "bc");
            assertThat(contents.texts("/measurement/pairs", 0, 9))
                    .containsExactly("n 1, x 2.5", "n 3, x 4.5");
            assertThat(contents.texts("/measurement/complex", 0, 1))
                    .first()
                    .asString()
                    .contains("1.0", "2.0");
            assertThat(contents.slab("/measurement/frames", 2, 1, List.of(2, 0, 0)).rows())
                    .isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void unusualNumbersAreRead(String version) throws Exception {
        try (Contents contents = Contents.open(written(version))) {
            assertThat(contents.line("/unusual/half", 0, List.of(0), 9)).containsExactly(0.5, 1.5);
            assertThat(contents.line("/unusual/soft", 0, List.of(0), 9)).hasSize(5);
            Slab big = contents.slab("/unusual/big", 1, 0, List.of(0, 0));
            assertThat((short[]) big.numbers()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(contents.texts("/unusual/enum", 0, 9)).containsExactly("OPEN", "CLOSED");
            assertThat(contents.texts("/unusual/truth", 0, 9)).containsExactly("TRUE", "FALSE");
            assertThat(contents.texts("/unusual/lists", 0, 9)).containsExactly("1, 2, 3", "4");
            Slab plane = contents.slab("/unusual/cube", 2, 0, List.of(0, 3, 0, 6));
            assertThat(plane.rows()).isEqualTo(4);
            assertThat(plane.columns()).isEqualTo(6);
            float[] numbers = (float[]) plane.numbers();
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 6; column++) {
                    assertThat(numbers[row * 6 + column])
                            .isEqualTo(((row * 5 + 3) * 6 + column) * 7 + 6);
                }
            }
            Slab turned = contents.slab("/unusual/cube", 0, 2, List.of(0, 3, 0, 6));
            assertThat(((float[]) turned.numbers())[4 + 1]).isEqualTo(numbers[6 + 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void whatIsNotSupportedSaysWhatItIs(String version) throws Exception {
        try (Contents contents = Contents.open(written(version))) {
            Map<String, Item> items = items(contents, "/unusual");
            assertThat(items.get("virtual").kind()).isEqualTo(Item.Kind.UNREADABLE);
            assertThat(items.get("virtual").about()).contains("virtual dataset");
            assertThat(items.get("outside").kind()).isEqualTo(Item.Kind.UNREADABLE);
            assertThat(items.get("outside").about()).contains("in files of their own");
            assertThat(items.get("opaque").kind()).isEqualTo(Item.Kind.UNREADABLE);
            assertThat(items.get("opaque").about()).contains("of a type that is not known here");
            assertThatThrownBy(() -> contents.line("/unusual/scaled", 0, List.of(0), 9))
                    .isInstanceOf(ProductException.class)
                    .hasMessageContaining("packed with scaleoffset (filter 6)");
            assertThat(items.get("nothing").hasElements()).isFalse();
            // The others of the group are not touched by it.
            assertThat(contents.line("/unusual/plain", 0, List.of(0), 9)).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void whatWasCutOffSaysSo(String version) throws Exception {
        Path file = written(version);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length * 3 / 4));
        try (Contents contents = Contents.open(file)) {
            assertThat(contents.cutOff().orElseThrow())
                    .contains("is cut off: it has", "of " + bytes.length);
        }
    }
}
