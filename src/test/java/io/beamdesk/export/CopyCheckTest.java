package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.codec.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyCheckTest {
    private static final byte[] CONTENT = {1, 2, 3, 4, 5};

    @TempDir private Path folder;

    private static String sum() throws IOException {
        return Sha256.of(new ByteArrayInputStream(CONTENT));
    }

    private CopyCheck.Finding check() throws IOException {
        return CopyCheck.of(folder.toString(), "night/scan_0001.h5", sum());
    }

    @Test
    void aCopyIsFoundWithAndWithoutItsFoldersAndByTheListOfTheExport() throws IOException {
        for (String name : new String[] {"night/scan_0001.h5", "scan_0001.h5", "other/name.h5"}) {
            Path copy = folder.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.write(copy, CONTENT);
            Manifest list = new Manifest();
            list.add(name, sum());
            Files.writeString(folder.resolve(Manifest.NAME), list.text());
            assertThat(check().state()).isEqualTo(CopyCheck.State.GOOD);
            Files.delete(copy);
        }
    }

    @Test
    void aCopyThatIsDamagedOrGoneIsBad() throws IOException {
        assertThat(check().state()).isEqualTo(CopyCheck.State.BAD);
        assertThat(check().words()).contains("does not have night/scan_0001.h5 any more");
        Files.write(folder.resolve("scan_0001.h5"), new byte[] {1, 2, 3, 4, 6});
        assertThat(check().state()).isEqualTo(CopyCheck.State.BAD);
        assertThat(check().words()).contains("scan_0001.h5 is damaged");
    }

    @Test
    void whatCannotBeLookedAtIsNotBad() throws IOException {
        for (String place :
                new String[] {folder + "/unmounted", "sftp://anna@archive/x", "sftp:"}) {
            assertThat(CopyCheck.of(place, "a.h5", sum()).state())
                    .isEqualTo(CopyCheck.State.UNKNOWN);
        }
    }

    @Test
    void aCopyInAnArchiveIsReadThere() throws IOException {
        Path archive = folder.resolve("bag.zip");
        for (boolean good : new boolean[] {true, false}) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
                zip.putNextEntry(new ZipEntry("bag/data/night/scan_0001.h5"));
                zip.write(good ? CONTENT : new byte[] {9});
            }
            assertThat(CopyCheck.of(archive.toString(), "night/scan_0001.h5", sum()).state())
                    .isEqualTo(good ? CopyCheck.State.GOOD : CopyCheck.State.BAD);
        }
        assertThat(CopyCheck.of(archive.toString(), "night/scan_0002.h5", sum()).words())
                .contains("does not have night/scan_0002.h5");
    }
}
