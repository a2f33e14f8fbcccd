package io.beamdesk.app;

import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.Estimate;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.HistoryExport;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueJson;
import io.beamdesk.queue.QueueRunner;
import io.beamdesk.queue.QueueState;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.SelectionText;
import io.beamdesk.sample.TrayType;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The queue from a shell.
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Lists, fills and runs the queue, and prints its history.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QueueTool.Listing.class,
            QueueTool.Adding.class,
            QueueTool.Running.class,
            QueueTool.Ordering.class,
            QueueTool.Setting.class,
            QueueTool.History.class
        })
final class QueueTool implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to do with the queue: list, add, order, set, run or history");
    }

    /// Which queue, and how to print.
    static final class Options {
        @Option(
                names = "--queue",
                paramLabel = "DIR",
                description = "Folder of the queue; default: ~/.local/state/beamdesk/queue.")
        private @Nullable Path folder;

        @Option(names = "--json", description = "One JSON object a line.")
        private boolean json;

        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        Path folder() {
            return folder == null ? Folders.queue() : folder;
        }

        CommandLine line() {
            return Objects.requireNonNull(spec).commandLine();
        }

        Report report() {
            return new Report(line().getOut(), json);
        }

        DurableQueue open() {
            DurableQueue queue = DurableQueue.open(folder(), InstantSource.system());
            queue.notices().forEach(line().getErr()::println);
            return queue;
        }

        void print(String text, com.google.gson.JsonObject object) {
            line().getOut().println(json ? object.toString() : text);
            line().getOut().flush();
        }
    }

    private static String who() {
        return System.getProperty("user.name", "");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String text(HistoryEntry run) {
        return "%s  %s  %s  %s  %s%s"
                .formatted(
                        run.ended(),
                        run.sample().isEmpty() ? "-" : run.sample(),
                        run.title(),
                        Clock.text(run.duration()),
                        word(run.result()),
                        run.reason().isEmpty() ? "" : ": " + run.reason());
    }

    /// What waits.
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Prints what waits, in order; works while the desktop is open.")
    static final class Listing implements Callable<Integer> {
        @Mixin private Options options = new Options();

        @Override
        public Integer call() {
            QueueState state = DurableQueue.look(options.folder());
            state.running()
                    .ifPresent(running ->
                            options.print(
                                    "running  " + running.item().label(),
                                    QueueJson.of(running.item())));
            for (QueueItem item : state.items()) {
                options.print(
                        "%s  %s  %s%s"
                                .formatted(
                                        word(item.state()),
                                        item.label(),
                                        item.estimate().map(e -> Clock.text(e.time())).orElse("-"),
                                        item.trouble().isEmpty() ? "" : "  " + item.trouble()),
                        QueueJson.of(item));
            }
            return 0;
        }
    }

    /// Fills it.
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Puts a recipe at the end of the queue, once for each sample.")
    static final class Adding implements Callable<Integer> {
        @Mixin private Options options = new Options();
        @Mixin private RecipeOptions recipes = new RecipeOptions();

        @Option(
                names = "--sample",
                paramLabel = "NAME",
                description =
                        "Sample to measure; default: the recipe's. May be given several times.")
        private List<String> samples = new ArrayList<>();

        @Option(
                names = "--tray",
                paramLabel = "ID",
                description = "Tray whose samples are measured, in the order of --places.")
        private @Nullable String tray;

        @Option(
                names = "--places",
                paramLabel = "LIST",
                description =
                        "Places of the tray: A1-1, B3, C1:D12; default: all that have a sample.")
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
                    who(),
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

    /// Runs it.
    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description =
                    "Measures what waits without a window until the queue is done or stops; exit 1 if it stops before its end. With autostart on, it waits for more.")
    static final class Running implements Callable<Integer> {
        @Mixin private CommonOptions common = new CommonOptions();
        @Mixin private Options options = new Options();

        @Override
        public Integer call() throws Exception {
            Settings settings = DeskLog.begin().settings();
            try (DurableQueue queue = options.open();
                    Desk desk =
                            Desk.open(
                                    common.beamline(settings),
                                    common.data(settings),
                                    settings.experiment())) {
                desk.awaitConnections(CheckCommand.PATIENCE);
                try (QueueRunner runner =
                        new QueueRunner(
                                queue,
                                desk.engine(),
                                desk.measuring(),
                                desk.scheduler(),
                                QueueTool::who)) {
                    runner.open();
                    return measure(queue, desk, runner);
                }
            }
        }

        private int measure(DurableQueue queue, Desk desk, QueueRunner runner) {
            Set<String> printed = ConcurrentHashMap.newKeySet();
            queue.state().recent().forEach(run -> printed.add(run.run()));
            Thread interrupted =
                    new Thread(
                            () -> {
                                desk.engine().close("interrupted with Ctrl-C or by the system");
                                runner.close();
                                queue.close();
                            },
                            "ctrl-c");
            Runtime.getRuntime().addShutdownHook(interrupted);
            try (Subscription _ = queue.watch(state -> print(state, printed))) {
                runner.start();
                String why = runner.untilStopped().join();
                options.report().object("stopped", why, "left", queue.state().items().size());
                boolean done = queue.state().items().stream().allMatch(QueueItem::skipped);
                if (!done) {
                    options.line().getErr().println(why);
                    options.line().getErr().flush();
                }
                return done ? 0 : 1;
            } finally {
                try {
                    Runtime.getRuntime().removeShutdownHook(interrupted);
                } catch (IllegalStateException _) {
                    // The virtual machine is ending: the hook runs, or has run.
                }
            }
        }

        private void print(QueueState state, Set<String> printed) {
            for (HistoryEntry run : state.recent()) {
                if (printed.add(run.run())) {
                    options.print(text(run), QueueJson.of(run));
                    run.products()
                            .forEach(product -> options.report().line(Path.of(product).toString()));
                }
            }
        }
    }

    /// In which order.
    @Command(
            name = "order",
            mixinStandardHelpOptions = true,
            description =
                    "Prints an order of what waits in which the sample changer exchanges fewer samples, and applies it if asked to; exit 1 if it does not answer.")
    static final class Ordering implements Callable<Integer> {
        @Mixin private CommonOptions common = new CommonOptions();
        @Mixin private Options options = new Options();

        @Option(names = "--apply", description = "Gives the queue this order.")
        private boolean apply;

        @Override
        public Integer call() throws Exception {
            Settings settings = Settings.load();
            try (Desk desk =
                    Desk.open(
                            common.beamline(settings),
                            common.data(settings),
                            settings.experiment())) {
                desk.awaitConnections(CheckCommand.PATIENCE);
                MountPlaces places = desk.samples().places();
                if (!apply) {
                    print(MountProposal.of(DurableQueue.look(options.folder()), places, Set.of()));
                    return 0;
                }
                try (DurableQueue queue = options.open()) {
                    MountProposal proposal = MountProposal.of(queue.state(), places, Set.of());
                    var _ =
                            queue.apply(
                                    new QueueCommand.Reorder(
                                            proposal.order().stream().map(QueueItem::id).toList()));
                    print(proposal);
                }
                return 0;
            }
        }

        private void print(MountProposal proposal) {
            for (QueueItem item : proposal.order()) {
                boolean moves = proposal.moved().contains(item);
                options.report()
                        .line(
                                "%s %s  %s"
                                        .formatted(
                                                moves ? "*" : " ",
                                                item.label(),
                                                item.origin().map(SampleRef::place).orElse("-")));
                options.report().object("id", item.id(), "label", item.label(), "moves", moves);
            }
            options.report().line(proposal.sentence());
            options.report()
                    .object("exchanges", proposal.after(), "exchanges_before", proposal.before());
        }
    }

    /// How it goes.
    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description =
                    "Says how the queue goes, from now on and for the desktop too; prints how it goes.")
    static final class Setting implements Callable<Integer> {
        @Mixin private Options options = new Options();

        /// What happens after an item that failed.
        enum Failure {
            /// The queue stops.
            STOP,
            /// It goes on, and passes the item over until it is retried.
            GO_ON;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }

        @Option(
                names = "--on-failure",
                paramLabel = "WHAT",
                description =
                        "stop: stop at an item that fails; go-on: go on, and pass it over until it is retried.")
        private @Nullable Failure failure;

        @Option(
                names = "--autostart",
                arity = "1",
                paramLabel = "true|false",
                description = "Whether the queue goes on by itself when something is added.")
        private @Nullable Boolean autostart;

        @Option(
                names = "--loop",
                arity = "1",
                paramLabel = "true|false",
                description = "Whether every item goes to the end again when it is done.")
        private @Nullable Boolean loop;

        @Override
        public Integer call() {
            List<QueueCommand> commands = new ArrayList<>();
            if (failure != null) {
                commands.add(new QueueCommand.GoOn(failure == Failure.GO_ON));
            }
            if (autostart != null) {
                commands.add(new QueueCommand.Autostart(autostart));
            }
            if (loop != null) {
                commands.add(new QueueCommand.LoopAll(loop));
            }
            if (commands.isEmpty()) {
                print(DurableQueue.look(options.folder()));
                return 0;
            }
            try (DurableQueue queue = options.open()) {
                commands.forEach(queue::apply);
                print(queue.state());
            }
            return 0;
        }

        private void print(QueueState state) {
            Failure now = state.goesOn() ? Failure.GO_ON : Failure.STOP;
            options.report()
                    .line(
                            "on-failure %s, autostart %s, loop %s"
                                    .formatted(now, state.autostart(), state.loop()));
            options.report()
                    .object(
                            "on_failure",
                            now.toString(),
                            "autostart",
                            state.autostart(),
                            "loop",
                            state.loop());
        }
    }

    /// What was measured.
    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Prints every run of the queue, the last one last.")
    static final class History implements Callable<Integer> {
        @Mixin private Options options = new Options();

        @Option(names = "--csv", description = "Comma-separated values with a header line.")
        private boolean csv;

        @Override
        public Integer call() {
            List<HistoryEntry> runs = DurableQueue.history(options.folder());
            if (csv) {
                options.line().getOut().print(HistoryExport.csv(runs));
                options.line().getOut().flush();
            } else {
                runs.forEach(run -> options.print(text(run), QueueJson.of(run)));
            }
            return 0;
        }
    }
}
