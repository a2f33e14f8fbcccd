package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.beamdesk.HandbookFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLayersTest {
    @TempDir private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private SettingsLayers read(Path... site) {
        return SettingsLayers.read(List.of(site), folder.resolve("settings.json"));
    }

    private static String source(SettingsLayers read, String name) {
        return read.explained().stream()
                .filter(v -> v.name().equals(name))
                .findFirst()
                .orElseThrow()
                .source();
    }

    @Test
    void lastLayerThatHasAValueGivesIt() throws IOException {
        Path etc =
                file(
                        "etc.json",
                        """
                        {"dataFolder": "/data", "dark": true, "beamline": "/etc/b.json",
                         "experiment": {"proposal": "P1", "title": "Site"}}
                        """);
        Path xdg = file("xdg.json", "{\"dataFolder\": \"/data2\"}");
        Path own =
                file("settings.json", "{\"dark\": false, \"experiment\": {\"title\": \"Mine\"}}");
        SettingsLayers read = read(etc, xdg);
        assertThat(read.problems()).isEmpty();
        Settings settings = read.settings();
        assertThat(settings.dataFolder()).isEqualTo("/data2");
        assertThat(settings.dark()).isFalse();
        assertThat(settings.beamlineFile()).contains(Path.of("/etc/b.json"));
        assertThat(settings.experiment()).isEqualTo(new Experiment("Mine", "P1", ""));
        assertThat(source(read, "dataFolder")).isEqualTo(xdg.toString());
        assertThat(source(read, "dark")).isEqualTo(own.toString());
        assertThat(source(read, "experiment.proposal")).isEqualTo(etc.toString());
        assertThat(source(read, "experiment.title")).isEqualTo(own.toString());
        assertThat(source(read, "lowBandwidth")).isEqualTo(SettingsLayers.BUILT_IN);
    }

    @Test
    void onlyWhatAPersonChangesComesIntoTheirFile() throws IOException {
        Path etc = file("etc.json", "{\"dataFolder\": \"/data\", \"dark\": true}");
        Path own = file("settings.json", "{\"later\": {\"version\": 7}}");
        SettingsLayers read = read(etc);
        read.keep(
                read.settings()
                        .withLowBandwidth(true)
                        .withCrosshair("SIM-1", new Settings.Crosshair(1, 2)));
        assertThat(JsonParser.parseString(Files.readString(own)))
                .isEqualTo(
                        JsonParser.parseString(
                                """
                                {"later": {"version": 7}, "lowBandwidth": true,
                                 "crosshairs": {"SIM-1": {"column": 1.0, "row": 2.0}}}
                                """));
        Files.writeString(etc, "{\"dataFolder\": \"/elsewhere\"}");
        assertThat(read(etc).settings().dataFolder()).isEqualTo("/elsewhere");
        assertThat(read(etc).settings().crosshairs())
                .isEqualTo(Map.of("SIM-1", new Settings.Crosshair(1, 2)));
    }

    @Test
    void brokenFileOfThePersonIsKeptUnderAnotherNameEachTime() throws IOException {
        file("settings.json", "{\"dark\": ");
        SettingsLayers read = read();
        assertThat(read.settings()).isEqualTo(Settings.DEFAULT);
        assertThat(read.problems())
                .singleElement()
                .asString()
                .contains("could not be read")
                .contains("kept as settings.json.broken");
        file("settings.json", "nonsense");
        assertThat(read().problems()).hasSize(1);
        assertThat(folder.resolve("settings.json.broken")).hasContent("{\"dark\": ");
        assertThat(folder.resolve("settings.json.broken-2")).hasContent("nonsense");
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void brokenFileOfTheSiteStaysAndIsSaid() throws IOException {
        Path etc = file("etc.json", "{");
        assertThat(read(etc).problems()).singleElement().asString().contains(etc.toString());
        assertThat(etc).exists();
    }

    @Test
    void wrongValueIsSaidAndTheOneBelowHolds() throws IOException {
        Path etc = file("etc.json", "{\"dark\": true}");
        file("settings.json", "{\"dark\": \"yes\", \"lowBandwith\": true, \"experiment\": 5}");
        SettingsLayers read = read(etc);
        assertThat(read.settings().dark()).isTrue();
        assertThat(read.problems())
                .anyMatch(p -> p.startsWith("dark in") && p.contains(etc.toString()))
                .anyMatch(p -> p.contains("did you mean \"lowBandwidth\"?"))
                .anyMatch(p -> p.startsWith("experiment in"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"dark\": tru", "[1, 2]", "null"})
    void handbookSaysWhatIsSaidOfAFileThatIsNone(String content) throws IOException {
        file("settings.json", content);
        assertThat(read().problems())
                .singleElement()
                .asString()
                .matches(HandbookFaults.said("a settings file that cannot be read"))
                .doesNotContain("Exception")
                .doesNotContain("\n");
        assertThat(folder.resolve("settings.json.broken")).hasContent(content);
    }

    @Test
    void folderLoopAndOtherBytesInPlaceOfTheFileAreSaid() throws IOException {
        Path settings = Files.createDirectory(folder.resolve("settings.json"));
        assertThat(read().problems()).singleElement().asString().contains("(Is a directory)");
        Files.createSymbolicLink(settings, settings);
        assertThat(read().problems())
                .singleElement()
                .asString()
                .contains("(Too many levels of symbolic links");
        Files.write(settings, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(read().problems())
                .singleElement()
                .asString()
                .contains("(it is no text in UTF-8)");
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void handbookSaysWhatIsSaidOfWrongValuesAndNames() throws IOException {
        file("settings.json", "{\"forwardLogTo\": 5, \"dataFolder\": [\"a\"], \"drak\": true}");
        SettingsLayers read = read();
        assertThat(read.settings()).isEqualTo(Settings.DEFAULT);
        assertThat(read.problems())
                .anyMatch(p -> p.contains("dataFolder") && p.contains("cannot be [\"a\"]"))
                .hasSize(3);
        assertThat(read.problems().get(0))
                .matches(HandbookFaults.said("a setting with a value that it cannot have"));
        assertThat(read.problems().get(2))
                .matches(HandbookFaults.said("a setting that does not exist"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"https://hunter24711@errors.example.org/1\"]",
                "\"https:/hunter24711@errors.example.org/1\"",
                "\"https://hunter24711@errors.example.org\"",
                "\"hunter24711\""
            })
    void addressThatErrorsCannotBeForwardedToIsSaidWithoutItsKey(String value) throws IOException {
        file("settings.json", "{\"forwardLogTo\": " + value + "}");
        assertThat(read().settings().forwardLogTo()).isEmpty();
        assertThat(read().problems())
                .singleElement()
                .asString()
                .startsWith("forwardLogTo in ")
                .doesNotContain("hunter2");
    }

    @Test
    void addressOfAProjectIsTaken() throws IOException {
        file("settings.json", "{\"forwardLogTo\": \"https://hunter24711@errors.example.org/1\"}");
        assertThat(read().problems()).isEmpty();
        assertThat(read().settings().forwardLogTo()).endsWith("/1");
    }

    @Test
    void handbookSaysWhatIsSaidOfTheSitesFile() throws IOException {
        assertThat(read(file("etc.json", "{")).problems())
                .singleElement()
                .asString()
                .matches(HandbookFaults.said("the site's settings file that cannot be read"));
    }
}
