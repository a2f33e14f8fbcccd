package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of samples as people and spreadsheets write them.
class SampleListTest {
    private static final TrayType PLATE = TrayTypes.shipped().get("96-2");

    private static SamplePreview preview(String text) {
        return SampleList.preview(text.getBytes(StandardCharsets.UTF_8), PLATE);
    }

    private static List<String> faults(String text) {
        return preview(text).faults().stream().map(Object::toString).toList();
    }

    private static Sample first(SamplePreview preview) {
        assertThat(preview.faults()).isEmpty();
        return preview.rows().getFirst().sample("PLT-1");
    }

    @Test
    void columnsAreFoundByTheirNamesAndOthersAreProperties() {
        Sample sample =
                first(
                        preview(
                                """
                                Well Position,Sample Name,Series,Composition,Mount,Notes,Hazards,Volume
                                a09-1, cat-1 ,b2,Al2O3,loop,"said ""so"", twice",toxic,2.0 µL
                                """));
        assertThat(sample)
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(
                        new Sample(
                                "",
                                "PLT-1",
                                "A9-1",
                                "cat-1",
                                "b2",
                                "Al2O3",
                                "loop",
                                "said \"so\", twice",
                                "toxic",
                                Map.of("Volume", "2.0 µL")));
    }

    @Test
    void aColumnsOwnNameBeatsAnotherNameOfIt() {
        Sample sample = first(preview("name,position,alias\nx,A1-1,y\n"));
        assertThat(sample.alias()).isEqualTo("y");
        assertThat(sample.values()).isEqualTo(Map.of("name", "x"));
    }

    @Test
    void anAssignmentBeatsTheNames() {
        SamplePreview preview =
                SampleList.preview(
                        "alias,position,old\nA1-1,x,y\n".getBytes(StandardCharsets.UTF_8),
                        PLATE,
                        "",
                        Map.of(
                                "alias", SampleColumn.POSITION,
                                "position", SampleColumn.ALIAS,
                                "old", SampleColumn.IGNORED));
        Sample sample = first(preview);
        assertThat(sample.position()).isEqualTo("A1-1");
        assertThat(sample.alias()).isEqualTo("x");
        assertThat(sample.values()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE"})
    void everyUsualEncodingIsFoundOut(String name) {
        Charset charset = Charset.forName(name);
        String mark = name.startsWith("UTF") ? "\uFEFF" : "";
        SamplePreview preview =
                SampleList.preview(
                        (mark + "position;alias\r\nA1-1;Référence 5 µm\r\n").getBytes(charset),
                        PLATE);
        assertThat(first(preview).alias()).isEqualTo("Référence 5 µm");
        assertThat(preview.charset()).isEqualTo(charset);
        assertThat(preview.separator()).isEqualTo(';');
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void everyUsualSeparatorIsFoundOut(String separator) {
        SamplePreview preview =
                preview(
                        "alias with a, comma|and a bar;position;\"thick; ness\"\nx;A1-1;1,5\n"
                                .replace("alias with a, comma|and a bar", "alias")
                                .replace("thick; ness", "thickness")
                                .replace(";", separator)
                                .replace("1,5", "\"1,5\""));
        assertThat(preview.separator()).isEqualTo(separator.charAt(0));
        assertThat(first(preview).values()).isEqualTo(Map.of("thickness", "1,5"));
    }

    @Test
    void spreadsheetsLeaveTheirTraces() {
        SamplePreview preview =
                preview(
                        "\uFEFFsep=;\r\n\r\nPosition;Alias;Thickness, mm;;\r\nA1-1;a;1,5;;\r\n;;;;\r\n\r\nA1-2;'=b;\"2,5\";;\r\n;;");
        assertThat(preview.faults()).isEmpty();
        assertThat(preview.rows()).extracting(SampleRow::line).containsExactly(4L, 7L);
        assertThat(preview.rows().getLast().sample("T").alias()).isEqualTo("=b");
        assertThat(preview.rows().getFirst().values()).isEqualTo(Map.of("Thickness, mm", "1,5"));
    }

    @Test
    void everyBadRowIsSaidAndGoodOnesAreKept() {
        String text =
                """
                position,alias,formula,note
                A1-1,one,Al2O3,
                Z9-1,two,,
                A1-1,three,,
                A2,four,,
                ,five,,
                A3-1,six
                A4-1,seven,Xq2,
                A5-1,ei\u0007ght,,
                A6-1,nine,,,more
                A7-1,%s,,
                A8-1,"ten",,"two
                lines"
                A9-1,"ele"ven,,
                A10-1,twelve,,
                """
                        .formatted("x".repeat(81));
        assertThat(faults(text))
                .containsExactly(
                        "line 3, position: \"Z9-1\" is no place of 96 wells, 2 drops each, which has A1-1 to H12-2",
                        "line 4, position: A1-1 is on line 2 already; give each place one line",
                        "line 5, position: \"A2\" is a well of 2 drops; name one of them, such as A2-1",
                        "line 6, position: is empty; name a place such as A1-1",
                        "line 7: has 2 columns, the heading has 4; check separators and quotes",
                        "line 8, formula: is no formula: there is no element \"Xq\" (character 1 of the formula Xq2)",
                        "line 9, alias: has the control character U+0007 after \"ei\"; remove it",
                        "line 10: has 5 columns, the heading has 4; check separators and quotes",
                        "line 11, alias: has 81 characters; give up to 80",
                        "line 14: something follows a closing quote; write a quote inside a field twice");
        assertThat(preview(text).rows()).extracting(SampleRow::line).containsExactly(2L, 12L, 15L);
    }

    @Test
    void aQuoteThatIsNeverClosedIsSaidWhereItOpens() {
        SamplePreview preview = preview("position,alias\nA1-1,a\nA2-1,\"b\nA3-1,c\n");
        assertThat(preview.faults())
                .extracting(Object::toString)
                .containsExactly(
                        "line 3: a quote is opened here and not closed; close it or write it twice");
        assertThat(preview.rows()).hasSize(1);
    }

    @Test
    void whatFollowsAQuoteIsNotLostInSilence() {
        assertThat(faults("position,alias\nA1-1,\"a\n\n\"b\nA2-1,c\n"))
                .containsExactly(
                        "line 2: something follows a closing quote; write a quote inside a field twice");
        assertThat(preview("position,alias\nA1-1,5\" pipe\n").rows().getFirst().sample("T").alias())
                .isEqualTo("5\" pipe");
    }

    @Test
    void headingsThatDoNotServeAreRefused() {
        assertThat(faults(""))
                .containsExactly(
                        "line 1: the list is empty; begin with a line of headings such as position, alias, group");
        assertThat(faults("\n\nalias,group\nA1-1,b\n"))
                .containsExactly("line 3: has no column position or well; there are alias, group");
        assertThat(faults("well,place,x,x\nA1-1,A1-1,1,2\n"))
                .containsExactly(
                        "line 1, place: is position as well as column 1, well; remove one or assign the columns",
                        "line 1, x: is there twice; name each column differently");
        assertThat(faults("position,,alias\nA1-1,,a\nA2-1,lost,b\n"))
                .containsExactly(
                        "line 3, column 2: has a value and no heading; give the column one");
    }

    @Test
    void wellAndDropMayStandInTwoColumns() {
        assertThat(preview("well,drop\nA1,2\nA2,1\nA3-1,\nA4-1,1\n").rows())
                .extracting(row -> row.position().id())
                .containsExactly("A1-2", "A2-1", "A3-1", "A4-1");
        assertThat(faults("well,drop\nA1,3\nA2-1,2\n"))
                .containsExactly(
                        "line 2, well: \"A1\" with drop \"3\" is no place of 96 wells, 2 drops each, which has A1-1 to H12-2",
                        "line 3, well: \"A2-1\" with drop \"2\" is no place of 96 wells, 2 drops each, which has A1-1 to H12-2");
    }

    @Test
    void rowsOfAnotherTrayAreRefusedWhereOneIsMeant() {
        byte[] text = "tray,well\nP1,A1-1\nP2,A1-1\n,A2-1\n".getBytes(StandardCharsets.UTF_8);
        assertThat(SampleList.preview(text, PLATE).faults()).isEmpty();
        assertThat(SampleList.preview(text, PLATE, "P1", Map.of()).faults())
                .extracting(Object::toString)
                .containsExactly("line 3, tray: is \"P2\"; this list is for P1");
    }

    @Test
    void importingKeepsASampleAndWhatTheListDoesNotSay() {
        Sample there =
                new Sample(
                        "s1",
                        "T",
                        "A1-1",
                        "old",
                        "g",
                        "",
                        "",
                        "kept",
                        "",
                        Map.of("a", "1", "b", "2"));
        Edit edit =
                preview("position,alias,a\nA1-1,new,\nA1-2,second,3\n").edit("T", List.of(there));
        assertThat(edit.what()).isEqualTo("import 2 samples");
        Sample after = ((Edit.SampleChange) edit.changes().getFirst()).after().orElseThrow();
        assertThat(after)
                .isEqualTo(
                        new Sample(
                                "s1",
                                "T",
                                "A1-1",
                                "new",
                                "g",
                                "",
                                "",
                                "kept",
                                "",
                                Map.of("b", "2")));
        assertThat(preview("position,alias\nA1-1,old\n").edit("T", List.of(there)).changes())
                .isEmpty();
    }

    @Test
    void aHundredThousandRowsAreRead() {
        String text =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "T%d,A%d-1,s%d".formatted(i / 12, 1 + i % 12, i))
                        .collect(Collectors.joining("\n", "tray,position,alias\n", "\n"));
        SamplePreview preview = preview(text);
        assertThat(preview.faults()).isEmpty();
        assertThat(preview.rows()).hasSize(100_000);
        assertThat(preview(text.replaceAll("T[0-9]+,", "T,")).faults()).hasSize(99_988);
    }

    @Test
    void whatIsTooLargeIsRefusedUnread() {
        assertThat(SampleList.preview(new byte[SampleList.LARGEST + 1], PLATE).faults())
                .extracting(Object::toString)
                .containsExactly("line 1: the list has 64 MB; give up to 64, or several lists");
    }
}
