package io.beamdesk.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.pv.pva.PvaSettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/// A real EPICS IOC, EPICS base's `softIoc`, on a port of its own of this machine's loopback.
///
/// The executable is named by `BEAMDESK_SOFTIOC` or lies on the path. Where there is none a test is
/// skipped, and fails instead if `BEAMDESK_INTEROP` is `required`.
public final class SoftIoc implements AutoCloseable {
    private static final int START_SECONDS = 30;

    private final Path executable;
    private final Path directory;
    private final Path script;
    private final int port;
    private final int pvaPort;
    private Process process;
    private Writer shell;

    private SoftIoc(Path executable, Path directory, Path script) throws IOException {
        this.executable = executable;
        this.directory = directory;
        this.script = script;
        this.port = freePort();
        this.pvaPort = freePort();
        start();
    }

    /// What an IOC is to serve.
    public static final class Definition {
        private final List<String> script = new ArrayList<>();
        private final Path directory;

        private Definition(Path directory) {
            this.directory = directory;
        }

        /// Records from a file of `src/test/resources/softioc`.
        ///
        /// @param macros as `P=T:,N=1`
        public Definition records(String resource, String macros) {
            script.add("dbLoadRecords(\"" + copy(resource, directory) + "\", \"" + macros + "\")");
            return this;
        }

        /// Access security from a file of `src/test/resources/softioc`.
        public Definition security(String resource, String macros) {
            script.add("asSetFilename(\"" + copy(resource, directory) + "\")");
            script.add("asSetSubstitutions(\"" + macros + "\")");
            return this;
        }

        /// A line of the IOC shell before the records are initialised.
        public Definition line(String command) {
            script.add(command);
            return this;
        }

        /// Starts it; returns when it serves.
        public SoftIoc start() {
            return start(executable());
        }

        /// Starts it with the server of PVAccess, `softIocPVA`; returns when it serves. The test is
        /// skipped, or failed, if `softIocPVA` does not lie beside `softIoc`.
        public SoftIoc startWithPvAccess() {
            Path both = executable().resolveSibling("softIocPVA");
            boolean there = Files.isExecutable(both);
            if (!there && "required".equals(System.getenv("BEAMDESK_INTEROP"))) {
                throw new AssertionError("no " + both);
            }
            Assumptions.assumeTrue(there, "skipped: no " + both + "; .ci/epics-base builds it");
            return start(both);
        }

        private SoftIoc start(Path executable) {
            try {
                Path file = directory.resolve("st.cmd");
                script.add("iocInit()");
                Files.write(file, script);
                return new SoftIoc(executable, directory, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// An IOC whose files go to this directory.
    public static Definition in(Path directory) {
        return new Definition(directory);
    }

    /// The executable; ends the test as skipped, or failed, if there is none.
    public static Path executable() {
        Optional<Path> found = find();
        if (found.isEmpty() && "required".equals(System.getenv("BEAMDESK_INTEROP"))) {
            throw new AssertionError("no softIoc: name it in BEAMDESK_SOFTIOC");
        }
        Assumptions.assumeTrue(
                found.isPresent(),
                "skipped: no softIoc; build it with .ci/epics-base and name it in BEAMDESK_SOFTIOC");
        return found.orElseThrow();
    }

    /// The executable if there is one.
    public static Optional<Path> find() {
        String named = System.getenv("BEAMDESK_SOFTIOC");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, "softIoc");
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /// Settings of a client that finds this IOC.
    public CaSettings settings() {
        return CaSettings.LOOPBACK.withServerPort(port);
    }

    /// Settings of a PVAccess client that finds this IOC.
    public PvaSettings pvaSettings() {
        return new PvaSettings(
                "127.0.0.1:" + pvaPort, false, "", 0, pvaPort, false, Duration.ofSeconds(5));
    }

    /// Variables for a C client that is to find this IOC.
    public Map<String, String> variables() {
        return Map.of(
                "EPICS_CA_ADDR_LIST", "127.0.0.1",
                "EPICS_CA_AUTO_ADDR_LIST", "NO",
                "EPICS_CA_SERVER_PORT", Integer.toString(port),
                "EPICS_CA_MAX_ARRAY_BYTES", "100000000");
    }

    /// Its CA port, the same over restarts.
    public int port() {
        return port;
    }

    /// Its process, to stop and resume it.
    public long pid() {
        return process.pid();
    }

    /// Starts it again after [#kill].
    public void restart() {
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it at once, as `kill -9` does.
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("softIoc " + process.pid() + " survived SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs a line in the IOC's shell.
    public void shell(String command) {
        try {
            shell.write(command + "\n");
            shell.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything the IOC printed since its last start.
    public String output() {
        try {
            return Files.readString(directory.resolve("ioc.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() throws IOException {
        Path log = directory.resolve("ioc.log");
        ProcessBuilder builder =
                new ProcessBuilder(executable.toString(), script.toString())
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(variables());
        environment.put("EPICS_CAS_INTF_ADDR_LIST", "127.0.0.1");
        environment.put("EPICS_CAS_BEACON_ADDR_LIST", "127.0.0.1");
        environment.put("EPICS_CAS_AUTO_BEACON_ADDR_LIST", "NO");
        environment.put("EPICS_CAS_SERVER_PORT", Integer.toString(port));
        environment.put("EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1");
        environment.put("EPICS_PVAS_BEACON_ADDR_LIST", "127.0.0.1");
        environment.put("EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO");
        environment.put("EPICS_PVAS_SERVER_PORT", Integer.toString(pvaPort));
        environment.put("EPICS_PVAS_BROADCAST_PORT", Integer.toString(pvaPort));
        process = builder.start();
        shell = new OutputStreamWriter(process.getOutputStream(), UTF_8);
        shell("echo serving");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!output().lines().anyMatch("serving"::equals)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("softIoc did not start:\n" + output());
            }
            LockSupport.parkNanos(20_000_000);
        }
        if (output().lines().anyMatch(SoftIoc::isError)) {
            kill();
            throw new AssertionError(
                    "softIoc could not load its files:\n"
                            + output().lines().filter(SoftIoc::isError).limit(5).toList());
        }
    }

    private static boolean isError(String line) {
        return line.contains("syntax error")
                || line.contains("Can't set")
                || line.contains("Failed")
                || line.startsWith("Error");
    }

    private static Path copy(String resource, Path directory) {
        Path to = directory.resolve(resource);
        try (InputStream from = SoftIoc.class.getResourceAsStream("/softioc/" + resource)) {
            if (from == null) {
                throw new IllegalArgumentException("no test resource softioc/" + resource);
            }
            if (!Files.exists(to)) {
                Files.copy(from, to);
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A port free for TCP and for UDP.
    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = tcp.getLocalPort();
                try (DatagramSocket _ =
                        new DatagramSocket(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                    return port;
                } catch (IOException _) {
                    // Taken for UDP; another one will do.
                }
            }
        }
        throw new IOException("no free port");
    }

    @Override
    public void close() {
        kill();
    }
}
