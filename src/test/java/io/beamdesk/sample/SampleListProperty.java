package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever is exported, and whatever bytes are given to the import.
class SampleListProperty {
    /// More inputs: `mvn test -Dbeamdesk.fuzz.inputs=100000`.
    private static final int INPUTS = Integer.getInteger("beamdesk.fuzz.inputs", 4000);

    private static final TrayType PLATE = TrayTypes.shipped().get("96-2");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("=+-@'\"\t\r\n,;| aé0µ−")
                .ofMaxLength(12)
                .map(String::strip);
    }

    @Property(tries = 500)
    void exportIsImportedAgainAsItWas(
            @ForAll("texts") String alias,
            @ForAll("texts") String comments,
            @ForAll("texts") String key,
            @ForAll("texts") String value) {
        Map<String, String> values = new TreeMap<>(Map.of("z", value, "x" + line(key), "1"));
        Sample sample =
                new Sample("s1", "T", "C7-2", line(alias), "", "", "", comments, "", values);
        Sample other = Sample.of("T", "C7-1", "plain");
        if (!SampleText.faults(sample).isEmpty()) {
            return;
        }
        String csv = SampleExport.csv(List.of(sample, other));
        SamplePreview preview =
                SampleList.preview(csv.getBytes(StandardCharsets.UTF_8), PLATE, "T", Map.of());
        assertThat(preview.faults()).isEmpty();
        assertThat(preview.rows().getFirst().onto(Sample.of("T", "C7-2", "")))
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(sample);
    }

    private static String line(String text) {
        return text.replaceAll("[\t\r\n]", "");
    }

    @Property(tries = 500)
    void noExportedFieldIsAFormula(@ForAll("texts") String text) {
        Sample sample = new Sample("s1", "T", "C7-2", line(text), "", "", "", text, "", Map.of());
        List<String> fields = new ArrayList<>();
        CsvReader.builder()
                .ofCsvRecord(SampleExport.csv(List.of(sample)))
                .forEach(record -> fields.addAll(record.getFields()));
        assertThat(fields).contains("C7-2").noneMatch(field -> field.matches("(?s)[=+\\-@\t\r].*"));
    }

    @Example
    void anyBytesAreReadOrRefusedWithLineAndReason() {
        SplittableRandom random = new SplittableRandom(20_260_301);
        List<byte[]> seeds =
                List.of(
                        bytes("position,alias,formula\nA1-1,a,Al2O3\nB2-2,\"b \"\"x\"\"\",Ni\n"),
                        bytes(
                                "sep=;\r\nwell;name;d\r\nA1-1;ä;1,5\r\n;;\r\nH12-2;'=x;\"2\r\n3\"\r\n"),
                        "\uFEFFposition\talias\r\nA1-1\tµ\r\n".getBytes(StandardCharsets.UTF_16LE),
                        "\uFEFFwell\tdrop\r\nA1\t2\r\n".getBytes(StandardCharsets.UTF_16BE));
        long good = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = mutated(seeds.get(random.nextInt(seeds.size())), random);
            SamplePreview preview = SampleList.preview(input, PLATE);
            for (SamplePreview.Fault fault : preview.faults()) {
                assertThat(fault.line()).as(() -> Arrays.toString(input)).isPositive();
                assertThat(fault.message()).isNotBlank();
                assertThat(fault.toString())
                        .as(() -> Arrays.toString(input))
                        .startsWith("line " + fault.line())
                        .doesNotContainPattern("\\p{Cntrl}");
            }
            for (SampleRow row : preview.rows()) {
                assertThat(SampleText.faults(row.sample("T"))).isEmpty();
            }
            assertThat(preview.rows()).extracting(SampleRow::line).doesNotHaveDuplicates();
            good += preview.rows().size();
        }
        assertThat(good).isPositive();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mutated(byte[] seed, SplittableRandom random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : seed) {
            bytes.add(b);
        }
        byte[] interesting = bytes("\",;\t\r\n'=+-@|\u0000\u007f:0Aa");
        for (int k = random.nextInt(12); k > 0 && !bytes.isEmpty(); k--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(5)) {
                case 0 -> bytes.set(at, (byte) random.nextInt(256));
                case 1 -> bytes.remove(at);
                case 2 -> bytes.add(at, interesting[random.nextInt(interesting.length)]);
                case 3 -> {
                    int to = Math.min(bytes.size(), at + 1 + random.nextInt(20));
                    bytes.addAll(random.nextInt(bytes.size()), List.copyOf(bytes.subList(at, to)));
                }
                default ->
                        bytes.subList(at, Math.min(bytes.size(), at + random.nextInt(20))).clear();
            }
        }
        byte[] input = new byte[bytes.size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = bytes.get(i);
        }
        return input;
    }
}
