package io.beamdesk.cli;

import io.beamdesk.app.Settings;
import io.beamdesk.product.Product;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.ProductOutline;
import io.beamdesk.product.ProductRecovery;
import io.beamdesk.product.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The products from a shell.
@Command(
        name = "products",
        mixinStandardHelpOptions = true,
        description = "Lists, searches, shows, verifies, recovers and exports products.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ProductsTool.Listing.class,
            ProductsSearch.class,
            ProductsReindex.class,
            ProductsTool.Showing.class,
            ProductsTool.Verifying.class,
            ProductsTool.Recovering.class,
            ProductsExport.class,
            ProductsRetention.class
        })
final class ProductsTool implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to do with the products: list, search, show, verify, recover, reindex, export or retention");
    }

    /// How to print.
    static final class Printing {
        @Option(names = "--json", description = "One JSON object a line.")
        private boolean json;

        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        Report report() {
            return new Report(line().getOut(), json);
        }

        void problem(String sentence) {
            if (!json) {
                line().getErr().println(sentence);
            }
        }

        private CommandLine line() {
            return Objects.requireNonNull(spec).commandLine();
        }
    }

    /// Lists a folder.
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the products of a folder: name, points, how the run ended, title.")
    static final class Listing implements Callable<Integer> {
        @Mixin private Printing printing = new Printing();

        @Parameters(
                arity = "0..1",
                paramLabel = "DIR",
                description = "The folder; default: the one set in the desktop.")
        private @Nullable Path folder;

        @Override
        public Integer call() throws IOException {
            Path where = folder == null ? Settings.load().data() : folder;
            if (!Files.isDirectory(where)) {
                throw new ProductException("There is no folder " + where + "; check its name.");
            }
            List<Path> products;
            try (Stream<Path> paths = Files.list(where)) {
                products =
                        paths.filter(path -> path.getFileName().toString().endsWith(".h5"))
                                .filter(path -> !path.getFileName().toString().startsWith("."))
                                .sorted()
                                .toList();
            }
            int code = 0;
            for (Path path : products) {
                code |= print(path) ? 0 : 1;
            }
            return code;
        }

        private boolean print(Path path) {
            try (Product product = Product.open(path)) {
                int points = product.points();
                String status = product.exitStatus().orElse("running");
                String title = product.title().orElse("");
                printing.report()
                        .line(
                                String.format(
                                        Locale.ROOT,
                                        "%s  %6d points  %-8s %s",
                                        path.getFileName(),
                                        points,
                                        status,
                                        title));
                printing.report()
                        .object(
                                "path", path.toString(),
                                "points", points,
                                "status", status,
                                "title", title);
                return true;
            } catch (ProductException e) {
                printing.problem(String.valueOf(e.getMessage()));
                printing.report()
                        .object("path", path.toString(), "problem", String.valueOf(e.getMessage()));
                return false;
            }
        }
    }

    /// Shows what is in a product.
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "Prints the tree of an HDF5 file with attributes and last values; exit 1 if a part of it cannot be read.")
    static final class Showing implements Callable<Integer> {
        private static final long PERIOD_MILLIS = 1000;

        @Mixin private Printing printing = new Printing();

        @Option(
                names = "--follow",
                description = "Goes on until the run has ended, and prints each new state.")
        private boolean follow;

        @Parameters(paramLabel = "FILE", description = "The product.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws InterruptedException {
            ProductOutline outline = ProductOutline.of(file);
            if (printing.report().json()) {
                printing.report().object("lines", outline.lines(), "problems", outline.problems());
            } else {
                outline.lines().forEach(printing.report()::line);
                outline.problems().forEach(printing::problem);
            }
            if (follow) {
                follow();
            }
            return outline.problems().isEmpty() ? 0 : 1;
        }

        private void follow() throws InterruptedException {
            String last = "";
            while (true) {
                boolean ended;
                String state;
                try (Product product = Product.open(file)) {
                    ended = product.exitStatus().isPresent();
                    state = state(product);
                }
                if (!state.equals(last)) {
                    printing.report().line(state);
                    printing.report().object("state", state);
                    last = state;
                }
                if (ended) {
                    return;
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        }

        private static String state(Product product) {
            StringBuilder state = new StringBuilder().append(product.points()).append(" points");
            for (String column : product.frameColumns()) {
                state.append(", ").append(product.frameCount(column));
                state.append(" frames of ").append(column);
            }
            product.signal()
                    .filter(_ -> product.points() > 0)
                    .ifPresent(signal -> {
                        double[] values = product.values(signal);
                        state.append(", ").append(signal).append(" = ");
                        state.append(values[values.length - 1]);
                    });
            product.exitStatus().ifPresent(status -> state.append("; ended: ").append(status));
            return state.toString();
        }
    }

    /// Reads every byte of products.
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Holds every byte of products against its checksum, and their structure against NeXus; exit 1 if anything is wrong.")
    static final class Verifying implements Callable<Integer> {
        @Mixin private Printing printing = new Printing();

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "The products.")
        private List<Path> files = List.of();

        @Override
        public Integer call() {
            int code = 0;
            for (Path file : files) {
                Verification found = Verification.of(file);
                printing.report()
                        .line(
                                String.format(
                                        Locale.ROOT,
                                        "%s: %s, %d datasets, %.1f MB, run %s",
                                        file,
                                        found.problems().isEmpty() ? "good" : "DAMAGED",
                                        found.datasets(),
                                        found.bytes() / 1e6,
                                        found.status()));
                found.problems().forEach(printing::problem);
                found.remarks().forEach(printing.report()::line);
                printing.report()
                        .object(
                                "path", file.toString(),
                                "datasets", found.datasets(),
                                "bytes", found.bytes(),
                                "status", found.status(),
                                "problems", found.problems(),
                                "remarks", found.remarks());
                code |= found.problems().isEmpty() ? 0 : 1;
            }
            return code;
        }
    }

    /// Adds to products what their journals still have.
    @Command(
            name = "recover",
            mixinStandardHelpOptions = true,
            description =
                    "Adds to products whose program was killed what came after their last commit, and leads one that was cut off back to it; exit 1 if one cannot be recovered.")
    static final class Recovering implements Callable<Integer> {
        @Mixin private Printing printing = new Printing();

        @Parameters(paramLabel = "DIR|FILE", description = "A folder of products, or one product.")
        private Path where = Path.of("");

        @Override
        public Integer call() {
            List<ProductRecovery.Outcome> outcomes = ProductRecovery.recover(where);
            if (outcomes.isEmpty()) {
                printing.report().line("There is nothing to recover: every product was closed.");
            }
            int code = 0;
            for (ProductRecovery.Outcome outcome : outcomes) {
                if (outcome.problem().isEmpty()) {
                    printing.report().line(outcome.sentence());
                } else {
                    printing.problem(outcome.problem());
                    code = 1;
                }
                printing.report()
                        .object(
                                "path", outcome.path().toString(),
                                "events", outcome.events(),
                                "frames", outcome.frames(),
                                "lost_frames", outcome.lostFrames(),
                                "cut_off", outcome.cutOff(),
                                "problem", outcome.problem());
            }
            return code;
        }
    }
}
