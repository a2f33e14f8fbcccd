package io.beamdesk.ui.samples;

import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleColumn;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleList;
import io.beamdesk.sample.SamplePreview;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayCount;
import io.beamdesk.ui.samples.Steps.Step;
import io.beamdesk.ui.samples.TraysViewModel.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What a person says of trays and samples. Every edit can be undone.
final class EditsViewModel {
    private final SampleDesk desk;
    private final Errands errands;
    private final Steps steps;
    private final TraysViewModel trays;

    /// @param steps what was done on the pane
    /// @param trays has the tray that edits are about
    EditsViewModel(SampleDesk desk, Errands errands, Steps steps, TraysViewModel trays) {
        this.desk = desk;
        this.errands = errands;
        this.steps = steps;
        this.trays = trays;
    }

    private Optional<Shown> shown() {
        return trays.shownProperty().get();
    }

    /// Does an edit.
    ///
    /// @return on the JavaFX thread, when it is saved
    private CompletableFuture<?> edit(Edit edit) {
        return apply(edit).thenRun(() -> done(edit));
    }

    private void done(Edit edit) {
        errands.say("");
        steps.add(new Step(edit.what(), () -> apply(edit.inverse()), () -> apply(edit)));
    }

    private CompletableFuture<?> apply(Edit edit) {
        return errands.ask(
                        () -> {
                            desk.apply(edit);
                            return edit;
                        })
                .thenRun(() -> errands.say(""));
    }

    // -- Trays -----------------------------------------------------------------------------------

    /// Adds a tray and shows it.
    void addTray(Tray tray) {
        var _ = edit(Edit.add(tray)).thenRun(() -> trays.choose(tray.id()));
    }

    /// Gives the chosen tray another alias.
    void renameTray(String alias) {
        shown().map(Shown::tray)
                .filter(tray -> !tray.alias().equals(alias))
                .ifPresent(tray -> {
                    var _ = edit(Edit.replace(tray, tray.withAlias(alias)));
                });
    }

    /// Says where the chosen tray is; empty if it is not at the beamline any more.
    void load(Optional<String> spot) {
        shown().map(Shown::id)
                .ifPresent(tray -> {
                    var _ =
                            errands.ask(() -> {
                                desk.load(tray, spot);
                                return tray;
                            });
                });
    }

    /// Says that this place of the chosen tray is in the beam now.
    void teach(Position place) {
        shown().map(Shown::id)
                .ifPresent(tray -> {
                    var _ =
                            errands.ask(() -> taught(tray, new Taught(place.id(), desk.stage())))
                                    .thenAccept(this::done);
                });
    }

    /// Said of the tray as it is by then: the place before may have been taught a moment ago.
    private Edit taught(String id, Taught here) {
        Tray tray =
                desk.trays().stream()
                        .map(TrayCount::tray)
                        .filter(t -> t.id().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                new SampleException(
                                        "There is no tray " + id + " any more; choose another"));
        List<Taught> all = new ArrayList<>(tray.taught());
        all.removeIf(t -> t.id().equals(here.id()));
        all.add(here);
        Edit edit = Edit.replace(tray, tray.withTaught(all));
        desk.apply(edit);
        return edit;
    }

    // -- Samples ---------------------------------------------------------------------------------

    /// Says something else of a sample, or describes one where nothing was known to be.
    void describe(Optional<Sample> before, Sample after) {
        if (before.isEmpty()) {
            var _ = edit(Edit.add(List.of(after)));
        } else if (!before.get().equals(after)) {
            var _ = edit(Edit.replace(before.get(), after));
        }
    }

    /// Looks at a list of samples for the chosen tray; writes nothing.
    ///
    /// @param mapping what columns are to be taken for, by their headings
    /// @return on the JavaFX thread; fails with a sentence, which is the message too
    CompletableFuture<SamplePreview> preview(Path file, Map<String, SampleColumn> mapping) {
        Optional<Shown> now = shown();
        return errands.ask(() -> {
            Shown into = now.orElseThrow(() -> new SampleException("Choose a tray first"));
            return SampleList.preview(bytes(file), into.type(), into.id(), mapping);
        });
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException problem) {
            throw new SampleException(
                    file + " could not be read: " + problem.getMessage() + "; choose another file");
        }
    }

    /// Imports what can be of a list.
    void importInto(String tray, SamplePreview preview) {
        var _ =
                errands.ask(() ->
                                preview.edit(
                                        tray,
                                        desk.samples(tray).stream()
                                                .map(SampleCard::sample)
                                                .toList()))
                        .thenAccept(edit -> {
                            if (edit.changes().isEmpty()) {
                                errands.say("The list says nothing new of " + tray + ".");
                            } else {
                                var _ = edit(edit);
                            }
                        });
    }
}
