package io.beamdesk.ui.live;

import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.ui.fx.Pulse;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// What the Live pane shows: the latest run of this session as curves, as a map or as frames, with the
/// runs before it.
///
/// Documents come on any thread and are taken in on the JavaFX thread, all that have come at once.
public final class LiveViewModel implements DocumentSink {
    /// Why a run waits, as the plot marks it.
    ///
    /// @param title what happened
    /// @param detail what will happen
    public record Hold(String title, String detail) {}

    private final Session session = new Session();
    private final LiveCurves curves = new LiveCurves(session);
    private final LiveMap map = new LiveMap(session);
    private final LiveFrames frames;
    private final Queue<Document> arrived = new ConcurrentLinkedQueue<>();
    private final Pulse.Slot<Boolean> wake;
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ReadOnlyObjectWrapper<List<Quantity.Choice>> choices =
            new ReadOnlyObjectWrapper<>(this, "choices", List.of());
    private final ObjectProperty<Optional<Quantity.Choice>> choice =
            new SimpleObjectProperty<>(this, "choice", Optional.empty());
    private final ObjectProperty<Optional<Hold>> hold =
            new SimpleObjectProperty<>(this, "hold", Optional.empty());
    private String chosenByPerson = "";
    private boolean drawn = true;

    /// Takes documents in with the pulse.
    public LiveViewModel(Pulse pulse) {
        wake = pulse.slot(_ -> takeIn());
        frames = new LiveFrames(pulse);
        choice.subscribe(this::redraw);
        hold.subscribe(() -> curves.mark(hold.get()));
    }

    // Documents

    @Override
    public Delivery delivery() {
        return Delivery.LATEST;
    }

    @Override
    public void accept(Document document) {
        arrived.add(frames.accept(document));
        wake.offer(true);
    }

    private void takeIn() {
        boolean begun = false;
        for (Document next = arrived.poll(); next != null; next = arrived.poll()) {
            Document document = next;
            if (document instanceof RunStart start) {
                session.begin(start);
                frames.begin(start);
                curves.plot().reset();
                map.begin();
                begun = true;
            } else if (document instanceof StreamDatum) {
                frames.arrived();
            } else {
                begun |= document instanceof EventDescriptor;
                session.latest().ifPresent(run -> run.accept(document));
            }
        }
        if (begun) {
            offerChoices();
        }
        changed();
    }

    private void offerChoices() {
        List<Quantity.Choice> offered = current().map(LiveRun::choices).orElse(List.of());
        if (offered.isEmpty()) {
            return;
        }
        choices.set(offered);
        choice.set(
                offered.stream()
                        .filter(c -> c.name().equals(chosenByPerson))
                        .findFirst()
                        .or(() -> Optional.of(offered.getFirst())));
    }

    private void changed() {
        redraw();
        revision.set(revision.get() + 1);
    }

    private void redraw() {
        Optional<LiveRun> run = session.latest();
        session.compareBy(
                choice.get()
                        .map(Quantity.Choice::curves)
                        .filter(c -> c.size() == 1)
                        .map(List::getFirst));
        if (!drawn || run.isEmpty()) {
            return;
        }
        frames.draw();
        choice.get()
                .ifPresent(shown -> {
                    if (run.get().map().isPresent()) {
                        map.draw(shown.curves().getFirst());
                    } else {
                        curves.draw(run.get(), shown, hold.get());
                    }
                });
    }

    // Properties

    /// The runs, and which of them are compared.
    public Session session() {
        return session;
    }

    /// The latest run, empty before the first.
    public Optional<LiveRun> current() {
        return session.latest();
    }

    /// The latest run as curves.
    public LiveCurves curves() {
        return curves;
    }

    /// The latest run as a map.
    public LiveMap map() {
        return map;
    }

    /// The frames of the latest run.
    public LiveFrames frames() {
        return frames;
    }

    /// Changes whenever documents were taken in or something else was chosen.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// What the latest run offers to plot.
    public ReadOnlyObjectProperty<List<Quantity.Choice>> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    /// What is plotted.
    public ReadOnlyObjectProperty<Optional<Quantity.Choice>> choiceProperty() {
        return choice;
    }

    /// Why the run waits; set by whoever watches the engine.
    public ObjectProperty<Optional<Hold>> holdProperty() {
        return hold;
    }

    // Commands

    /// Stops drawing while nobody sees it, or draws again what came meanwhile. The runs themselves go
    /// on being taken in, for the badge says how far they are.
    public void setDrawn(boolean drawn) {
        this.drawn = drawn;
        redraw();
    }

    /// Plots this, in the runs to come too where they offer it.
    public void choose(Quantity.Choice chosen) {
        chosenByPerson = chosen.name();
        curves.setMeasured(0);
        choice.set(Optional.of(chosen));
        curves.plot().reset();
    }

    /// Takes the statistics and the cursor of this one of the chosen curves, from 0.
    public void measureCurve(int index) {
        curves.setMeasured(index);
        redraw();
    }

    /// Lays an older run over the latest, or takes it away.
    public void overlay(LiveRun run, boolean on) {
        session.overlay(run, on);
        changed();
    }

    /// Shows the latest map, the one that it is compared with, or their difference.
    public void showSide(LiveMap.Side side) {
        map.setSide(side);
        changed();
    }

    /// Shows this dimension of a map to the right.
    public void showAcross(int dimension) {
        map.across(dimension);
        changed();
    }

    /// Shows this dimension of a map upwards.
    public void showUp(int dimension) {
        map.up(dimension);
        changed();
    }

    /// Shows a map at this position of a dimension that is not drawn.
    public void showPlace(int dimension, int index) {
        map.place(dimension, index);
        changed();
    }

    /// Shows a map where it is being measured.
    public void follow() {
        map.follow();
        changed();
    }

    /// Takes the sinogram from another row, from the next projection on.
    public void chooseSinogramRow(int row) {
        frames.chooseRow(row);
        changed();
    }
}
