package io.beamdesk.cli;

import io.beamdesk.app.SampleFiles;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.Estimate;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.SelectionText;
import io.beamdesk.sample.TrayType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Fills the queue from a shell.
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Puts a recipe at the end of the queue, once for each sample.")
final class QueueAdd implements Callable<Integer> {
    @Mixin private QueueTool.Options options = new QueueTool.Options();
    @Mixin private RecipeOptions recipes = new RecipeOptions();

    @Option(
            names = "--sample",
            paramLabel = "NAME",
            description = "Sample to measure; default: the recipe's. May be given several times.")
    private List<String> samples = new ArrayList<>();

    @Option(
            names = "--tray",
            paramLabel = "ID",
            description = "Tray whose samples are measured, in the order of --places.")
    private @Nullable String tray;

    @Option(
            names = "--places",
            paramLabel = "LIST",
            description = "Places of the tray: A1-1, B3, C1:D12; default: all that have a sample.")
    private String places = "";

    @Override
    public Integer call() {
        Recipe recipe = recipes.recipe();
        List<QueueItem> items = new ArrayList<>();
        if (tray != null) {
            chosen(tray).forEach((origin, name) -> items.add(item(recipe, name).of(origin)));
        } else if (samples.isEmpty()) {
            items.add(item(recipe, recipe.sample()));
        } else {
            samples.forEach(sample -> items.add(item(recipe, sample)));
        }
        try (DurableQueue queue = options.open()) {
            int size = queue.apply(new QueueCommand.Add(items)).items().size();
            options.report().line("%d added, %d wait".formatted(items.size(), size));
            items.forEach(item -> options.report().object("id", item.id(), "size", size));
        }
        return 0;
    }

    private static QueueItem item(Recipe recipe, String sample) {
        return QueueItem.of(
                recipe,
                sample,
                InstantSource.system().instant(),
                QueueTool.who(),
                Optional.<Estimate>empty());
    }

    private Map<SampleRef, String> chosen(String id) {
        try (SampleStore store = SampleFiles.store()) {
            TrayType type =
                    store.tray(id)
                            .map(t -> store.types().get(t.type()))
                            .orElseThrow(() ->
                                    new ParameterException(
                                            options.line(),
                                            "There is no tray " + id + "; import it first"));
            SelectionText text =
                    places.isEmpty()
                            ? new SelectionText(
                                    Selection.all(type).positions().stream()
                                            .filter(p -> store.sample(id, p.id()).isPresent())
                                            .toList(),
                                    List.of())
                            : SelectionText.read(type, places);
            if (!text.isValid()) {
                throw new ParameterException(
                        options.line(), "--places " + text.faults().getFirst());
            }
            Map<SampleRef, String> chosen = new LinkedHashMap<>();
            for (Position place : text.positions()) {
                Sample sample =
                        store.sample(id, place.id())
                                .map(SampleCard::sample)
                                .orElseThrow(() ->
                                        new ParameterException(
                                                options.line(),
                                                "Nothing is known to be in %s of %s; describe it first"
                                                        .formatted(place, id)));
                chosen.put(new SampleRef(sample.id(), id, place.id()), sample.label());
            }
            return chosen;
        }
    }
}
