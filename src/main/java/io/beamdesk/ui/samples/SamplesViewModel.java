package io.beamdesk.ui.samples;

import io.beamdesk.pv.Subscription;
import io.beamdesk.ui.samples.TraysViewModel.Shown;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;

/// What the Samples pane shows and does, put together from its parts: [TraysViewModel] reads the trays,
/// [SelectionViewModel], [FilterViewModel] and [SampleViewModel] are about the chosen one,
/// [EditsViewModel] changes it and [SubmitViewModel] has it measured. Lives on the JavaFX thread; the disk
/// is waited for elsewhere, one thing after the other.
public final class SamplesViewModel implements AutoCloseable {
    private final Subscription subscription;
    private final Errands errands;
    private final Steps steps = new Steps();
    private final TraysViewModel trays;
    private final SelectionViewModel selection;
    private final FilterViewModel filter;
    private final SampleViewModel sample;
    private final EditsViewModel edits;
    private final SubmitViewModel submitting;
    private final ReadOnlyObjectWrapper<Optional<TrayPicture>> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", Optional.empty());

    /// Wires it; nothing is read before the pane is first shown.
    ///
    /// @param worker waits for the disk, one task after the other
    /// @param fxThread runs a task on the JavaFX thread
    public SamplesViewModel(SampleDesk desk, Executor worker, Executor fxThread) {
        errands = new Errands(worker, fxThread);
        trays = new TraysViewModel(desk, errands);
        ReadOnlyObjectProperty<Optional<Shown>> shown = trays.shownProperty();
        selection = new SelectionViewModel(shown, steps, now -> sample().selected(now));
        filter = new FilterViewModel(desk, errands, shown, selection);
        sample = new SampleViewModel(desk, errands, shown, selection::positions);
        edits = new EditsViewModel(desk, errands, steps, trays);
        submitting = new SubmitViewModel(desk, errands, shown, selection);
        shown.subscribe(this::draw);
        selection.selectionProperty().subscribe(this::draw);
        filter.foundProperty().subscribe(this::draw);
        trays.whenRead(sample::read);
        trays.whenRead(filter::read);
        subscription = desk.watch(trays::refresh);
    }

    // -- Parts -----------------------------------------------------------------------------------

    /// Every tray, and the chosen one.
    TraysViewModel trays() {
        return trays;
    }

    /// What is selected.
    SelectionViewModel selection() {
        return selection;
    }

    /// What is looked for.
    FilterViewModel filter() {
        return filter;
    }

    /// The sample that is looked at.
    SampleViewModel sample() {
        return sample;
    }

    /// What can be said of trays and samples.
    EditsViewModel edits() {
        return edits;
    }

    /// The way into the queue.
    SubmitViewModel submitting() {
        return submitting;
    }

    /// What was done, to be undone; selections and edits alike.
    Steps steps() {
        return steps;
    }

    // -- Properties ------------------------------------------------------------------------------

    /// The chosen tray as it is drawn.
    ReadOnlyObjectProperty<Optional<TrayPicture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// Why the last thing was refused; empty if it was done.
    ReadOnlyStringProperty messageProperty() {
        return errands.messageProperty();
    }

    // -- Commands --------------------------------------------------------------------------------

    /// The pane comes into view, or goes.
    void setShown(boolean now) {
        trays.setShown(now);
        if (now) {
            submitting.read();
        }
    }

    /// A second has passed.
    public void tick() {
        trays.tick();
    }

    /// Shows a place of a tray, as soon as it is read.
    public void show(String tray, String position) {
        sample.lookWhenRead(tray, position);
        trays.choose(tray);
    }

    private void draw() {
        picture.set(
                trays.shownProperty()
                        .get()
                        .map(now ->
                                new TrayPicture(
                                        now.type(),
                                        now.marks(),
                                        selection.of(now),
                                        filter.matching(now),
                                        now.inBeam(),
                                        now.share())));
    }

    @Override
    public void close() {
        subscription.close();
    }
}
