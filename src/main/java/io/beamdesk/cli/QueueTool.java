package io.beamdesk.cli;

import io.beamdesk.app.Clock;
import io.beamdesk.app.Folders;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.HistoryExport;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueJson;
import io.beamdesk.queue.QueueState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The queue from a shell.
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Lists, fills and runs the queue, and prints its history.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QueueTool.Listing.class,
            QueueAdd.class,
            QueueRun.class,
            QueueOrder.class,
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

    /// Who asks, for the history.
    static String who() {
        return System.getProperty("user.name", "");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// A run as one line.
    static String text(HistoryEntry run) {
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
