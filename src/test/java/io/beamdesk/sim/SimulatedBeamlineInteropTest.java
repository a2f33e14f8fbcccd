package io.beamdesk.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The C client library against the simulated beamline, through Debian's python3-pyepics.
@Tag("interop")
class SimulatedBeamlineInteropTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir static Path folder;
    private static SimulatedBeamline beamline;
    private static Path script;

    private record Ended(int code, String output) {}

    @BeforeAll
    static void startBeamline() throws IOException, InterruptedException {
        boolean present =
                Files.isExecutable(Path.of(PYTHON)) && run(0, "-c", "import epics").code() == 0;
        boolean required =
                "required".equals(System.getProperty("BEAMDESK_INTEROP"))
                        || "required".equals(System.getenv("BEAMDESK_INTEROP"));
        assumeTrue(
                present || required,
                "python3-pyepics is not installed: the C client library is not tried");
        script = folder.resolve("interop.py");
        try (InputStream source =
                Objects.requireNonNull(
                        SimulatedBeamlineInteropTest.class.getResourceAsStream("interop.py"))) {
            Files.copy(source, script);
        }
        beamline = SimulatedBeamline.start(SimSettings.defaults());
    }

    @AfterAll
    static void closeBeamline() {
        if (beamline != null) {
            beamline.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"reads", "writes", "monitors", "completion", "limits", "image", "stream"})
    void libraryAndBeamlineAgree(String check) throws IOException, InterruptedException {
        Ended ended = run(beamline.port(), script.toString(), check);
        assertThat(ended.output()).as(check).contains("passed");
        assertThat(ended.code()).as(check).isZero();
    }

    private static Ended run(int port, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "EPICS_CA_ADDR_LIST", "127.0.0.1",
                                "EPICS_CA_AUTO_ADDR_LIST", "NO",
                                "EPICS_CA_SERVER_PORT", Integer.toString(port),
                                "EPICS_CA_MAX_ARRAY_BYTES", "40000000"));
        Path output = Files.createTempFile("interop", ".log");
        Process process = builder.redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Ended(ended ? process.exitValue() : -1, text);
    }
}
