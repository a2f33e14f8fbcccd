package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.beamdesk.document.Compression;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.product.ProductWriter;
import io.beamdesk.retention.Deed;
import io.beamdesk.retention.DeedLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductsRetentionTest {
    private static final Instant LONG_AGO = Instant.parse("2020-03-04T05:06:07Z");
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path data;
    private Path beamline;
    private Path product;

    @BeforeEach
    void product() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        try (ProductWriter writer = ProductWriter.create(data, "foil", _ -> Compression.NONE)) {
            product = writer.path();
            writer.accept(new RunStart("run", LONG_AGO, Map.of("title", "Ni foil")));
            writer.accept(new RunStop("s", "run", LONG_AGO, ExitStatus.SUCCESS, "", Map.of()));
        }
        beamline =
                Files.writeString(
                        folder.resolve("beamline.json"),
                        """
                        {"name": "B-1", "devices": [], "data_policy": {"keep": "1 year"}}
                        """);
    }

    private int run(String... words) {
        String[] all = new String[words.length + 5];
        all[0] = "products";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--in";
        all[words.length + 2] = data.toString();
        all[words.length + 3] = "--index";
        all[words.length + 4] = folder.resolve("index").toString();
        var line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(all);
    }

    private String printed() {
        String text = out.toString() + err;
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return text;
    }

    @Test
    void productGoesOnceItWasCopiedToAnotherDiskAndAPersonSaidSo() throws IOException {
        assumeTrue(
                Files.isDirectory(SHARED_MEMORY)
                        && !Files.getFileStore(SHARED_MEMORY).equals(Files.getFileStore(data)));
        String policy = beamline.toString();
        String file = product.toString();
        assertThat(run("retention", "delete", file, "--yes", "--beamline", policy)).isEqualTo(1);
        assertThat(printed()).contains("has no verified copy");
        Path elsewhere = Files.createTempDirectory(SHARED_MEMORY, "beamdesk");
        try {
            assertThat(run("export", file, "--to", elsewhere.toString())).isZero();
            assertThat(printed()).contains("1 products have a verified copy");
            assertThat(run("retention", "--beamline", policy)).isZero();
            assertThat(printed()).contains("Time is over 2021-03-04", "GB free");
            assertThat(run("retention", "delete", file, "--beamline", policy)).isZero();
            assertThat(printed()).contains("would be deleted");
            assertThat(product).exists();
            assertThat(run("retention", "check", file)).isZero();
            assertThat(printed()).contains("is byte for byte what was copied");
            Path copy = elsewhere.resolve(product.getFileName());
            byte[] good = Files.readAllBytes(copy);
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(copy, bad);
            assertThat(run("retention", "check", file)).isEqualTo(1);
            assertThat(printed()).contains(copy + " is damaged", "counts as a copy no more");
            assertThat(run("retention", "delete", file, "--beamline", policy)).isEqualTo(1);
            assertThat(printed()).contains("has no verified copy");
            Files.delete(copy);
            assertThat(run("export", file, "--to", elsewhere.toString())).isZero();
            assertThat(printed()).contains("1 products have a verified copy");
            assertThat(run("retention", "hold", file, "--reason", "thesis")).isZero();
            assertThat(run("retention", "delete", file, "--yes", "--beamline", policy))
                    .isEqualTo(1);
            assertThat(printed()).contains("(thesis)");
            assertThat(run("retention", "release", file)).isZero();
            assertThat(run("retention", "delete", file, "--yes", "--beamline", policy)).isZero();
            assertThat(product).doesNotExist();
            assertThat(run("retention", "--deleted")).isZero();
            assertThat(printed()).contains("scan_0001_foil.h5: Ni foil");
        } finally {
            try (var copies = Files.list(elsewhere)) {
                for (Path copy : copies.toList()) {
                    Files.delete(copy);
                }
            }
            Files.delete(elsewhere);
        }
    }

    @Test
    void aCopyOnTheSameDiskDoesNotCount() throws IOException {
        Path beside = Files.createDirectory(folder.resolve("beside"));
        assertThat(run("export", product.toString(), "--to", beside.toString())).isZero();
        assertThat(beside.resolve("scan_0001_foil.h5")).exists();
        assertThat(data.resolve(DeedLog.NAME)).doesNotExist();
    }

    @Test
    void aCopyIsWithdrawnByWhoeverKnowsThatItIsGone() throws IOException {
        var log = new DeedLog(data);
        String uid = "run";
        log.add(
                java.util.List.of(
                        new Deed(
                                LONG_AGO,
                                "anna",
                                product.getFileName().toString(),
                                uid,
                                new Deed.What.Copied("sftp://a@archive:22/x", "abc"))));
        String file = product.toString();
        assertThat(run("retention", "check", file)).isZero();
        assertThat(printed()).contains("is a server, which is not asked");
        assertThat(run("retention", "withdraw", file, "--copy", "/else", "--reason", "x"))
                .isEqualTo(1);
        assertThat(printed()).contains("no noted copy at /else", "sftp://a@archive:22/x");
        assertThat(
                        run(
                                "retention",
                                "withdraw",
                                file,
                                "--copy",
                                "sftp://a@archive:22/x",
                                "--reason",
                                "tape lost"))
                .isZero();
        assertThat(new DeedLog(data).deeds().getLast().what())
                .isEqualTo(new Deed.What.Withdrawn("sftp://a@archive:22/x", "abc", "tape lost"));
        assertThat(run("retention", "delete", file, "--beamline", beamline.toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("has no verified copy");
    }

    @Test
    void nothingGoesWithoutAPolicy() {
        assertThat(run("retention", "delete", product.toString(), "--yes")).isEqualTo(1);
        assertThat(printed()).contains("is kept for ever");
        assertThat(product).exists();
    }

    @Test
    void wrongWordsAreOneSentence() {
        assertThat(run("retention", "extend", product.toString(), "--until", "soon")).isEqualTo(1);
        assertThat(printed()).contains("\"soon\" is no day");
        assertThat(run("retention", "hold", "/nowhere/a.h5", "--reason", "x")).isEqualTo(1);
        assertThat(printed()).contains("/nowhere/a.h5 is no product of the data folder");
    }
}
