package io.beamdesk.cli;

import io.beamdesk.app.PvSource;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Value;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes one process variable.
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a number, a label or a text to a process variable, or an array to one.",
            "Prints the value read after it. A negative number follows a --: put SIM:m1 -- -2.5"
        })
final class PutCommand implements Callable<Integer> {
    private final PvSource source;

    @Mixin private PvAccess access = new PvAccess();

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Wait until the record has done what the write started, such as a motion"
                            + " (default); --timeout limits it.")
    private boolean awaited = true;

    @Parameters(index = "0", paramLabel = "PV", description = "Name, such as SIM:m1.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "VALUE",
            description = "One value, or the elements of an array.")
    private List<String> values = List.of();

    /// Writes to the network.
    PutCommand() {
        this(PvSource.NETWORK);
    }

    PutCommand(PvSource source) {
        this.source = source;
    }

    @Override
    public Integer call() {
        try (Pvs pvs = access.open(source)) {
            Channel channel = access.open(pvs, name);
            Value value =
                    values.size() == 1
                            ? new Value.Text(values.getFirst())
                            : new Value.Texts(values);
            CompletableFuture<Void> write = awaited ? channel.put(value) : channel.send(value);
            if (access.timed()) {
                PvAccess.done(write, channel.name(), "written", access.limit());
            } else {
                PvAccess.done(write);
            }
            PvAccess.Read read = PvAccess.done(PvAccess.read(channel, Request.NATIVE));
            access.print(read.name(), name.length(), read.sample(), read.properties());
            return 0;
        } catch (PvException e) {
            access.err().println(e.getMessage());
            return 1;
        }
    }
}
