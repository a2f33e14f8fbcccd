package io.beamdesk.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.pv.Channel;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.pva.PvaProvider;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// PVAccess with EPICS base: its server of records, and its client `pvget` with our server.
@Tag("interop")
@Timeout(90)
class PvAccessTest {
    @TempDir Path directory;

    private SoftIoc serve() {
        return SoftIoc.in(directory).records("interop.db", "P=T:").startWithPvAccess();
    }

    @Test
    void recordsAreReadWrittenAndFollowed() {
        try (SoftIoc ioc = serve();
                PvaProvider provider = new PvaProvider(ioc.pvaSettings());
                Channel ao = provider.open(PvName.of("pva://T:ao"));
                Channel mode = provider.open(PvName.of("pva://T:mode"));
                Channel count = provider.open(PvName.of("pva://T:count"));
                Channel text = provider.open(PvName.of("pva://T:text"))) {
            Recorder recorder = new Recorder();
            ao.subscribe(recorder);
            Properties properties =
                    recorder.await(
                                    PvEvent.PropertiesChanged.class,
                                    e -> !e.properties().units().isEmpty())
                            .properties();
            assertThat(properties.units()).isEqualTo("mm");
            assertThat(ao.get().join().value()).isEqualTo(new Value.Floating(1.5));
            ao.put(new Value.Floating(4.5)).join();
            Sample high = recorder.await(Sample.class, s -> s.value().number().orElse(0) == 4.5);
            assertThat(high.alarm().severity()).isEqualTo(Severity.MAJOR);
            assertThat(mode.get().join().value())
                    .extracting(v -> ((Value.Choice) v).label())
                    .isEqualTo("Count");
            assertThat(text.get().join().value()).isEqualTo(new Value.Text("hello"));
            Recorder counting = new Recorder();
            count.subscribe(counting);
            double first = counting.await(Sample.class).value().number().orElseThrow();
            counting.await(Sample.class, s -> s.value().number().orElse(0) >= first + 3);
        }
    }

    @Test
    void arraysComeWithTheirOwnTypes() {
        try (SoftIoc ioc = serve();
                PvaProvider provider = new PvaProvider(ioc.pvaSettings());
                Channel shorts = provider.open(PvName.of("pva://T:wf:ushort"));
                Channel doubles = provider.open(PvName.of("pva://T:wf:double"))) {
            shorts.put(new Value.Ints(new int[] {1, 40_000, 65_535})).join();
            assertThat(((Value.Ints) shorts.get().join().value()).values())
                    .containsExactly(1, 40_000, 65_535);
            doubles.put(new Value.Doubles(new double[] {0.5, -2})).join();
            assertThat(((Value.Doubles) doubles.get().join().value()).values())
                    .containsExactly(0.5, -2);
        }
    }

    @Test
    void nameThatNobodyServesIsNotConnected() {
        try (SoftIoc ioc = serve();
                PvaProvider provider = new PvaProvider(ioc.pvaSettings());
                Channel nobody = provider.open(PvName.of("pva://T:nobody"))) {
            assertThatThrownBy(() -> nobody.get().join()).hasMessageContaining("not connected");
        }
    }

    @Test
    void simulatedFrameIsReadByPvget() throws Exception {
        Path pvget = SoftIoc.executable().resolveSibling("pvget");
        Assumptions.assumeTrue(pvget.toFile().canExecute(), "skipped: no " + pvget);
        int port = freePortBeforeAnother();
        try (SimulatedBeamline _ = SimulatedBeamline.start(new SimSettings(0, port, "SIM:", 1))) {
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    pvget.toString(),
                                    "-w",
                                    "20",
                                    "-r",
                                    "uniqueId,dimension",
                                    "SIM:Pva1:Image")
                            .redirectErrorStream(true);
            builder.environment()
                    .putAll(
                            Map.of(
                                    "EPICS_PVA_ADDR_LIST",
                                    "127.0.0.1",
                                    "EPICS_PVA_AUTO_ADDR_LIST",
                                    "NO",
                                    "EPICS_PVA_BROADCAST_PORT",
                                    Integer.toString(port + 1)));
            Process process = builder.start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("SIM:Pva1:Image").contains("uniqueId");
            assertThat(process.exitValue()).as(said).isZero();
        }
    }

    /// A free port whose next one is most likely free too.
    private static int freePortBeforeAnother() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
