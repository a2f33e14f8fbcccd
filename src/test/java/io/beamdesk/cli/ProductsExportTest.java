package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductsExportTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path product;

    @BeforeEach
    void file() throws IOException {
        product = Files.writeString(folder.resolve("scan_0001.h5"), "one");
        Files.createDirectory(folder.resolve("out"));
    }

    private int export(String... more) {
        String[] words = new String[7 + more.length];
        words[0] = "products";
        words[1] = "export";
        words[2] = product.toString();
        words[3] = "--in";
        words[4] = folder.toString();
        words[5] = "--index";
        words[6] = folder.resolve("index").toString();
        System.arraycopy(more, 0, words, 7, more.length);
        var line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(words);
    }

    @Test
    void exportSaysWhatArrivedAndWhatWasThere() {
        assertThat(export("--to", folder.resolve("out").toString())).isZero();
        assertThat(folder.resolve("out/scan_0001.h5")).hasContent("one");
        assertThat(export("--to", folder.resolve("out").toString())).isZero();
        assertThat(out.toString())
                .contains("scan_0001.h5: exported", "scan_0001.h5: was there already");
    }

    @Test
    void exportIsReadByMachines() {
        assertThat(export("--json", "--to", folder.resolve("out").toString())).isZero();
        assertThat(out.toString())
                .isEqualToIgnoringNewLines(
                        "{\"name\":\"scan_0001.h5\",\"size\":3,\"sent\":3,\"stage\":\"done\",\"problem\":\"\"}");
    }

    @Test
    void exportRefusesWhatIsStillWritten() throws IOException {
        Files.createFile(folder.resolve("scan_0001.h5.journal"));
        assertThat(export("--to", folder.resolve("out").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("scan_0001.h5 is still being written");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void exportEndsWithOneWhereAFileIsNotThere() throws IOException {
        Files.writeString(folder.resolve("out/scan_0001.h5"), "somebody's");
        assertThat(export("--to", folder.resolve("out").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("Another file called scan_0001.h5");
        assertThat(folder.resolve("out/scan_0001.h5")).hasContent("somebody's");
    }

    @Test
    void exportRefusesWordsThatMakeNoSense() {
        assertThat(export("--to", "sftp://anna:sesame@host/x")).isEqualTo(1);
        assertThat(export("--to", folder.toString(), "--parallel", "0")).isEqualTo(1);
        assertThat(export()).isEqualTo(2);
        assertThat(err.toString())
                .contains("A password does not belong into an address")
                .contains("0 files at once are not possible; choose 1 to 8.")
                .doesNotContain("sesame");
    }
}
