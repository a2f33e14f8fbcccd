package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beamdesk.document.Compression;
import io.beamdesk.document.RunStop.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Products on a real file system that is small, full, read-only or gone. Mounts need root.
@Tag("interop")
class FileSystemFaultsTest {
    private static final int SIDE = 64;

    @TempDir private Path folder;
    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        // The reader's mapped files keep it busy until they are collected.
        run("umount", "-l", disk.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private ProductWriter begun(Compression compression) {
        ProductWriter writer = ProductWriter.create(disk, "Probe µ äöü 样品", _ -> compression);
        writer.accept(ScanDocuments.start(1000));
        writer.accept(ScanDocuments.withCamera("<u2", SIDE, SIDE));
        writer.accept(ScanDocuments.resource());
        return writer;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDiskThatFillsUpCostsNothingThatWasCommittedAndTheRunGoesOnOnceThereIsRoom(boolean packed)
            throws Exception {
        Compression compression = packed ? Compression.bitshuffleLz4() : Compression.NONE;
        ProductWriter writer = begun(compression);
        int points = 0;
        int committed = 0;
        ProductException full = null;
        while (full == null && points < 1000) {
            int point = points;
            full =
                    catchThrowableOfType(
                            ProductException.class,
                            () -> {
                                writer.accept(
                                        ScanDocuments.frames(
                                                point, ScanDocuments.frame(point, SIDE, SIDE)));
                                writer.accept(ScanDocuments.event(point));
                            });
            if (full == null) {
                points++;
            }
            if (full == null && points % 10 == 0) {
                full = catchThrowableOfType(ProductException.class, writer::commit);
                committed = full == null ? points : committed;
            }
        }
        assertThat(full)
                .hasMessageContaining("could not be written: No space left on device; what");
        assertThat(full.getMessage()).doesNotContain("\n");
        assertThat(committed).isPositive();
        // A full tmpfs cannot map the holes of its own files.
        Path copy = folder.resolve("copy.h5");
        Files.copy(writer.path(), copy, StandardCopyOption.REPLACE_EXISTING);
        try (Product product = Product.open(copy)) {
            ProductCheck.holds(product, committed, committed, SIDE, SIDE);
        }
        run("mount", "-o", "remount,size=16m", disk.toString());
        writer.accept(ScanDocuments.stop(ExitStatus.FAIL, "The disk was full.", points));
        writer.close();
        assertThat(Verification.of(writer.path()).problems()).isEmpty();
        try (Product product = Product.open(writer.path())) {
            ProductCheck.holds(product, points, committed, SIDE, SIDE);
            assertThat(product.exitStatus()).contains("fail");
        }
        assertThat(Journal.of(writer.path())).doesNotExist();
    }

    @Test
    void aDiskThatWasMountedReadOnlyIsRefusedInOneSentence() throws Exception {
        run("mount", "-o", "remount,ro", disk.toString());
        assertThatThrownBy(() -> begun(Compression.NONE))
                .isInstanceOf(ProductException.class)
                .hasMessageMatching(
                        "No product can be created in the data folder [^\n]*: Read-only file system;"
                                + " make it writable or choose another folder\\.");
    }

    @Test
    void aFullDiskIsRefusedInOneSentence() throws Exception {
        run(
                "dd",
                "if=/dev/zero",
                "of=" + disk.resolve("fill"),
                "bs=1024",
                "count=1024",
                "status=none");
        assertThatThrownBy(() -> begun(Compression.NONE))
                .isInstanceOf(ProductException.class)
                .hasMessageContaining("No space left on device");
        assertThat(disk).isDirectoryNotContaining("glob:**.h5");
    }

    @Test
    void aFolderThatVanishedIsNotMadeAgain() {
        disk.toFile().setWritable(true);
        assertThatThrownBy(() -> ProductWriter.create(disk.resolve("gone"), "x"))
                .isInstanceOf(ProductException.class)
                .hasMessageContaining("does not exist; create it, mount its disk");
    }

    @Test
    void aFolderThatVanishesInTheRunIsSaidAtTheNextCommit() throws Exception {
        ProductWriter writer = begun(Compression.NONE);
        writer.accept(ScanDocuments.event(0));
        writer.commit();
        run("umount", "-l", disk.toString());
        writer.accept(ScanDocuments.event(1));
        assertThatThrownBy(writer::commit)
                .isInstanceOf(ProductException.class)
                .hasMessageMatching(
                        "[^\n]*scan_0001[^\n]* could not be written: it is no longer in its folder,"
                                + " which was removed or is no longer mounted; [^\n]*");
        assertThat(disk).isEmptyDirectory();
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
        assertThatThrownBy(writer::close).isInstanceOf(ProductException.class);
        // What lies there by then is another disk's.
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void aDiskThatTurnsReadOnlyInTheRunCostsNothingThatWasCommitted() throws Exception {
        Path image = folder.resolve("disk.img");
        Path turned = Files.createDirectory(folder.resolve("turned"));
        run("truncate", "-s", "16M", image.toString());
        run("mkfs.ext4", "-q", "-F", image.toString());
        run("mount", "-o", "loop,errors=remount-ro", image.toString(), turned.toString());
        try {
            ProductWriter writer = ProductWriter.create(turned, "Probe");
            writer.accept(ScanDocuments.start(1000));
            writer.accept(ScanDocuments.withCamera("<u2", SIDE, SIDE));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < 20; i++) {
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, SIDE, SIDE)));
                writer.accept(ScanDocuments.event(i));
            }
            writer.commit();
            // As the kernel does it after an error of the disk.
            run("mount", "-o", "remount,abort", turned.toString());
            writer.accept(ScanDocuments.event(20));
            assertThatThrownBy(writer::commit)
                    .isInstanceOf(ProductException.class)
                    .hasMessageContaining("could not be written");
            assertThatThrownBy(writer::close).isInstanceOf(ProductException.class);
            try (Product product = Product.open(writer.path())) {
                ProductCheck.holds(product, 20, 20, SIDE, SIDE);
            }
        } finally {
            run("umount", "-l", turned.toString());
        }
    }

    @Test
    void namesThatAreTakenAreLeftAlone() throws Exception {
        Path taken = Files.writeString(disk.resolve("scan_0001_Probe-µ-äöü-样品.h5"), "mine");
        try (ProductWriter writer = begun(Compression.NONE)) {
            assertThat(writer.path().getFileName()).hasToString("scan_0002_Probe-µ-äöü-样品.h5");
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 0));
        }
        assertThat(Files.readString(taken)).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aClockThatJumpsADayInTheRunCostsNothing(int days) throws Exception {
        HandClock clock = new HandClock();
        Path path = disk.resolve("jump.h5");
        FileDisk file = FileDisk.create(path);
        try (ProductWriter writer =
                new ProductWriter(
                        path, 1, file, clock, _ -> Compression.NONE, Journal.beside(path))) {
            writer.accept(ScanDocuments.start(20));
            writer.accept(ScanDocuments.withCamera("<u2", SIDE, SIDE));
            writer.accept(ScanDocuments.resource());
            for (int i = 0; i < 20; i++) {
                clock.move(i == 10 ? Duration.ofDays(days) : Duration.ofSeconds(10));
                long before = writer.commits();
                writer.accept(ScanDocuments.frames(i, ScanDocuments.frame(i, SIDE, SIDE)));
                writer.accept(ScanDocuments.event(i));
                assertThat(writer.commits()).as("commits after point %s", i).isGreaterThan(before);
            }
            writer.accept(ScanDocuments.stop(ExitStatus.SUCCESS, "", 20));
        }
        assertThat(Verification.of(path).problems()).isEmpty();
        try (Product product = Product.open(path)) {
            ProductCheck.holds(product, 20, 20, SIDE, SIDE);
        }
    }
}
