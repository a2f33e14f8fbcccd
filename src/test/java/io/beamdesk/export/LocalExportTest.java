package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exports to folders and archives of this machine.
class LocalExportTest {
    @TempDir private Path folder;
    private Path data;
    private Path out;

    @BeforeEach
    void folders() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        out = Files.createDirectory(folder.resolve("out"));
    }

    private Path file(String name, String content) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Progress export(List<Path> files, Destination to) throws Exception {
        Terms terms = new Terms(2, 0, List.of(), folder.resolve("known"), Optional.empty());
        try (Export export = Export.start(Parcel.of(files, data), to, terms, Secrets.NONE)) {
            return export.ended().get(60, TimeUnit.SECONDS);
        }
    }

    private Map<String, String> content(Path where) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (var files = Files.walk(where)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> {
                        try {
                            content.put(where.relativize(file).toString(), Files.readString(file));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return content;
    }

    @Test
    void folderGetsTheFilesAndTheirChecksums() throws Exception {
        Path first = file("scan_0001.h5", "one");
        Path second = file("day 2/scan_0002 ü.h5", "two");
        assertThat(export(List.of(first), new Destination.Folder(out)).complete()).isTrue();
        Progress end = export(List.of(first, second), new Destination.Folder(out));
        assertThat(end.complete()).isTrue();
        assertThat(end.files())
                .extracting(Progress.File::stage)
                .containsExactly(Progress.Stage.ALREADY_THERE, Progress.Stage.DONE);
        Map<String, String> there = content(out);
        assertThat(there)
                .containsOnlyKeys("scan_0001.h5", "day 2/scan_0002 ü.h5", Manifest.NAME)
                .containsEntry("scan_0001.h5", "one")
                .containsEntry("day 2/scan_0002 ü.h5", "two");
        assertThat(there.get(Manifest.NAME).lines())
                .containsExactly(
                        "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3  day 2/scan_0002 ü.h5",
                        "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  scan_0001.h5");
    }

    @Test
    void closeLeavesWhatIsThereForTheNextExport() throws Exception {
        Path file = file("scan_0001.h5", "x".repeat(200_000));
        Terms slow = new Terms(1, 1000, List.of(), folder.resolve("known"), Optional.empty());
        Destination to = new Destination.Folder(out);
        Export export = Export.start(Parcel.of(List.of(file), data), to, slow, Secrets.NONE);
        export.close();
        Progress end = export.ended().get(60, TimeUnit.SECONDS);
        assertThat(end.files())
                .extracting(Progress.File::stage)
                .containsExactly(Progress.Stage.CANCELLED);
        assertThat(out.resolve("scan_0001.h5")).doesNotExist();
        assertThat(export(List.of(file), to).complete()).isTrue();
        assertThat(Files.mismatch(file, out.resolve("scan_0001.h5"))).isEqualTo(-1);
    }

    @Test
    void folderThatVanishedIsOneSentence() throws Exception {
        Path first = file("scan_0001.h5", "one");
        assertThatThrownBy(() ->
                        export(List.of(first), new Destination.Folder(folder.resolve("stick"))))
                .cause()
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("stick does not exist; create it, or mount its disk.");
    }

    @Test
    void archiveIsABagThatHoldsEveryFile() throws Exception {
        List<Path> files = List.of(file("scan_0001.h5", "one"), file("b/scan_0002.h5", "two"));
        Path zip = out.resolve("take home.zip");
        assertThat(export(files, new Destination.Archive(zip)).complete()).isTrue();
        assertThat(out)
                .isDirectoryContaining(zip::equals)
                .isDirectoryNotContaining(p -> !p.equals(zip));
        Map<String, String> bag = new TreeMap<>();
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : archive.stream().toList()) {
                bag.put(
                        entry.getName(),
                        new String(
                                archive.getInputStream(entry).readAllBytes(),
                                StandardCharsets.UTF_8));
            }
        }
        assertThat(bag)
                .containsEntry("take home/data/scan_0001.h5", "one")
                .containsEntry("take home/data/b/scan_0002.h5", "two")
                .containsEntry(
                        "take home/bagit.txt",
                        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        assertThat(bag.get("take home/bag-info.txt")).contains("Payload-Oxum: 6.2\n");
        assertThat(bag.get("take home/manifest-sha256.txt").lines())
                .containsExactly(
                        "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3  data/b/scan_0002.h5",
                        "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  data/scan_0001.h5");
        assertThat(bag.get("take home/tagmanifest-sha256.txt"))
                .contains("  bag-info.txt", "  bagit.txt", "  manifest-sha256.txt");
        assertThatThrownBy(() -> export(files, new Destination.Archive(zip)))
                .cause()
                .hasMessageContaining("take home.zip already; choose another name.");
    }

    @Test
    void filesOfOneNameAreRefusedBeforeAnythingIsSent() throws Exception {
        Path one =
                Files.writeString(Files.createDirectories(folder.resolve("x")).resolve("a"), "1");
        Path two =
                Files.writeString(Files.createDirectories(folder.resolve("y")).resolve("a"), "2");
        assertThatThrownBy(() -> Parcel.of(List.of(one, two), data))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("would both be called a at the far end");
        assertThatThrownBy(() -> Parcel.of(List.of(), data)).isInstanceOf(ExportException.class);
        assertThatThrownBy(() -> Parcel.of(List.of(data.resolve("none")), data))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("There is no file");
    }
}
