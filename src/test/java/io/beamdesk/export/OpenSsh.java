package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An OpenSSH server of its own on a free port of 127.0.0.1, which lets in one key.
final class OpenSsh implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final Process process;

    OpenSsh(Path folder, String... more) throws IOException {
        assertThat(SSHD).as("Debian's openssh-server").isExecutable();
        this.folder = folder;
        key("host", "");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> config =
                new ArrayList<>(
                        List.of(
                                "Port " + port,
                                "ListenAddress 127.0.0.1",
                                "HostKey " + folder.resolve("host"),
                                "PidFile none",
                                "AuthorizedKeysFile " + folder.resolve("authorized"),
                                "PasswordAuthentication no",
                                "PermitRootLogin yes",
                                "StrictModes no",
                                "UsePAM no",
                                "LogLevel VERBOSE",
                                "Subsystem sftp internal-sftp"));
        config.addAll(List.of(more));
        Path file = Files.write(folder.resolve("sshd_config"), config);
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        process =
                new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", file.toString())
                        .redirectErrorStream(true)
                        .start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.contains("listening on")) {
            line = out.readLine();
        }
        assertThat(line).as("sshd says that it listens").isNotNull();
        Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
    }

    int port() {
        return port;
    }

    /// Makes a key that is let in.
    Path key(String name, String passphrase) throws IOException {
        Path key = folder.resolve(name);
        command("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", key.toString());
        Files.writeString(
                folder.resolve("authorized"), Files.readString(folder.resolve(name + ".pub")));
        return key;
    }

    /// Fingerprint of the server's key, as its administrators tell it.
    String fingerprint() throws IOException {
        return command("ssh-keygen", "-l", "-E", "sha256", "-f", folder.resolve("host.pub") + "")
                .split(" ", 0)[1];
    }

    /// A known-hosts file that has the server on a port.
    Path knownHosts(int shownPort) throws IOException {
        String[] key = Files.readString(folder.resolve("host.pub")).split(" ", 0);
        return Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:%d %s %s%n".formatted(shownPort, key[0], key[1].strip()));
    }

    private static String command(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(out).isZero();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return out;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
