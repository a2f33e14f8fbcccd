package io.beamdesk.cli;

import io.beamdesk.app.Desk;
import io.beamdesk.app.PvSource;
import io.beamdesk.app.ScanRecords;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.scrape.Difference;
import io.beamdesk.recipe.scrape.Remark;
import io.beamdesk.recipe.scrape.Scraped;
import io.beamdesk.recipe.scrape.SscanChange;
import io.beamdesk.recipe.scrape.SscanException;
import io.beamdesk.recipe.scrape.SscanRecord;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Recipes and live sscan records, from a shell.
@Command(
        name = "recipes",
        mixinStandardHelpOptions = true,
        description = "Makes recipes out of live sscan records, and writes recipes into them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RecipesTool.Scraping.class, RecipesTool.Applying.class})
final class RecipesTool implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to do with recipes: scrape or apply");
    }

    /// Which record, on which beamline.
    static final class Options {
        @Mixin private PvAccess access = new PvAccess();

        @Option(
                names = "--beamline",
                paramLabel = "FILE",
                description =
                        "Devices of the beamline (JSON); default: those of the simulated beamline.")
        private @Nullable Path beamline;

        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        private CommandLine line() {
            return Objects.requireNonNull(spec).commandLine();
        }

        private Report report() {
            return access.report();
        }

        private PvName name(String record) {
            try {
                return SscanRecord.name(record);
            } catch (PvException.BadName | SscanException bad) {
                throw new ParameterException(line(), String.valueOf(bad.getMessage()), bad);
            }
        }

        private SscanRecord open(Pvs pvs, PvName record) throws IOException {
            return new SscanRecord(pvs, record, ScanRecords.devices(file()));
        }

        private BeamlineFile file() throws IOException {
            if (beamline != null) {
                return BeamlineFile.read(beamline);
            }
            try (Reader text = Desk.simulatedFile()) {
                return BeamlineFile.read(text);
            }
        }

        /// Remarks go to stderr for people, and each into an object for machines.
        private void print(String kind, List<Remark> remarks) {
            for (Remark remark : remarks) {
                report().object(kind, remark.text(), "pv", remark.pv().toString());
                if (!access.json()) {
                    access.err().println(remark);
                }
            }
        }
    }

    private static <T> T done(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /// A recipe out of a record.
    @Command(
            name = "scrape",
            mixinStandardHelpOptions = true,
            description = {
                "Prints the recipe of what a live sscan record is set up for; writes nothing to it.",
                "What the recipe cannot say goes to stderr; exit 1 if there is no such recipe."
            })
    static final class Scraping implements Callable<Integer> {
        private final PvSource source;

        @Mixin private Options options = new Options();

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "Name of the recipe; default: the description of the record.")
        private @Nullable String name;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "File to write the recipe to; default: it is printed.")
        private @Nullable Path out;

        @Parameters(paramLabel = "RECORD", description = "The outermost record: SIM:scan1.")
        private String record = "";

        /// Reads from the network.
        Scraping() {
            this(PvSource.NETWORK);
        }

        Scraping(PvSource source) {
            this.source = source;
        }

        @Override
        public Integer call() throws IOException {
            PvName target = options.name(record);
            Scraped scraped;
            try (Pvs pvs = options.access.open(source)) {
                scraped = done(options.open(pvs, target).scrape(named()));
            }
            options.print("busy", scraped.busy());
            options.print("left_out", scraped.leftOut());
            options.print("problem", scraped.problems());
            if (scraped.recipe().isPresent()) {
                deliver(scraped.recipe().get());
            }
            return scraped.recipe().isPresent() ? 0 : 1;
        }

        private Optional<String> named() {
            if (name != null && name.isBlank()) {
                throw new ParameterException(options.line(), "--name is blank; give a name");
            }
            return Optional.ofNullable(name).map(String::strip);
        }

        private void deliver(Recipe recipe) throws IOException {
            String text = RecipeFile.toText(recipe);
            Report report = options.report();
            if (out == null) {
                report.line(text.stripTrailing());
                report.object("recipe", recipe.toJson());
            } else {
                Files.writeString(out, text);
                report.line(out.toAbsolutePath().toString());
                report.object("recipe", recipe.toJson(), "file", out.toAbsolutePath().toString());
            }
        }
    }

    /// A recipe into a record.
    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Prints in which fields a live sscan record differs from a recipe.",
                "With --yes it writes them, and exits with 1 if one of them did not take its value."
            })
    static final class Applying implements Callable<Integer> {
        private final PvSource source;

        @Mixin private Options options = new Options();
        @Mixin private RecipeOptions recipes = new RecipeOptions();

        @Option(names = "--yes", description = "Write the differences.")
        private boolean yes;

        @Parameters(
                index = "1",
                paramLabel = "RECORD",
                description = "The outermost record: SIM:scan1.")
        private String record = "";

        /// Writes to the network.
        Applying() {
            this(PvSource.NETWORK);
        }

        Applying(PvSource source) {
            this.source = source;
        }

        @Override
        public Integer call() throws IOException {
            PvName target = options.name(record);
            Recipe recipe = recipes.recipe();
            try (Pvs pvs = options.access.open(source)) {
                SscanRecord live = options.open(pvs, target);
                SscanChange change = done(live.compare(recipe));
                options.print("busy", change.busy());
                options.print("untouched", change.untouched());
                options.print("problem", change.problems());
                change.differences().forEach(d -> print("difference", d));
                if (!change.problems().isEmpty()) {
                    return 1;
                }
                int written = yes ? change.differences().size() : 0;
                SscanChange left = written == 0 ? change : done(live.apply(change));
                summary(target, change.differences().size(), written);
                if (written == 0) {
                    return 0;
                }
                left.differences().forEach(this::notTaken);
                return left.differences().isEmpty() ? 0 : 1;
            }
        }

        private void summary(PvName target, int differences, int written) {
            Report report = options.report();
            report.object("differences", differences, "written", written);
            if (differences == 0) {
                report.line(target + " is as the recipe says");
            } else if (written == 0) {
                report.line(differences + " fields differ; nothing is written without --yes");
            } else {
                report.line(written + " fields written");
            }
        }

        private void notTaken(Difference difference) {
            String text =
                    "did not take "
                            + Difference.text(difference.after())
                            + " and is "
                            + Difference.text(difference.before())
                            + "; check the freeze flags and limits of the record";
            options.print("not_taken", List.of(new Remark(difference.pv(), text)));
        }

        private void print(String kind, Difference difference) {
            options.report().line(difference.toString());
            options.report()
                    .object(
                            kind,
                            difference.pv().toString(),
                            "before",
                            Difference.text(difference.before()),
                            "after",
                            Difference.text(difference.after()));
        }
    }
}
