package io.beamdesk.cli;

import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Serves the simulated beamline for other clients.
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        description =
                "Serves the simulated beamline over Channel Access, its cameras over PVAccess too, on"
                        + " 127.0.0.1 until it is interrupted.")
final class SimCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 5064;
    private static final int DEFAULT_PVA_PORT = 5075;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "5064",
            description = "Port, 0 for a free one; default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--pva-port",
            paramLabel = "N",
            description =
                    "Port for PVAccess, 0 for a free one; searches by UDP are answered at the one"
                            + " after it; default: 5075, a free one with another --port.")
    private @Nullable Integer givenPvaPort;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "SIM:",
            description = "What every name begins with; default: ${DEFAULT-VALUE}.")
    private String prefix = "SIM:";

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all noise.")
    private long seed = SimSettings.defaults().seed();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
        check(line, "--port", port);
        int pvaPort =
                givenPvaPort != null ? givenPvaPort : port == DEFAULT_PORT ? DEFAULT_PVA_PORT : 0;
        check(line, "--pva-port", pvaPort);
        try (SimulatedBeamline sim =
                SimulatedBeamline.start(new SimSettings(port, pvaPort, prefix, seed))) {
            line.getOut()
                    .println(
                            "Serving "
                                    + prefix
                                    + " on 127.0.0.1, port "
                                    + sim.port()
                                    + ": EPICS_CA_ADDR_LIST=127.0.0.1 EPICS_CA_AUTO_ADDR_LIST=NO EPICS_CA_SERVER_PORT="
                                    + sim.port());
            line.getOut()
                    .println(
                            "Frames over PVAccess, port "
                                    + sim.pvaPort()
                                    + ": EPICS_PVA_NAME_SERVERS=127.0.0.1:"
                                    + sim.pvaPort()
                                    + " EPICS_PVA_AUTO_ADDR_LIST=NO");
            line.getOut().println("ready");
            line.getOut().flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (BindException taken) {
            line.getErr()
                    .println(
                            "Port "
                                    + port
                                    + " or, for PVAccess, "
                                    + pvaPort
                                    + " of 127.0.0.1 is taken ("
                                    + taken.getMessage()
                                    + "); end what serves it, or give others with --port and --pva-port");
            return 1;
        }
    }

    private static void check(CommandLine line, String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new CommandLine.ParameterException(
                    line,
                    option
                            + " "
                            + port
                            + " does not exist; give one from 1 to 65535, or 0 for a free one");
        }
    }
}
