package io.beamdesk.cli;

import io.beamdesk.app.Copies;
import io.beamdesk.app.Exports;
import io.beamdesk.app.Settings;
import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.export.Destination;
import io.beamdesk.export.Export;
import io.beamdesk.export.ExportException;
import io.beamdesk.export.Progress;
import io.beamdesk.export.Terms;
import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes products out of the house.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Copies products to a folder, into an archive (.zip, a BagIt bag), or to a server over SFTP, and compares"
                    + " their checksums there.",
            "What an export that was interrupted has brought is not sent again."
        })
final class ProductsExport implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;

    @Mixin private ProductsTool.Printing printing = new ProductsTool.Printing();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The products.")
    private List<Path> files = List.of();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DESTINATION",
            description =
                    "A folder, a file NAME.zip, or sftp://USER@HOST[:PORT]/FOLDER (/~/FOLDER: in the user's home).")
    private String to = "";

    @Option(
            names = "--in",
            paramLabel = "DIR",
            description =
                    "The data folder; files in it keep the folders below it; default: the one set in the desktop.")
    private @Nullable Path folder;

    @Mixin private IndexOption index = new IndexOption();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "3",
            description = "Files at once, 1 to 8; default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(
            names = "--limit",
            paramLabel = "MB/s",
            defaultValue = "0",
            description = "Most megabytes a second, for all files together; default: no limit.")
    private double limit;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Private key for the server; default: those of ~/.ssh, then the password.")
    private @Nullable Path key;

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "Servers that are trusted; default: ~/.ssh/known_hosts.")
    private @Nullable Path knownHosts;

    @Option(
            names = "--accept-host-key",
            paramLabel = "SHA256:...",
            description =
                    "Trusts, from now on, a server that is not known yet if it shows this fingerprint.")
    private @Nullable String accepted;

    @Override
    public Integer call() throws InterruptedException {
        Terms terms =
                new Terms(
                        parallel,
                        Math.round(limit * MEGABYTE),
                        key == null ? Exports.keys() : List.of(key),
                        Objects.requireNonNullElse(knownHosts, Exports.knownHosts()),
                        Optional.ofNullable(accepted));
        Path base = folder == null ? Settings.load().data() : folder;
        Export export =
                Exports.start(files, base, Destination.parse(to), terms, ProductsExport::ask);
        Thread callingOff = new Thread(export::close);
        Runtime.getRuntime().addShutdownHook(callingOff);
        try {
            int code = print(follow(export));
            note(export, base);
            return code;
        } finally {
            if (!Thread.currentThread().isInterrupted() && export.ended().isDone()) {
                forget(callingOff);
            }
        }
    }

    private void note(Export export, Path base) {
        if (!Files.isDirectory(base)) {
            return;
        }
        try (Catalogue catalogue = index.catalogue(base)) {
            int copies = Copies.note(export, catalogue, System.getProperty("user.name", ""));
            if (copies > 0) {
                printing.report()
                        .line(
                                "Noted in %s that %d products have a verified copy."
                                        .formatted(base, copies));
            }
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The program is ending already.
        }
    }

    private Progress follow(Export export) throws InterruptedException {
        CompletableFuture<Progress> ended = export.ended();
        while (true) {
            try {
                Progress end = ended.get(1, TimeUnit.SECONDS);
                printing.report().passing("");
                return end;
            } catch (TimeoutException _) {
                printing.report().passing(line(export.progress()));
            } catch (ExecutionException e) {
                printing.report().passing("");
                if (e.getCause() instanceof ExportException reason) {
                    throw reason;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /// Such as `2 of 5 files, 131.1 of 640.0 MB, 12.3 MB/s, 0:41 left`.
    private static String line(Progress progress) {
        StringBuilder line =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "%d of %d files, %.1f of %.1f MB, %.1f MB/s",
                                progress.files().stream().filter(Progress.File::there).count(),
                                progress.files().size(),
                                progress.sent() / MEGABYTE,
                                progress.size() / MEGABYTE,
                                progress.rate() / MEGABYTE));
        progress.left().ifPresent(left -> line.append(", ").append(clock(left)).append(" left"));
        progress.files().stream()
                .filter(file -> file.stage() == Progress.Stage.RECONNECTING)
                .findFirst()
                .ifPresent(file -> line.append("; ").append(file.note()));
        return line.toString();
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    private int print(Progress end) {
        for (Progress.File file : end.files()) {
            if (file.there()) {
                printing.report()
                        .line(
                                "%s: %s"
                                        .formatted(
                                                file.name(),
                                                file.stage() == Progress.Stage.DONE
                                                        ? "exported"
                                                        : "was there already"));
            } else {
                printing.problem(
                        file.note().isEmpty() ? file.name() + " was not exported." : file.note());
            }
            printing.report()
                    .object(
                            "name", file.name(),
                            "size", file.size(),
                            "sent", file.sent(),
                            "stage", file.stage().name().toLowerCase(Locale.ROOT),
                            "problem", file.note());
        }
        return end.complete() ? 0 : 1;
    }

    // Only where a person sits at a terminal; a password in a pipe lies in some script.
    private static char[] ask(String what) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return new char[0];
        }
        char[] secret = console.readPassword("%s: ", what);
        return secret == null ? new char[0] : secret;
    }
}
