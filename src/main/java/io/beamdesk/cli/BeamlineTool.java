package io.beamdesk.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.beamdesk.app.BeamlineCheck;
import io.beamdesk.app.PvSource;
import io.beamdesk.pv.Pvs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Beamline files: whether one is right, and a first one.
@Command(
        name = "beamline",
        mixinStandardHelpOptions = true,
        description = "Checks a beamline file against what answers, and proposes one of live PVs.",
        subcommands = {BeamlineTool.Checking.class, BeamlineTool.Discovering.class})
final class BeamlineTool implements Runnable {
    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(),
                "Say what to do: check FILE, or discover PREFIX...");
    }

    /// Against what answers.
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Reads a beamline file, connects to every PV that it names, and prints what does not answer and"
                        + " why; writes to nothing.",
                "Exit 1 if anything is wrong."
            })
    static final class Checking implements Callable<Integer> {
        @Mixin private PvAccess access = new PvAccess();

        @Parameters(paramLabel = "FILE", description = "The beamline file.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws InterruptedException {
            BeamlineCheck check = BeamlineCheck.of(file, access.limit());
            check.problems().forEach(this::problem);
            for (BeamlineCheck.Answer device : check.devices()) {
                access.report()
                        .object(
                                "device", device.device(),
                                "pvs", device.total(),
                                "silent", device.silent(),
                                "remarks", device.remarks());
                access.report()
                        .line(
                                "%-24s %3d of %3d PVs answer"
                                        .formatted(
                                                device.device(),
                                                device.total() - device.silent().size(),
                                                device.total()));
                device.silent().forEach(why -> access.report().line("    " + why));
                device.remarks().forEach(why -> access.report().line("    " + why));
            }
            check.hint().ifPresent(this::problem);
            if (check.problems().isEmpty()) {
                access.report().line(check.summary());
            }
            return check.good() ? 0 : 1;
        }

        private void problem(String text) {
            access.report().object("problem", text);
            if (!access.json()) {
                access.err().println(text);
            }
        }
    }

    /// Out of live PVs.
    @Command(
            name = "discover",
            mixinStandardHelpOptions = true,
            description = {
                "Prints a beamline file with the motors, scalers, cameras and sscan records that answer under these"
                        + " prefixes; writes to no PV.",
                "A prefix is tried with m1 to m64, scaler1 to scaler4, cam1: to cam4:, scan1 to scan4 and scanH; a"
                        + " name without a colon at its end as a record too. @FILE reads them from a file, such as"
                        + " the output of dbl.",
                "What it cannot make a device of goes to stderr; exit 1 if it finds nothing."
            })
    static final class Discovering implements Callable<Integer> {
        private static final Gson GSON =
                new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

        @Mixin private PvAccess access = new PvAccess();

        @Parameters(
                arity = "1..*",
                paramLabel = "PREFIX",
                description = "As IOC:, or the name of a record.")
        private List<String> prefixes = new ArrayList<>();

        @Option(
                names = "--name",
                paramLabel = "TEXT",
                defaultValue = "BL-1",
                description = "Name of the beamline; default: ${DEFAULT-VALUE}.")
        private String name = "BL-1";

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "Writes it there, if there is no such file yet.")
        private @Nullable Path out;

        @Override
        public Integer call() throws IOException, InterruptedException {
            try (Pvs pvs = access.open(PvSource.NETWORK)) {
                BeamlineDiscovery discovery = new BeamlineDiscovery(pvs, access.limit());
                JsonObject file = discovery.file(name, prefixes);
                discovery.remarks().forEach(access.err()::println);
                access.err().flush();
                if (discovery.size() == 0) {
                    return 1;
                }
                String text = access.json() ? file.toString() : GSON.toJson(file);
                if (out == null) {
                    access.line().getOut().println(text);
                    access.line().getOut().flush();
                } else {
                    Files.writeString(out, text + "\n", StandardOpenOption.CREATE_NEW);
                    access.report().line("%d devices in %s".formatted(discovery.size(), out));
                }
                return 0;
            }
        }
    }
}
