package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonParser;
import io.beamdesk.recipe.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The types of tray that come with Beamdesk, and those of a person's own files.
class TrayTypesTest {
    private static final String OWN =
            """
            {"types": [{"name": "chip", "title": "Chip", "kind": "plate", "rows": 30, "columns": 2,
             "first": [1, 1], "pitch": [0.5, 0.25], "drops": [[0, 0]], "diameter": 0.1}]}
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "96-1, 96, A1, H12",
        "96-2, 192, A1-1, H12-2",
        "96-3, 288, A1-1, H12-3",
        "96-4, 384, A1-1, H12-4",
        "384-1, 384, A1, P24",
        "384-4, 1536, A1-1, P24-4",
        "24-4, 96, A1-1, D6-4",
        "holder-6, 6, 1, 6",
        "unipuck, 16, 1, 16",
        "dewar-5, 80, 1-1, 5-16"
    })
    void shippedTypesHaveTheirPlaces(String name, int places, String first, String last) {
        List<Position> positions = TrayTypes.shipped().get(name).positions();
        assertThat(positions).hasSize(places).doesNotHaveDuplicates();
        assertThat(positions.getFirst().id()).isEqualTo(first);
        assertThat(positions.getLast().id()).isEqualTo(last);
    }

    @Test
    void catalogueAgreesWithItsSchema() throws IOException {
        var schema =
                JsonParser.parseString(
                                Files.readString(Path.of("assets/schemas/plates.schema.json")))
                        .getAsJsonObject();
        assertThat(
                        SchemaCheck.faults(
                                schema,
                                JsonParser.parseString(
                                        Files.readString(Path.of("assets/plates.json")))))
                .isEmpty();
        assertThat(SchemaCheck.faults(schema, JsonParser.parseString(OWN))).isEmpty();
    }

    @Test
    void dropsLieWhereTheStandardAndTheTypeSay() {
        Position drop = TrayTypes.shipped().get("96-2").position("C7-1").orElseThrow();
        assertThat(drop.x()).isCloseTo(66.88, within(1e-9));
        assertThat(drop.y()).isCloseTo(29.24, within(1e-9));
    }

    @Test
    void placesOfOneTypeDoNotOverlap() {
        for (TrayType type : TrayTypes.shipped().all()) {
            List<Position> all = type.positions();
            Position first = all.getFirst();
            for (Position p : all.subList(1, all.size())) {
                assertThat(p.distance(first))
                        .as("%s: %s and %s", type, first, p)
                        .isGreaterThanOrEqualTo(first.diameter());
            }
        }
    }

    @Test
    void ownFileAddsATypeWithRowsBeyondZ() throws IOException {
        Path file = Files.writeString(folder.resolve("own.json"), OWN);
        for (Path source : List.of(file, folder)) {
            TrayTypes types = TrayTypes.shipped().with(source);
            assertThat(types.all()).hasSize(TrayTypes.shipped().all().size() + 1);
            assertThat(types.get("chip").positions().getLast().id()).isEqualTo("AD2");
        }
        assertThat(TrayTypes.shipped().with(folder.resolve("absent")))
                .isEqualTo(TrayTypes.shipped());
    }

    @Test
    void everyFaultIsNamedByItsPath() throws IOException {
        Files.writeString(
                folder.resolve("own.json"),
                """
                {"typs": 1, "types": [
                 {"name": "a b", "title": "A", "kind": "plate", "rows": 0, "columns": 1.5,
                  "first": [1], "pitch": [9, -9], "drops": [[0, "0"]], "ptich": 1},
                 {"name": "d", "title": "D", "kind": "dewar", "puck": "96-2", "pucks": 3, "columns": 1},
                 {"name": "e", "title": "E", "kind": "tube"}, 7]}
                """);
        assertThatThrownBy(() -> TrayTypes.shipped().with(folder))
                .isInstanceOfSatisfying(
                        SampleException.class,
                        e ->
                                assertThat(e.faults().stream().map(SampleException.Fault::place))
                                        .containsExactlyInAnyOrder(
                                                "own.json: typs",
                                                "own.json: types[0].name",
                                                "own.json: types[0].rows",
                                                "own.json: types[0].columns",
                                                "own.json: types[0].first",
                                                "own.json: types[0].pitch",
                                                "own.json: types[0].drops[0][1]",
                                                "own.json: types[0].diameter",
                                                "own.json: types[0].ptich",
                                                "own.json: types[1].puck",
                                                "own.json: types[2].kind",
                                                "own.json: types[3]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"types\": [",
                "{} {}",
                "{\"types\": null}",
                "{\"types\": [{\"name\": \"p\", \"title\": \"P\", \"kind\": \"plate\", \"rows\": 700,"
                        + " \"columns\": 999, \"first\": [0, 0], \"pitch\": [1, 1], \"drops\": [[0, 0]],"
                        + " \"diameter\": 1}]}"
            })
    void whatIsNoCatalogueIsRefusedInASentence(String text) {
        assertThatThrownBy(() -> TrayTypes.shipped().with(text, "own.json"))
                .isInstanceOf(SampleException.class)
                .hasMessageStartingWith("own.json");
    }

    @Test
    void unknownTypeNamesThoseThereAre() {
        assertThatThrownBy(() -> TrayTypes.shipped().get("95-2"))
                .hasMessageStartingWith("There is no type of tray \"95-2\"; known are 96-1, 96-2");
    }
}
