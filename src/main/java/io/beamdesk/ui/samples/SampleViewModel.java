package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.Selection;
import io.beamdesk.ui.samples.SampleDesk.Story;
import io.beamdesk.ui.samples.TraysViewModel.Shown;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The sample that is looked at closely: the one in the beam, or the place that was selected or clicked
/// last.
final class SampleViewModel {
    /// The sample that is looked at.
    ///
    /// @param place where it is
    /// @param card what is known of it; empty if nothing is there
    /// @param story what has happened to it, as soon as it is read
    /// @param inBeam whether it is in the beam
    record Looked(
            Position place, Optional<SampleCard> card, Optional<Story> story, boolean inBeam) {
        private Looked with(Story now) {
            return new Looked(place, card, Optional.of(now), inBeam);
        }
    }

    private final SampleDesk desk;
    private final Errands errands;
    private final ReadOnlyObjectProperty<Optional<Shown>> shown;
    private final Supplier<List<Position>> selection;
    private final ReadOnlyObjectWrapper<Optional<Looked>> looked =
            new ReadOnlyObjectWrapper<>(this, "looked", Optional.empty());
    private boolean followsBeam = true;

    /// The place that a person has pointed at, as long as the selection does not lead elsewhere.
    private Optional<Position> pointed = Optional.empty();

    /// What to look at as soon as it is read.
    private Optional<Wanted> wanted = Optional.empty();

    private record Wanted(String tray, String position) {}

    /// @param shown the chosen tray
    /// @param selection the selected places of it
    SampleViewModel(
            SampleDesk desk,
            Errands errands,
            ReadOnlyObjectProperty<Optional<Shown>> shown,
            Supplier<List<Position>> selection) {
        this.desk = desk;
        this.errands = errands;
        this.shown = shown;
        this.selection = selection;
        shown.subscribe((before, now) -> {
            if (!before.map(Shown::id).equals(now.map(Shown::id))) {
                pointed = Optional.empty();
                looked.set(Optional.empty());
            }
        });
    }

    // -- Properties ------------------------------------------------------------------------------

    /// The sample that is looked at.
    ReadOnlyObjectProperty<Optional<Looked>> lookedProperty() {
        return looked.getReadOnlyProperty();
    }

    /// Whether the card follows the sample in the beam rather than the selection.
    boolean followsBeam() {
        return followsBeam;
    }

    // -- Commands --------------------------------------------------------------------------------

    /// Looks at the sample of a place of the chosen tray.
    void look(Position place) {
        followsBeam = false;
        pointed = Optional.of(place);
        lookAt(place);
    }

    /// Looks at a place of a tray that is still to be read.
    void lookWhenRead(String tray, String position) {
        followsBeam = false;
        wanted = Optional.of(new Wanted(tray, position));
        lookAtWanted();
    }

    /// Follows the sample in the beam, or the selection.
    void follow(boolean beam) {
        followsBeam = beam;
        pointed = Optional.empty();
        lookAgain();
    }

    /// Other places were selected.
    void selected(Selection now) {
        followsBeam = now.isEmpty();
        pointed = pointed.filter(now::contains);
        lookAgain();
    }

    /// Everything was read again.
    void read() {
        lookAgain();
        lookAtWanted();
        // Another tray was chosen meanwhile.
        wanted = Optional.empty();
    }

    /// Brings a place of the chosen tray into the beam.
    void bring(Position place) {
        shown.get()
                .ifPresent(now -> {
                    var _ = errands.follow(desk.bring(now.id(), place.id()));
                });
    }

    /// Whether pictures can be taken here at all.
    boolean sees() {
        return desk.sees();
    }

    /// Takes a picture of the sample that is looked at.
    void takePicture() {
        looked.get()
                .flatMap(Looked::card)
                .ifPresent(card -> {
                    var _ = errands.follow(desk.takePicture(card.sample().id()));
                });
    }

    /// Leads to the items of a sample in the queue.
    void showProduct(URI product) {
        desk.showProduct(product);
    }

    void showInQueue(String sample) {
        desk.showInQueue(sample);
    }

    private void lookAtWanted() {
        shown.get()
                .flatMap(now ->
                        wanted.filter(w -> w.tray().equals(now.id()))
                                .flatMap(w -> now.type().position(w.position())))
                .ifPresent(place -> {
                    wanted = Optional.empty();
                    look(place);
                });
    }

    private void lookAgain() {
        Optional<Position> beam = shown.get().flatMap(Shown::inBeam);
        Optional<Position> place =
                (followsBeam ? beam : pointed)
                        .or(() -> selection.get().stream().findFirst())
                        .or(() -> beam);
        if (place.isEmpty()) {
            looked.set(Optional.empty());
        } else {
            lookAt(place.get());
        }
    }

    private void lookAt(Position place) {
        Optional<SampleCard> card = shown.get().map(now -> now.cards().get(place));
        boolean inBeam = shown.get().flatMap(Shown::inBeam).equals(Optional.of(place));
        Optional<Story> known =
                looked.get().filter(l -> l.place().equals(place)).flatMap(Looked::story);
        looked.set(Optional.of(new Looked(place, card, known, inBeam)));
        card.ifPresent(c -> {
            var _ =
                    errands.ask(() -> desk.story(c.sample().id()))
                            .thenAccept(story ->
                                    looked.get()
                                            .filter(l -> l.card().equals(card))
                                            .ifPresent(
                                                    l -> looked.set(Optional.of(l.with(story)))));
        });
    }
}
