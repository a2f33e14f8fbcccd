package io.beamdesk.app;

import io.beamdesk.device.Securable;
import io.beamdesk.product.ProductRecovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs that were under way when their process was killed, and what can be done about them.
public final class RunsLeft {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");

    /// How long devices have to answer before their state counts as unknown.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Desk desk;
    private final RunNotes notes = new RunNotes(Folders.runs());

    RunsLeft(Desk desk) {
        this.desk = desk;
    }

    /// Those of this person on this computer, the last one last. Waits for the readbacks, so that what it
    /// says of the beamline is what is there now.
    public List<RunLeft> find() throws InterruptedException {
        List<RunNote> left = notes.left();
        if (left.isEmpty()) {
            return List.of();
        }
        var _ = desk.awaitConnections(PATIENCE);
        List<String> hazards = hazards();
        String here =
                desk.beamline()
                        .file()
                        .path()
                        .map(file -> file.toAbsolutePath().toString())
                        .orElse("");
        List<RunLeft> found =
                left.stream()
                        .map(note ->
                                new RunLeft(
                                        note,
                                        hazards,
                                        unfinished(note),
                                        here.equals(note.beamline())))
                        .toList();
        found.forEach(run -> LOG.warn("{}", run.sentence(java.time.ZoneId.systemDefault())));
        return found;
    }

    /// The run as it stands after something has been done about it. Reads the disk.
    public RunLeft again(RunLeft run) {
        return run.now(hazards(), unfinished(run.note()));
    }

    private List<String> hazards() {
        return desk.beamline().securables().stream()
                .filter(device -> !desk.staysAsItIs(device))
                .map(Securable::hazard)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Path> unfinished(RunNote note) {
        return note.products().stream()
                .filter(Files::exists)
                .filter(ProductRecovery::pending)
                .toList();
    }

    /// Brings every device of the beamline to its safe state.
    ///
    /// @return completes with what is not confirmed to be safe
    public CompletableFuture<List<String>> secure() {
        return desk.engine().halt("after a run whose process was killed");
    }

    /// Adds to the products of a run what its journals have. Reads and writes the disk.
    ///
    /// @return what became of them, a sentence each
    public List<String> recover(RunLeft run) {
        return run.unfinished().stream()
                .flatMap(product -> ProductRecovery.recover(product).stream())
                .map(RunsLeft::said)
                .toList();
    }

    private static String said(ProductRecovery.Outcome outcome) {
        Path name = outcome.path().getFileName();
        String said =
                outcome.problem().isEmpty()
                        ? "%s is recovered: %d rows and %d frames added%s"
                                .formatted(
                                        name,
                                        outcome.events(),
                                        outcome.frames(),
                                        outcome.lostFrames() > 0
                                                ? ", "
                                                        + outcome.lostFrames()
                                                        + " frames had not reached the disk"
                                                : "")
                        : outcome.problem();
        LOG.info("{}", said);
        return said;
    }

    /// A person has seen it: it is not told again.
    public void forget(RunLeft run) {
        notes.forget(run.note().process());
    }
}
