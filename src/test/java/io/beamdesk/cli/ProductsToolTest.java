package io.beamdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.document.Compression;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.DataKey.Role;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.product.ProductWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProductsToolTest {
    private static final Instant BEGIN = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private ProductWriter begun() {
        ProductWriter writer = ProductWriter.create(folder, "foil", _ -> Compression.NONE);
        writer.accept(new RunStart("run", BEGIN, Map.of("title", "Ni foil")));
        DataKey key = DataKey.number("ca://SIM:i0", "counts", 0, "counter", Role.SIGNAL);
        writer.accept(
                new EventDescriptor(
                        "d", "run", BEGIN, "primary", Map.of("i0", key), Map.of(), Map.of()));
        for (int i = 0; i < 3; i++) {
            Reading reading = new Reading(10.0 + i, BEGIN);
            writer.accept(new Event("e" + i, "d", BEGIN, i + 1, Map.of("i0", reading)));
        }
        return writer;
    }

    private Path product() {
        try (ProductWriter writer = begun()) {
            writer.accept(
                    new RunStop("s", "run", BEGIN, ExitStatus.SUCCESS, "", Map.of("primary", 3)));
            return writer.path();
        }
    }

    @Test
    void listSaysHowEachRunEnded() throws IOException {
        product();
        Files.writeString(folder.resolve("scan_0002.h5"), "no product");
        assertThat(run("products", "list", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("scan_0001_foil.h5").contains("3 points  success");
        assertThat(out.toString()).contains("Ni foil");
        assertThat(err.toString()).contains("scan_0002.h5 cannot be read as HDF5");
    }

    @Test
    void showPrintsTheTreeAndFollowsUntilTheEnd() {
        assertThat(run("products", "show", product().toString(), "--follow")).isZero();
        assertThat(out.toString()).contains("i0 double[3] = 10.0, 11.0, 12.0");
        assertThat(out.toString()).contains("3 points, i0 = 12.0; ended: success");
    }

    @Test
    void verifyFindsAFlippedBit() throws IOException {
        Path path = product();
        assertThat(run("products", "verify", path.toString())).isZero();
        assertThat(out.toString()).contains("good");
        byte[] bytes = Files.readAllBytes(path);
        bytes[40] ^= 4;
        Files.write(path, bytes);
        assertThat(run("products", "verify", path.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the superblock is damaged");
    }

    @Test
    void recoverSaysWhatItAdded() throws IOException {
        Path killed = Files.createDirectory(folder.resolve("killed")).resolve("scan_0001_foil.h5");
        try (ProductWriter writer = begun()) {
            Files.copy(writer.path(), killed);
            Path journal = writer.path().resolveSibling(writer.path().getFileName() + ".journal");
            Files.copy(journal, killed.resolveSibling(killed.getFileName() + ".journal"));
        }
        assertThat(run("products", "recover", killed.getParent().toString())).isZero();
        assertThat(out.toString()).contains("3 points and 0 frames recovered, 0 frames lost");
        assertThat(run("products", "recover", killed.toString())).isZero();
        assertThat(out.toString()).contains("There is nothing to recover");
        assertThat(run("products", "verify", killed.toString())).isZero();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(run("products", "verify", folder.resolve("x.h5").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("There is no product");
        assertThat(run("products", "show", folder.resolve("x.h5").toString())).isEqualTo(1);
        assertThat(run("products", "recover", folder.resolve("x.h5").toString())).isEqualTo(1);
        assertThat(run("products")).isEqualTo(2);
    }

    private int indexed(String... arguments) {
        List<String> all = new ArrayList<>(List.of("products"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--index", folder.resolve(".index").toString()));
        return run(all.toArray(String[]::new));
    }

    @Test
    void searchFindsWhatIsNewInTheFolder() {
        Path product = product();
        assertThat(indexed("search", "--in", folder.toString(), "ni", "fo")).isZero();
        assertThat(out.toString()).contains("Success", product.getFileName().toString(), "Ni foil");
    }

    @Test
    void searchSaysThatNothingIsLikeIt() {
        product();
        int code = indexed("search", "--in", folder.toString(), "--technique", "tomography");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("No product in " + folder + " is like that");
    }

    @Test
    void searchRefusesADayThatIsNone() {
        assertThat(indexed("search", "--in", folder.toString(), "--since", "yesterday"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--since: \"yesterday\" is no day");
    }

    @Test
    void searchPrintsWhatAMachineNeeds() {
        Path product = product();
        assertThat(indexed("search", "--in", folder.toString(), "--json", "--since", "2026-03-01"))
                .isZero();
        JsonObject found = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(found.get("path").getAsString()).isEqualTo(product.toString());
        assertThat(found.get("points").getAsInt()).isEqualTo(3);
        assertThat(found.get("checksum").getAsString()).hasSize(64);
    }

    @Test
    void reindexReadsEveryProduct() {
        product();
        assertThat(indexed("reindex", folder.toString())).isZero();
        assertThat(indexed("reindex", folder.toString())).isZero();
        assertThat(out.toString()).contains(": 1 products read, 0 forgotten");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThat(indexed("search", "--in", folder.resolve("away").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("away is not there");
    }
}
