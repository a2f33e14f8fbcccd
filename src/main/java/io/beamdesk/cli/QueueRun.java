package io.beamdesk.cli;

import io.beamdesk.app.Desk;
import io.beamdesk.app.DeskLog;
import io.beamdesk.app.Settings;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueJson;
import io.beamdesk.queue.QueueRunner;
import io.beamdesk.queue.QueueState;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Measures what waits in the queue, without a window.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Measures what waits without a window until the queue is done or stops; exit 1 if it stops before its end. With autostart on, it waits for more.")
final class QueueRun implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();
    @Mixin private QueueTool.Options options = new QueueTool.Options();

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
                options.print(QueueTool.text(run), QueueJson.of(run));
                run.products()
                        .forEach(product -> options.report().line(Path.of(product).toString()));
            }
        }
    }
}
