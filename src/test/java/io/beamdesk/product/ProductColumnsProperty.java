package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Compression;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.DataKey.Dtype;
import io.beamdesk.document.Event;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStop.ExitStatus;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Random columns with random values, committed at random, are read back as they were given.
class ProductColumnsProperty {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', 'Z', ' ', '/', 'é', '日', '"', '\n')
                .ofMaxLength(40);
    }

    @Property(tries = 60)
    void columnsAreReadBack(
            @ForAll @Size(min = 1, max = 8) List<Dtype> types,
            @ForAll @IntRange(max = 80) int rows,
            @ForAll @IntRange(max = 40) int expectedRows,
            @ForAll @IntRange(min = 1, max = 5) int length,
            @ForAll("texts") String text,
            @ForAll double number,
            @ForAll long integer,
            @ForAll long seed)
            throws IOException {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < types.size(); i++) {
            List<Integer> shape = types.get(i) == Dtype.ARRAY ? List.of(length) : List.of();
            keys.put("c" + i, ScanDocuments.key("ca://C" + i, types.get(i), shape, "d" + i % 3));
        }
        RandomGenerator random = new SplittableRandom(seed);
        List<Map<String, Object>> given = new ArrayList<>();
        MemoryDisk disk = new MemoryDisk();
        Clock clock = Clock.fixed(ScanDocuments.BEGIN, ZoneOffset.UTC);
        try (ProductWriter writer =
                new ProductWriter(
                        Path.of("p.h5"), 1, disk, clock, _ -> Compression.NONE, Journal.none())) {
            writer.accept(ScanDocuments.start(expectedRows));
            writer.accept(ScanDocuments.primary(keys));
            for (int row = 0; row < rows; row++) {
                Map<String, Reading> data = new LinkedHashMap<>();
                for (int i = 0; i < types.size(); i++) {
                    Object value = value(types.get(i), row + seed, length, text, number, integer);
                    data.put("c" + i, new Reading(value, ScanDocuments.BEGIN));
                }
                Map<String, Object> values = new LinkedHashMap<>();
                data.forEach((name, reading) -> values.put(name, reading.value()));
                given.add(values);
                writer.accept(
                        new Event("e", ScanDocuments.PRIMARY, ScanDocuments.BEGIN, row + 1, data));
                if (random.nextInt(10) == 0) {
                    writer.commit();
                }
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", rows));
        }
        Path file = Files.createTempFile("columns", ".h5");
        try (Product product = ProductCheck.open(file, disk.content())) {
            for (String column : keys.keySet()) {
                Object read = product.read("/entry/data/" + column);
                assertThat(Array.getLength(read)).isEqualTo(rows);
                for (int row = 0; row < rows; row++) {
                    Object expected = Objects.requireNonNull(given.get(row).get(column));
                    Object value = Array.get(read, row);
                    Object plain = expected instanceof Boolean flag ? (flag ? 1 : 0) : expected;
                    assertThat(Objects.deepEquals(value, plain)).as("%s", value).isTrue();
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static Object value(
            Dtype type, long row, int length, String text, double number, long integer) {
        return switch (type) {
            case STRING -> row % 3 == 0 ? "" : text + row % 5;
            case NUMBER -> row % 4 == 1 ? Double.NaN : number + row;
            case BOOLEAN -> row % 2 == 0;
            // What a double cannot hold exactly is still an integer.
            case INTEGER -> integer + row;
            case ARRAY -> {
                double[] numbers = new double[length];
                numbers[0] = number * row;
                yield numbers;
            }
        };
    }
}
