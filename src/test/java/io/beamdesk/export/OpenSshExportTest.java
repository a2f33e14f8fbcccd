package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Exports to Debian's OpenSSH server.
@Tag("interop")
@Timeout(180)
class OpenSshExportTest {
    private static final int MEGABYTE = 1_000_000;
    private static final String USER = System.getProperty("user.name");

    @TempDir private Path folder;

    private Path file(String name, int size) throws IOException {
        Path here = Files.createDirectories(folder.resolve("data"));
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(here.resolve(name), bytes);
    }

    private Path there() throws IOException {
        return Files.createDirectories(folder.resolve("there"));
    }

    private Destination to(int port) throws IOException {
        return new Destination.Server(USER, "127.0.0.1", port, there() + "/of anna's");
    }

    private static Terms terms(int parallel, Path key, Path knownHosts) {
        return new Terms(parallel, 0, List.of(key), knownHosts, Optional.empty());
    }

    private Progress export(List<Path> files, Destination to, Terms terms, Secrets secrets)
            throws Exception {
        try (Export export =
                Export.start(Parcel.of(files, folder.resolve("data")), to, terms, secrets)) {
            return export.ended().get(150, TimeUnit.SECONDS);
        }
    }

    @Test
    void aLineThatIsCutTenTimesSendsOnlyWhatIsMissing() throws Exception {
        Path big = file("scan_0001.h5", 44 * MEGABYTE);
        Long[] cuts = new Long[10];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = (i % 3 + 3L) * MEGABYTE + i * 1234L;
        }
        try (OpenSsh server = new OpenSsh(Files.createDirectory(folder.resolve("ssh")));
                CuttingProxy proxy = new CuttingProxy(server.port(), cuts)) {
            Path key = server.key("key", "");
            Destination.Server to =
                    new Destination.Server(USER, "127.0.0.1", proxy.port(), there() + "/of anna's");
            Path part = there().resolve("of anna's/scan_0001.h5" + Courier.SUFFIX);
            Resumptions resumptions = new Resumptions(part);
            Delivery delivery =
                    new Delivery(
                            Parcel.of(List.of(big), folder.resolve("data")).items().getFirst());
            Terms terms = terms(1, key, server.knownHosts(proxy.port()));
            try (Login login = new Login(to, terms, Secrets.NONE);
                    Courier courier =
                            new Courier(
                                    () ->
                                            resumptions.watch(
                                                    new ServerEnd(login.session(), to.folder())),
                                    new Bandwidth(0, System::nanoTime, Thread::sleep),
                                    Thread::sleep,
                                    resumptions::sent)) {
                var _ = courier.bring(delivery);
            }
            assertThat(proxy.cut()).isEqualTo(10);
            assertThat(Files.mismatch(big, there().resolve("of anna's/scan_0001.h5")))
                    .isEqualTo(-1);
            System.out.printf(
                    "%d bytes of a file, %d sent, %d of them again, %d over a line cut %d times%n",
                    Files.size(big),
                    resumptions.sent,
                    resumptions.lacked,
                    proxy.sent(),
                    proxy.cut());
            assertThat(resumptions.count).isGreaterThan(8);
            // At most a window of 2 MiB is under way when the line is cut, with a few per cent of
            // protocol.
            assertThat(proxy.sent()).isLessThan((long) (1.03 * Files.size(big)) + 10 * (2L << 20));
            // Nothing that the disk had; but a server whose line was cut may write its last packets
            // late.
            assertThat(resumptions.late).isBetween(0L, MEGABYTE / 2L);
            // What was sent again is what the server lacked, to the byte.
            assertThat(resumptions.sent).isEqualTo(Files.size(big) + resumptions.lacked);
            assertThat(there().resolve("of anna's"))
                    .isDirectoryNotContaining(p -> p.toString().endsWith(Courier.SUFFIX));
        }
    }

    /// Counts how far before the end of what the server's disk has a connection goes on.
    private static final class Resumptions {
        private final Path part;
        private long sent;
        private long reached;
        private long lacked;
        private long late;
        private int count;

        Resumptions(Path part) {
            this.part = part;
        }

        void sent(long bytes) {
            sent += bytes;
            reached += bytes;
        }

        FarEnd watch(FarEnd far) {
            return (FarEnd)
                    Proxy.newProxyInstance(
                            FarEnd.class.getClassLoader(),
                            new Class<?>[] {FarEnd.class},
                            (_, method, arguments) -> {
                                if (method.getName().equals("write")) {
                                    begin((Long) arguments[1]);
                                }
                                try {
                                    return method.invoke(far, arguments);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
        }

        private void begin(long from) throws IOException {
            late += (Files.exists(part) ? Files.size(part) : 0) - from;
            count += from > 0 ? 1 : 0;
            lacked += reached - from;
            reached = from;
        }
    }

    @Test
    void aKeyWithAPassphraseOpensAServerThatHasSftpOnly() throws Exception {
        List<Path> files =
                List.of(file("a.h5", 3 * MEGABYTE), file("b.h5", 1), file("c ü'\".h5", 0));
        try (OpenSsh server =
                new OpenSsh(
                        Files.createDirectory(folder.resolve("ssh")),
                        "ForceCommand internal-sftp")) {
            Path key = server.key("key", "open sesame");
            Terms terms = terms(3, key, server.knownHosts(server.port()));
            Secrets secrets = _ -> "open sesame".toCharArray();
            Progress first = export(files, to(server.port()), terms, secrets);
            assertThat(first.complete()).as(first.toString()).isTrue();
            for (Path file : files) {
                Path arrived = there().resolve("of anna's").resolve(file.getFileName());
                assertThat(Files.mismatch(file, arrived)).isEqualTo(-1);
            }
            Progress second = export(files, to(server.port()), terms, secrets);
            assertThat(second.files())
                    .extracting(Progress.File::stage)
                    .containsOnly(Progress.Stage.ALREADY_THERE);
            assertThat(second.moved()).isZero();
            Process check =
                    new ProcessBuilder("sha256sum", "--check", "--quiet", Manifest.NAME)
                            .directory(there().resolve("of anna's").toFile())
                            .start();
            assertThat(check.waitFor()).isZero();
        }
    }

    @Test
    void aServerThatIsNotKnownIsRefusedUntilItsFingerprintIsConfirmed() throws Exception {
        List<Path> files = List.of(file("a.h5", 1000));
        try (OpenSsh server = new OpenSsh(Files.createDirectory(folder.resolve("ssh")))) {
            Path key = server.key("key", "");
            Path known = folder.resolve("known_hosts");
            assertThatThrownBy(() ->
                            export(files, to(server.port()), terms(1, key, known), Secrets.NONE))
                    .cause()
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("is not known here")
                    .hasMessageContaining(server.fingerprint());
            assertThat(there()).isEmptyDirectory();
            Terms confirmed =
                    new Terms(1, 0, List.of(key), known, Optional.of(server.fingerprint()));
            assertThat(export(files, to(server.port()), confirmed, Secrets.NONE).complete())
                    .isTrue();
            assertThat(export(files, to(server.port()), terms(1, key, known), Secrets.NONE))
                    .as("it is known from now on")
                    .returns(true, Progress::complete);
        }
    }

    @Test
    void aServerWhoseKeyHasChangedIsRefusedEvenIfConfirmed() throws Exception {
        List<Path> files = List.of(file("a.h5", 1000));
        try (OpenSsh old = new OpenSsh(Files.createDirectory(folder.resolve("old")));
                OpenSsh server = new OpenSsh(Files.createDirectory(folder.resolve("ssh")))) {
            Path key = server.key("key", "");
            Path known = old.knownHosts(server.port());
            Terms confirmed =
                    new Terms(1, 0, List.of(key), known, Optional.of(server.fingerprint()));
            assertThatThrownBy(() -> export(files, to(server.port()), confirmed, Secrets.NONE))
                    .cause()
                    .hasMessageContaining("but is known with " + old.fingerprint());
            assertThat(there()).isEmptyDirectory();
        }
    }

    @Test
    void aKeyThatIsNotLetInIsSaid() throws Exception {
        List<Path> files = List.of(file("a.h5", 1000));
        try (OpenSsh server = new OpenSsh(Files.createDirectory(folder.resolve("ssh")))) {
            Path wrong = server.key("wrong", "");
            server.key("right", "");
            Terms terms = terms(1, wrong, server.knownHosts(server.port()));
            assertThatThrownBy(() -> export(files, to(server.port()), terms, Secrets.NONE))
                    .cause()
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("does not let " + USER + " in");
        }
    }

    @Test
    void anotherFileOfThatNameIsNotOverwritten() throws Exception {
        List<Path> files = List.of(file("a.h5", 1000), file("b.h5", 2000));
        Path taken = Files.createDirectories(there().resolve("of anna's")).resolve("a.h5");
        Files.writeString(taken, "somebody's");
        try (OpenSsh server = new OpenSsh(Files.createDirectory(folder.resolve("ssh")))) {
            Path key = server.key("key", "");
            Progress end =
                    export(
                            files,
                            to(server.port()),
                            terms(2, key, server.knownHosts(server.port())),
                            Secrets.NONE);
            assertThat(end.files().getFirst().note())
                    .contains("Another file called a.h5 is at the far end already");
            assertThat(end.files().getLast().stage()).isEqualTo(Progress.Stage.DONE);
            assertThat(taken).hasContent("somebody's");
        }
    }

    @Test
    void aServerThatIsNotThereIsGivenUpWithItsName() throws Exception {
        List<Path> files = List.of(file("a.h5", 1000));
        Courier courier =
                new Courier(
                        () -> {
                            throw new IOException("127.0.0.1:9 cannot be reached (refused)");
                        },
                        new Bandwidth(0, System::nanoTime, _ -> {}),
                        _ -> {},
                        _ -> {});
        Delivery delivery = new Delivery(Parcel.of(files, folder).items().getFirst());
        assertThatThrownBy(() -> courier.bring(delivery))
                .isInstanceOf(ExportException.class)
                .isNotInstanceOf(CompletionException.class)
                .hasMessageContaining("127.0.0.1:9 cannot be reached")
                .hasMessageContaining("after 12 tries in a row");
    }
}
