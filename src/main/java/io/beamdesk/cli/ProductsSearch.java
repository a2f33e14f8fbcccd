package io.beamdesk.cli;

import io.beamdesk.app.Settings;
import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Facet;
import io.beamdesk.catalogue.Found;
import io.beamdesk.catalogue.Gathering;
import io.beamdesk.catalogue.Result;
import io.beamdesk.catalogue.Technique;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Searches the catalogue of a data folder.
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description =
                "Finds products by words and facets, after a look at what is new in the folder; exit 1 if there are none.")
final class ProductsSearch implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    @Mixin private ProductsTool.Printing printing = new ProductsTool.Printing();

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "WORD",
            description =
                    "Words, or beginnings of words, of sample, recipe, file, notes, people, experiment, proposal.")
    private List<String> words = List.of();

    @Option(
            names = "--in",
            paramLabel = "DIR",
            description = "The data folder; default: the one set in the desktop.")
    private @Nullable Path folder;

    @Option(
            names = "--technique",
            description = "One of: ${COMPLETION-CANDIDATES}. May be repeated.")
    private Set<Technique> techniques = Set.of();

    @Option(names = "--result", description = "One of: ${COMPLETION-CANDIDATES}. May be repeated.")
    private Set<Result> results = Set.of();

    @Option(names = "--element", paramLabel = "SYMBOL", description = "May be repeated.")
    private Set<String> elements = Set.of();

    @Option(names = "--experiment", paramLabel = "TITLE", description = "May be repeated.")
    private Set<String> experiments = Set.of();

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "Runs that began on this day or later: 2026-03-04, or 7d for seven days.")
    private String since = "";

    @Option(
            names = "--sort",
            description = "One of: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private CatalogueQuery.Sort sort = CatalogueQuery.Sort.NEWEST;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most; default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(
            names = "--as-known",
            description = "Answers from the catalogue alone, without a look at the folder.")
    private boolean asKnown;

    @Mixin private IndexOption index = new IndexOption();

    @Override
    public Integer call() throws InterruptedException {
        Path where = folder == null ? Settings.load().data() : folder;
        try (Catalogue catalogue = index.catalogue(where)) {
            if (!asKnown) {
                var _ = Gathering.of(catalogue);
            }
            Found found = catalogue.search(query());
            found.entries().forEach(entry -> print(catalogue, entry));
            if (found.total() > found.entries().size()) {
                printing.report()
                        .line(
                                "%d of %d%s; --limit shows more"
                                        .formatted(
                                                found.entries().size(),
                                                found.total(),
                                                found.isMore() ? " and more" : ""));
            }
            if (found.entries().isEmpty()) {
                printing.problem(
                        "No product in %s is like that; ask for less"
                                .formatted(catalogue.folder()));
                return 1;
            }
            return 0;
        }
    }

    private CatalogueQuery query() {
        CatalogueQuery query =
                CatalogueQuery.ALL
                        .text(String.join(" ", words))
                        .with(Facet.TECHNIQUE, names(techniques))
                        .with(Facet.RESULT, names(results))
                        .with(Facet.ELEMENT, elements)
                        .with(Facet.EXPERIMENT, experiments)
                        .sort(sort)
                        .limit(limit);
        return since.isEmpty() ? query : query.since(begin());
    }

    private static Set<String> names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.toSet());
    }

    private Instant begin() {
        ZoneId zone = ZoneId.systemDefault();
        try {
            LocalDate day =
                    since.matches("\\d{1,6}d")
                            ? LocalDate.now(zone)
                                    .minusDays(
                                            Long.parseLong(since.substring(0, since.length() - 1)))
                            : LocalDate.parse(since);
            return day.atStartOfDay(zone).toInstant();
        } catch (DateTimeException _) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--since: \"%s\" is no day; write it as 2026-03-04, or as 7d for seven days"
                            .formatted(since));
        }
    }

    private void print(Catalogue catalogue, CatalogueEntry entry) {
        printing.report()
                .line(
                        String.format(
                                Locale.ROOT,
                                "%s  %-13s %9.1f MB  %s  %s%s",
                                TIME.format(entry.start().atZone(ZoneId.systemDefault())),
                                entry.result().word(),
                                entry.bytes() / 1e6,
                                entry.path(),
                                entry.title(),
                                entry.sample().name().isBlank()
                                        ? ""
                                        : " · " + entry.sample().name()));
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("name", entry.sample().name());
        sample.put("id", entry.sample().id());
        sample.put("tray", entry.sample().tray());
        sample.put("position", entry.sample().position());
        printing.report()
                .object(
                        "path", catalogue.file(entry).toString(),
                        "size", entry.bytes(),
                        "technique", entry.technique().word(),
                        "result", entry.result().word(),
                        "reason", entry.reason(),
                        "title", entry.title(),
                        "number", entry.number(),
                        "uid", entry.uid(),
                        "element", entry.element(),
                        "sample", sample,
                        "experiment", entry.experiment(),
                        "proposal", entry.proposal(),
                        "people", entry.people(),
                        "start", entry.start().toString(),
                        "end", entry.end().map(Instant::toString).orElse(""),
                        "points", entry.points(),
                        "frames", entry.frames(),
                        "checksum", entry.checksum(),
                        "linked_files", entry.linked().files(),
                        "linked_size", entry.linked().size(),
                        "away_files", entry.linked().away(),
                        "away_size", entry.linked().awaySize(),
                        "missing_files", entry.linked().missing());
    }
}
