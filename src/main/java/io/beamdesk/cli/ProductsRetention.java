package io.beamdesk.cli;

import io.beamdesk.app.Copies;
import io.beamdesk.app.Settings;
import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.Gathering;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.DataPolicy;
import io.beamdesk.export.CopyCheck;
import io.beamdesk.product.ProductException;
import io.beamdesk.retention.Deed;
import io.beamdesk.retention.DeedLog;
import io.beamdesk.retention.DiskUse;
import io.beamdesk.retention.Due;
import io.beamdesk.retention.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// How long products are kept, from a shell.
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description =
                "Lists the products whose time ends soon or is over, and those that are held; what fills the disk, and when it is full.",
        subcommands = {
            ProductsRetention.Holding.class,
            ProductsRetention.Releasing.class,
            ProductsRetention.Extending.class,
            ProductsRetention.CheckingCopies.class,
            ProductsRetention.Withdrawing.class,
            ProductsRetention.Deleting.class
        })
final class ProductsRetention implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.systemDefault();

    @Mixin private Place place = new Place();
    @Mixin private ProductsTool.Printing printing = new ProductsTool.Printing();

    @Option(names = "--all", description = "Lists the products that are just kept, too.")
    private boolean all;

    @Option(names = "--deleted", description = "Lists what was deleted, when, and by whom.")
    private boolean deleted;

    /// A data folder and what holds there.
    static final class Place {
        @Option(
                names = "--in",
                paramLabel = "DIR",
                description = "The data folder; default: the one set in the desktop.")
        private @Nullable Path folder;

        @Option(
                names = "--beamline",
                paramLabel = "FILE",
                description =
                        "The beamline file that has the data policy; default: the one that is set; without one all is kept for ever.")
        private @Nullable Path beamline;

        @Mixin private IndexOption index = new IndexOption();

        Path folder() {
            return folder == null ? Settings.load().data() : folder;
        }

        Catalogue catalogue() throws InterruptedException {
            Catalogue catalogue = index.catalogue(folder());
            var _ = Gathering.of(catalogue);
            return catalogue;
        }

        Retention retention() throws IOException {
            Optional<Path> file =
                    beamline == null ? Settings.load().beamlineFile() : Optional.of(beamline);
            DataPolicy policy =
                    file.isEmpty()
                            ? DataPolicy.FOR_EVER
                            : BeamlineFile.read(file.get()).dataPolicy();
            return new Retention(
                    folder(), policy, new DeedLog(folder()), InstantSource.system(), ZONE);
        }
    }

    /// The products that somebody names.
    static final class Named {
        @Parameters(arity = "1..*", paramLabel = "FILE", description = "The products.")
        private List<Path> files = List.of();

        List<CatalogueEntry> in(Catalogue catalogue) {
            return files.stream()
                    .map(file ->
                            catalogue
                                    .entry(file)
                                    .orElseThrow(() ->
                                            new ProductException(
                                                    "%s is no product of the data folder %s; name the folder with --in."
                                                            .formatted(file, catalogue.folder()))))
                    .toList();
        }
    }

    private static String person() {
        return System.getProperty("user.name", "");
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (deleted) {
            new DeedLog(place.folder()).deeds().forEach(this::printDeleted);
            return 0;
        }
        try (Catalogue catalogue = place.catalogue()) {
            Retention retention = place.retention();
            if (all) {
                retention.all(catalogue).forEach(this::print);
            } else {
                retention.ending(catalogue).forEach(this::print);
                retention.held(catalogue).forEach(this::print);
            }
            long free = Files.getFileStore(place.folder()).getUsableSpace();
            print(DiskUse.of(catalogue, free, Instant.now()));
        }
        return 0;
    }

    private void print(Due due) {
        String until = due.until().map(time -> time.atZone(ZONE).toLocalDate() + "").orElse("");
        printing.report()
                .line(
                        String.format(
                                Locale.ROOT,
                                "%-12s %-10s %9.1f MB  %s%s",
                                due.state().word(),
                                until,
                                due.entry().bytes() / 1e6,
                                due.entry().path(),
                                due.isOffered() ? "" : "  (" + due.obstacle() + ")"));
        printing.report()
                .object(
                        "path", due.entry().path(),
                        "state", due.state().name().toLowerCase(Locale.ROOT),
                        "until", until,
                        "size", due.entry().bytes(),
                        "offered", due.isOffered(),
                        "obstacle", due.obstacle());
    }

    private void print(DiskUse use) {
        for (DiskUse.Share share : use.shares()) {
            printing.report()
                    .line(
                            String.format(
                                    Locale.ROOT,
                                    "%9.2f GB in %d products of %s",
                                    share.bytes() / 1e9,
                                    share.products(),
                                    share.experiment().isBlank()
                                            ? "no experiment"
                                            : share.experiment()));
            printing.report()
                    .object(
                            "experiment", share.experiment(),
                            "products", share.products(),
                            "size", share.bytes());
        }
        String full = use.full().map(time -> time.atZone(ZONE).toLocalDate() + "").orElse("");
        printing.report()
                .line(
                        String.format(
                                Locale.ROOT,
                                "%9.2f GB free, %.2f GB a day came in over the last %d days%s",
                                use.free() / 1e9,
                                use.bytesPerDay() / 1e9,
                                DiskUse.LOOK_BACK.toDays(),
                                full.isEmpty() ? "" : ": full on " + full));
        printing.report()
                .object("free", use.free(), "bytes_per_day", use.bytesPerDay(), "full", full);
    }

    private void printDeleted(Deed deed) {
        if (deed.what() instanceof Deed.What.Deleted(var tombstone)) {
            printing.report()
                    .line(
                            "%s  %s  %s: %s, %s, %d points, of %s"
                                    .formatted(
                                            deed.time().atZone(ZONE).toLocalDate(),
                                            deed.person(),
                                            deed.path(),
                                            tombstone.title(),
                                            tombstone.technique(),
                                            tombstone.points(),
                                            tombstone.start().atZone(ZONE).toLocalDate()));
            printing.report()
                    .object(
                            "path", deed.path(),
                            "uid", deed.uid(),
                            "time", deed.time().toString(),
                            "person", deed.person(),
                            "title", tombstone.title(),
                            "sample", tombstone.sample(),
                            "experiment", tombstone.experiment(),
                            "start", tombstone.start().toString(),
                            "size", tombstone.size(),
                            "sha256", tombstone.sha256());
        }
    }

    /// Holds products.
    @Command(
            name = "hold",
            mixinStandardHelpOptions = true,
            description =
                    "Holds products: they are not offered for deletion until they are released.")
    static final class Holding implements Callable<Integer> {
        @Mixin private Place place = new Place();
        @Mixin private Named named = new Named();

        @Option(names = "--reason", required = true, description = "Why, for others to read.")
        private String reason = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            try (Catalogue catalogue = place.catalogue()) {
                place.retention().hold(named.in(catalogue), reason, person());
            }
            return 0;
        }
    }

    /// Releases products.
    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description =
                    "Ends one hold of each product, your own before another's; says who else holds it.")
    static final class Releasing implements Callable<Integer> {
        @Mixin private Place place = new Place();
        @Mixin private Named named = new Named();
        @Mixin private ProductsTool.Printing printing = new ProductsTool.Printing();

        @Override
        public Integer call() throws IOException, InterruptedException {
            try (Catalogue catalogue = place.catalogue()) {
                place.retention().release(named.in(catalogue), person()).stream()
                        .filter(due -> due.state() == Due.State.HELD)
                        .forEach(due -> printing.report().line(due.obstacle()));
            }
            return 0;
        }
    }

    /// Keeps products for longer.
    @Command(
            name = "extend",
            mixinStandardHelpOptions = true,
            description = "Keeps products until a day, if that is later than their policy says.")
    static final class Extending implements Callable<Integer> {
        @Mixin private Place place = new Place();
        @Mixin private Named named = new Named();

        @Option(
                names = "--until",
                required = true,
                paramLabel = "DATE",
                description = "The first day on which they may go, such as 2029-03-04.")
        private String until = "";

        @Option(names = "--reason", description = "Why, for others to read.")
        private String reason = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            Instant day;
            try {
                day = LocalDate.parse(until).atStartOfDay(ZONE).toInstant();
            } catch (DateTimeException e) {
                throw new ProductException(
                        "--until: \"%s\" is no day; write it as 2029-03-04.".formatted(until), e);
            }
            try (Catalogue catalogue = place.catalogue()) {
                place.retention().extend(named.in(catalogue), day, reason, person());
            }
            return 0;
        }
    }

    /// Reads copies again.
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Reads the noted copies of products again, those in folders and archives that can be read from here.",
                "One that is damaged or gone counts as a copy no more; exit 1 if there is any."
            })
    static final class CheckingCopies implements Callable<Integer> {
        @Mixin private Place place = new Place();
        @Mixin private Named named = new Named();
        @Mixin private ProductsTool.Printing printing = new ProductsTool.Printing();

        @Override
        public Integer call() throws IOException, InterruptedException {
            int code = 0;
            try (Catalogue catalogue = place.catalogue()) {
                for (Copies.Checked copy :
                        Copies.check(place.retention(), named.in(catalogue), person())) {
                    if (copy.state() == CopyCheck.State.BAD) {
                        printing.problem(copy.sentence());
                        code = 1;
                    } else {
                        printing.report().line(copy.sentence());
                    }
                    printing.report()
                            .object(
                                    "path", copy.path(),
                                    "copy", copy.state().name().toLowerCase(Locale.ROOT),
                                    "sentence", copy.sentence());
                }
            }
            return code;
        }
    }

    /// Withdraws copies.
    @Command(
            name = "withdraw",
            mixinStandardHelpOptions = true,
            description =
                    "Notes that a copy of products is not what it was, such as one on a server: it counts as a copy no more.")
    static final class Withdrawing implements Callable<Integer> {
        @Mixin private Place place = new Place();
        @Mixin private Named named = new Named();

        @Option(
                names = "--copy",
                required = true,
                paramLabel = "PLACE",
                description = "Where the copy is, as the export had it.")
        private String copy = "";

        @Option(names = "--reason", required = true, description = "Why, for others to read.")
        private String reason = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            try (Catalogue catalogue = place.catalogue()) {
                Retention retention = place.retention();
                for (CatalogueEntry entry : named.in(catalogue)) {
                    List<Deed.What.Copied> copies = retention.copies(entry);
                    if (copies.stream().noneMatch(each -> each.destination().equals(copy))) {
                        throw new ProductException(
                                "%s has no noted copy at %s; it has %s."
                                        .formatted(
                                                entry.path(),
                                                copy,
                                                copies.isEmpty()
                                                        ? "none"
                                                        : "those at "
                                                                + copies.stream()
                                                                        .map(
                                                                                Deed.What.Copied
                                                                                        ::destination)
                                                                        .distinct()
                                                                        .collect(
                                                                                Collectors.joining(
                                                                                        ", "))));
                    }
                    copies.stream()
                            .filter(each -> each.destination().equals(copy))
                            .forEach(each -> retention.withdraw(entry, each, reason, person()));
                }
            }
            return 0;
        }
    }

    /// Deletes products.
    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = {
                "Says what would be deleted, and why the rest would not; deletes with --yes.",
                "Only what is past its time, held by nobody, and copied where the policy asks for it, is deleted; what was"
                        + " known of it stays."
            })
    static final class Deleting implements Callable<Integer> {
        @Mixin private Place place = new Place();
        @Mixin private Named named = new Named();
        @Mixin private ProductsTool.Printing printing = new ProductsTool.Printing();

        @Option(names = "--yes", description = "Deletes.")
        private boolean yes;

        @Option(
                names = "--unreadable",
                description =
                        "Gives up products that cannot be read, too; whether a detector has frames of them in files of its own nobody can tell.")
        private boolean unreadable;

        @Override
        public Integer call() throws IOException, InterruptedException {
            int code = 0;
            try (Catalogue catalogue = place.catalogue()) {
                List<CatalogueEntry> entries = named.in(catalogue);
                Retention retention =
                        unreadable ? place.retention().unreadableToo() : place.retention();
                List<Retention.Deletion> deletions =
                        yes ? retention.delete(entries, person()) : retention.dryRun(entries);
                for (Retention.Deletion deletion : deletions) {
                    boolean goes = deletion.obstacle().isEmpty();
                    if (goes) {
                        printing.report()
                                .line(deletion.path() + (yes ? ": deleted" : ": would be deleted"));
                    } else {
                        printing.problem(deletion.obstacle());
                        code = 1;
                    }
                    printing.report()
                            .object(
                                    "path", deletion.path(),
                                    "deleted", yes && goes,
                                    "obstacle", deletion.obstacle());
                }
                if (yes) {
                    entries.forEach(entry -> catalogue.look(catalogue.file(entry)));
                }
            }
            return code;
        }
    }
}
