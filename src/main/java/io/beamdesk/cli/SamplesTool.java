package io.beamdesk.cli;

import io.beamdesk.app.Folders;
import io.beamdesk.app.SampleFiles;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleExport;
import io.beamdesk.sample.SampleList;
import io.beamdesk.sample.SamplePreview;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Trays and samples, from a shell.
@Command(
        name = "samples",
        mixinStandardHelpOptions = true,
        description = "Checks, imports, exports and lists samples, and says where they are.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SamplesTool.Checking.class,
            SamplesTool.Importing.class,
            SamplesTool.Exporting.class,
            SamplesTool.Listing.class,
            SamplesPlacing.class
        })
final class SamplesTool implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to do with samples: check, import, export, list or place");
    }

    /// How to print.
    static final class Output {
        @Option(names = "--json", description = "One JSON object a line.")
        private boolean json;

        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        CommandLine line() {
            return Objects.requireNonNull(spec).commandLine();
        }

        Report report() {
            return new Report(line().getOut(), json);
        }

        /// Every problem, each with its line; then in one sentence how it stands.
        private void print(SamplePreview preview) {
            for (SamplePreview.Fault fault : preview.faults()) {
                report().line(fault.toString());
                report().object(
                                "line",
                                fault.line(),
                                "column",
                                fault.column(),
                                "heading",
                                fault.heading(),
                                "problem",
                                fault.message());
            }
            report().object(
                            "rows",
                            preview.rows().size(),
                            "problems",
                            preview.faults().size(),
                            "charset",
                            preview.charset().name(),
                            "separator",
                            String.valueOf(preview.separator()));
            if (preview.faults().isEmpty()) {
                report().line(counted(preview.rows().size(), "row") + ", no problem");
            } else {
                line().getErr()
                        .println(
                                "%s, %s without; correct the list and check it again"
                                        .formatted(
                                                counted(preview.faults().size(), "problem"),
                                                counted(preview.rows().size(), "row")));
            }
        }
    }

    /// Which samples.
    static final class Database {
        @Option(
                names = "--samples",
                paramLabel = "FILE",
                description =
                        "Database of the samples; default: ~/.local/share/beamdesk/samples.db.")
        private @Nullable Path file;

        SampleStore open() {
            return SampleStore.open(
                    file == null ? Folders.samples() : file,
                    SampleFiles.types(),
                    InstantSource.system());
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SampleList.LARGEST + 1);
        }
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String who() {
        return System.getProperty("user.name", "");
    }

    static Tray tray(SampleStore store, String id, Output output) {
        return store.tray(id)
                .orElseThrow(() ->
                        new ParameterException(
                                output.line(),
                                "There is no tray %s; there are %s"
                                        .formatted(
                                                id,
                                                store.trays().isEmpty()
                                                        ? "none"
                                                        : String.join(
                                                                ", ",
                                                                store.trays().stream()
                                                                        .map(t -> t.tray().id())
                                                                        .toList()))));
    }

    private static List<Sample> samples(SampleStore store, Tray tray) {
        return store.samples(tray.id()).stream().map(SampleCard::sample).toList();
    }

    /// Looks at a list.
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Reads a list of samples (CSV) as the import does and prints every problem with its line;",
                "exit 1 if there is any. Writes nothing."
            })
    static final class Checking implements Callable<Integer> {
        @Mixin private Output output = new Output();

        @Option(
                names = "--plate",
                paramLabel = "TYPE",
                defaultValue = TrayTypes.DEFAULT,
                description = "Type of the tray; default: ${DEFAULT-VALUE}, 96 wells with 2 drops.")
        private String plate = TrayTypes.DEFAULT;

        @Parameters(paramLabel = "FILE", description = "The list.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws IOException {
            TrayType type = SampleFiles.types().get(plate);
            SamplePreview preview = SampleList.preview(bytes(file), type);
            output.print(preview);
            return preview.faults().isEmpty() ? 0 : 1;
        }
    }

    /// Takes a list in.
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Imports a list of samples (CSV) into a tray, which is added if it is not there.",
                "A list with a problem is not imported at all; exit 1."
            })
    static final class Importing implements Callable<Integer> {
        @Mixin private Output output = new Output();
        @Mixin private Database database = new Database();

        @Option(
                names = "--tray",
                paramLabel = "ID",
                required = true,
                description = "Id of the tray, as it is written on it.")
        private String id = "";

        @Option(
                names = "--plate",
                paramLabel = "TYPE",
                description = "Type of a tray that is added; default: " + TrayTypes.DEFAULT + ".")
        private @Nullable String plate;

        @Parameters(paramLabel = "FILE", description = "The list.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws IOException {
            try (SampleStore store = database.open()) {
                Optional<Tray> there = store.tray(id);
                if (there.isPresent() && plate != null && !plate.equals(there.get().type())) {
                    throw new ParameterException(
                            output.line(),
                            "%s is of the type %s, not %s; leave --plate out"
                                    .formatted(id, there.get().type(), plate));
                }
                Tray tray =
                        there.orElseGet(
                                () -> Tray.of(id, plate == null ? TrayTypes.DEFAULT : plate));
                SamplePreview preview =
                        SampleList.preview(
                                bytes(file), store.types().get(tray.type()), id, Map.of());
                output.print(preview);
                if (!preview.faults().isEmpty()) {
                    return 1;
                }
                Edit samples = preview.edit(id, samples(store, tray));
                List<Edit.Change> changes = new ArrayList<>();
                if (there.isEmpty()) {
                    changes.add(new Edit.TrayChange(there, Optional.of(tray)));
                }
                changes.addAll(samples.changes());
                store.apply(new Edit(samples.what(), changes), who());
                output.report()
                        .line(
                                "%s of %s added or changed"
                                        .formatted(
                                                counted(samples.changes().size(), "sample"), id));
                return 0;
            }
        }
    }

    /// Gives a list out.
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Writes the samples of a tray as a list (CSV) that can be imported again.")
    static final class Exporting implements Callable<Integer> {
        @Mixin private Output output = new Output();
        @Mixin private Database database = new Database();

        @Option(
                names = "--tray",
                paramLabel = "ID",
                required = true,
                description = "Id of the tray.")
        private String id = "";

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "File to write; default: it is printed.")
        private @Nullable Path out;

        @Override
        public Integer call() throws IOException {
            try (SampleStore store = database.open()) {
                List<Sample> samples = samples(store, tray(store, id, output));
                String csv = SampleExport.csv(samples);
                if (out == null) {
                    output.line().getOut().print(csv);
                    output.line().getOut().flush();
                } else {
                    Files.writeString(out, csv);
                    output.report().line(out.toAbsolutePath().toString());
                    output.report()
                            .object(
                                    "file",
                                    out.toAbsolutePath().toString(),
                                    "samples",
                                    samples.size());
                }
                return 0;
            }
        }
    }

    /// Prints what there is.
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Prints samples, tray by tray; works while the desktop is open.")
    static final class Listing implements Callable<Integer> {
        @Mixin private Output output = new Output();
        @Mixin private Database database = new Database();

        @Option(names = "--tray", paramLabel = "ID", description = "Only those of this tray.")
        private @Nullable String id;

        @Parameters(
                arity = "0..*",
                paramLabel = "WORD",
                description = "Only those with all these words, or beginnings of words.")
        private List<String> words = new ArrayList<>();

        @Override
        public Integer call() {
            try (SampleStore store = database.open()) {
                SampleSearch search = SampleSearch.ALL.text(String.join(" ", words));
                if (id != null) {
                    search = search.tray(tray(store, id, output).id());
                }
                for (SampleCard card : store.search(search.limit(Integer.MAX_VALUE))) {
                    print(card);
                }
                return 0;
            }
        }

        private void print(SampleCard card) {
            Sample sample = card.sample();
            output.report()
                    .line(
                            "%s  %s  %s  %s"
                                    .formatted(
                                            sample.tray(),
                                            sample.position(),
                                            card.state().word(),
                                            sample.alias().isEmpty() ? "-" : sample.alias()));
            output.report()
                    .object(
                            "id", sample.id(),
                            "tray", sample.tray(),
                            "position", sample.position(),
                            "state", card.state().word(),
                            "alias", sample.alias(),
                            "group", sample.group(),
                            "formula", sample.formula(),
                            "holder", sample.holder(),
                            "comments", sample.comments(),
                            "safety", sample.safety(),
                            "properties", sample.values(),
                            "scores", card.scores(),
                            "queued", card.queued(),
                            "products", card.products());
        }
    }
}
