package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.app.RunLeft;
import io.beamdesk.app.RunsLeft;
import io.beamdesk.app.Settings;
import io.beamdesk.log.Uncaught;
import io.beamdesk.ui.log.LogEntry;
import io.beamdesk.ui.setup.BeamlineChoice;
import io.beamdesk.ui.shell.Notice;
import io.beamdesk.ui.shell.NoticesViewModel;
import io.beamdesk.ui.shell.Shell;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a desk has to tell whoever sits at it, whatever pane is in view.
final class DeskNotices {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");

    /// Ways from a notice to a pane.
    ///
    /// @param pane shows the pane of a title
    /// @param product shows a product
    record Ways(Consumer<String> pane, Consumer<URI> product) {}

    private final NoticesViewModel notices;
    private final Ways ways;
    private final Executor background;
    private final ZoneId zone;

    DeskNotices(NoticesViewModel notices, Ways ways, Executor background, ZoneId zone) {
        this.notices = notices;
        this.ways = ways;
        this.background = background;
        this.zone = zone;
    }

    /// Tells what was wrong with a file of the desk's own.
    void tellProblems(List<String> problems) {
        problems.forEach(
                problem -> notices.add(new Notice(LogEntry.Level.WARNING, problem, List.of())));
    }

    /// Offers a choice of the beamline where nobody has chosen yet.
    void tellFirstStart(Supplier<Window> window) {
        Notice[] told = new Notice[1];
        Consumer<String> choose =
                beamline -> {
                    notices.dismiss(told[0]);
                    background.execute(() -> keep(beamline));
                };
        told[0] =
                new Notice(
                        LogEntry.Level.NOTE,
                        "This is the simulated beamline, as no beamline file has been chosen yet.",
                        List.of(
                                new Notice.Action(
                                        "Choose a beamline file…",
                                        () ->
                                                BeamlineChoice.choose(
                                                        window.get(),
                                                        background,
                                                        file -> choose.accept(file.toString()))),
                                new Notice.Action(
                                        "Keep the simulated beamline",
                                        () -> choose.accept(Settings.SIMULATED))));
        notices.add(told[0]);
    }

    private void keep(String beamline) {
        try {
            Settings.change(settings -> settings.withBeamline(beamline));
            if (!beamline.equals(Settings.SIMULATED)) {
                notices.add(
                        note(
                                beamline
                                        + " is used from the next start; close Beamdesk and open it again."));
            }
        } catch (IOException problem) {
            notices.add(
                    new Notice(
                            LogEntry.Level.WARNING,
                            "The choice could not be remembered: " + problem.getMessage(),
                            List.of()));
        }
    }

    /// Tells from now on what nobody has foreseen, with what it affects and what the run does.
    ///
    /// @param inView title of the pane in view, asked on any thread
    /// @return ends it
    AutoCloseable tellFailures(Desk desk, Supplier<String> inView) {
        Uncaught uncaught = Uncaught.here();
        uncaught.runFrom(desk::runNow);
        uncaught.inViewFrom(inView);
        return uncaught.watch(sentence ->
                notices.add(
                        new Notice(
                                LogEntry.Level.ERROR,
                                sentence,
                                List.of(
                                        new Notice.Action(
                                                "Show the log",
                                                () -> ways.pane().accept(Shell.LOG))))));
    }

    /// Tells of runs whose process was killed, once the readbacks have come.
    void tellRunsLeft(Desk desk) {
        background.execute(() -> {
            try {
                RunsLeft left = desk.runsLeft();
                for (RunLeft run : left.find()) {
                    notices.add(notice(left, run));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Notice notice(RunsLeft left, RunLeft run) {
        Notice[] told = new Notice[1];
        // What has been done about it is no longer offered, nor said to be missing.
        Runnable again =
                () ->
                        background.execute(
                                () -> notices.replace(told[0], notice(left, left.again(run))));
        List<Notice.Action> actions = new ArrayList<>();
        if (!run.hazards().isEmpty()) {
            actions.add(
                    new Notice.Action(
                            "Bring to the safe state",
                            () -> {
                                var _ = left.secure().thenAccept(this::tellSecured).thenRun(again);
                            }));
        }
        if (!run.unfinished().isEmpty()) {
            actions.add(
                    new Notice.Action(
                            "Recover the product",
                            () ->
                                    background.execute(() -> {
                                        left.recover(run).forEach(said -> notices.add(note(said)));
                                        again.run();
                                    })));
        } else if (!run.note().products().isEmpty()) {
            Path product = run.note().products().getLast();
            actions.add(
                    new Notice.Action(
                            "Show the product", () -> ways.product().accept(product.toUri())));
        }
        if (run.note().fromQueue()) {
            actions.add(new Notice.Action("Show the queue", () -> ways.pane().accept("Queue")));
        }
        told[0] =
                new Notice(
                        run.hazards().isEmpty() ? LogEntry.Level.WARNING : LogEntry.Level.ERROR,
                        run.sentence(zone),
                        actions,
                        () -> background.execute(() -> left.forget(run)));
        return told[0];
    }

    private void tellSecured(List<String> hazards) {
        if (hazards.isEmpty()) {
            LOG.info("Stopped and closed, confirmed from readbacks");
        } else {
            String what = String.join("; ", hazards);
            LOG.error("The safe state is not confirmed: {}", what);
            notices.add(
                    new Notice(
                            LogEntry.Level.ERROR,
                            "The safe state is not confirmed: " + what + ". Have a look there.",
                            List.of()));
        }
    }

    private static Notice note(String text) {
        return new Notice(LogEntry.Level.NOTE, text, List.of());
    }
}
