package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @CsvSource({
        "sftp://anna@data.example.org/home/anna, anna, data.example.org, 22, /home/anna",
        "sftp://anna@10.0.0.7:2222/~/scans, anna, 10.0.0.7, 2222, scans",
        "sftp://anna@host/~/, anna, host, 22, .",
        "sftp://anna@host/with space, anna, host, 22, /with space"
    })
    void parseReadsAServer(String text, String user, String host, int port, String folder) {
        assertThat(Destination.parse(text))
                .isEqualTo(new Destination.Server(user, host, port, folder));
    }

    @Test
    void parseTellsAnArchiveFromAFolder() {
        assertThat(Destination.parse("/tmp/out.ZIP"))
                .isEqualTo(new Destination.Archive(Path.of("/tmp/out.ZIP")));
        assertThat(Destination.parse("/media/stick/../stick"))
                .isEqualTo(new Destination.Folder(Path.of("/media/stick")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sftp://host/folder",
                "sftp://anna@host",
                "sftp://anna@host/",
                "sftp:anna",
                "sftp://an na@/x"
            })
    void parseRefusesAnAddressThatIsNotWhole(String text) {
        assertThatThrownBy(() -> Destination.parse(text))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("sftp://user@host/folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sftp://anna:sesame@host/x",
                "sftp://anna:sesame@ho st^/x",
                "sftp://anna:sesame@/x"
            })
    void parseNeverRepeatsAPassword(String text) {
        assertThatThrownBy(() -> Destination.parse(text))
                .isInstanceOf(ExportException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("sesame"));
    }

    @Test
    void toStringIsReadAgain() {
        for (String text : new String[] {"sftp://anna@host:22/a/b", "sftp://anna@host:23/~/b"}) {
            assertThat(Destination.parse(text)).hasToString(text);
        }
    }
}
