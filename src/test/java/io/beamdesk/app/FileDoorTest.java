package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDoorTest {
    private final BlockingQueue<Path> taken = new LinkedBlockingQueue<>();

    @TempDir Path folder;

    @Test
    void giveWithAnOpenDesktopHandsItTheFile() throws Exception {
        Path file = folder.resolve("Kupfer, Kante µ 1.beamrecipe");
        try (FileDoor _ = open()) {
            assertThat(FileDoor.give(socket(), file)).isTrue();
            assertThat(FileDoor.give(socket(), folder.resolve("scan.h5"))).isTrue();
        }
        assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(file);
        assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(folder.resolve("scan.h5"));
    }

    @Test
    void giveWithNoDesktopSaysSo() {
        assertThat(FileDoor.give(socket(), folder.resolve("scan.h5"))).isFalse();
    }

    @Test
    void giveAfterTheDesktopHasClosedSaysSo() {
        open().close();
        assertThat(socket()).doesNotExist();
        assertThat(FileDoor.give(socket(), folder.resolve("scan.h5"))).isFalse();
    }

    @Test
    void openWhileAnotherDesktopIsOpenLeavesItTheDoor() throws Exception {
        BlockingQueue<Path> second = new LinkedBlockingQueue<>();
        try (FileDoor _ = open()) {
            assertThat(FileDoor.open(socket(), second::add)).isEmpty();
            assertThat(FileDoor.give(socket(), folder.resolve("scan.h5"))).isTrue();
        }
        assertThat(taken).hasSize(1);
        assertThat(second).isEmpty();
    }

    @Test
    void openAfterADesktopWasKilledTakesItsPlace() throws Exception {
        Files.createDirectories(socket().getParent());
        ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        killed.bind(UnixDomainSocketAddress.of(socket()));
        killed.close();
        assertThat(socket()).exists();
        assertThat(FileDoor.give(socket(), folder.resolve("scan.h5"))).isFalse();
        try (FileDoor _ = open()) {
            assertThat(FileDoor.give(socket(), folder.resolve("scan.h5"))).isTrue();
        }
    }

    @Test
    void openLetsNobodyElseIn() throws Exception {
        try (FileDoor _ = open()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void openWhereThePathIsTooLongForASocketGoesWithout() {
        assertThat(FileDoor.open(folder.resolve("x".repeat(200)), taken::add))
                .isEqualTo(Optional.empty());
    }

    private Path socket() {
        return folder.resolve("run").resolve("desktop.socket");
    }

    private FileDoor open() {
        return FileDoor.open(socket(), taken::add).orElseThrow();
    }
}
