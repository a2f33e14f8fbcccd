package io.beamdesk.cli;

import io.beamdesk.app.PvSource;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Request;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// Reads process variables once.
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Prints name, value with units, time and alarm of process variables.")
final class GetCommand implements Callable<Integer> {
    private final PvSource source;

    @Mixin private PvAccess access = new PvAccess();

    @Option(
            names = "--as",
            paramLabel = "TYPE",
            description = "Have the server convert it: ${COMPLETION-CANDIDATES}.")
    private @Nullable ElementType type;

    @Parameters(arity = "1..*", paramLabel = "PV", description = "Names, such as SIM:m1.RBV.")
    private List<String> names = List.of();

    /// Reads from the network.
    GetCommand() {
        this(PvSource.NETWORK);
    }

    GetCommand(PvSource source) {
        this.source = source;
    }

    @Override
    public Integer call() {
        if (type == ElementType.FRAME) {
            throw new ParameterException(
                    access.line(), "--as FRAME: nothing is converted to a frame; leave it out");
        }
        try (Pvs pvs = access.open(source)) {
            List<Channel> channels = names.stream().map(name -> access.open(pvs, name)).toList();
            Request request = type == null ? Request.NATIVE : Request.as(type);
            List<CompletableFuture<PvAccess.Read>> reads =
                    channels.stream().map(channel -> PvAccess.read(channel, request)).toList();
            int width = names.stream().mapToInt(String::length).max().orElse(0);
            int code = 0;
            for (CompletableFuture<PvAccess.Read> future : reads) {
                try {
                    PvAccess.Read read = PvAccess.done(future);
                    access.print(read.name(), width, read.sample(), read.properties());
                } catch (PvException e) {
                    access.err().println(e.getMessage());
                    code = 1;
                }
            }
            return code;
        }
    }
}
