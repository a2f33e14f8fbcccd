package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.samples.SampleDesk.InBeam;
import io.beamdesk.ui.samples.TrayPicture.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The trays, and the chosen one as it is on the disk: read again after every change while the pane is
/// shown.
final class TraysViewModel {
    /// The chosen tray as it was read last.
    ///
    /// @param tray what it is called
    /// @param type what it is
    /// @param cards its samples by their place
    /// @param marks the same, as they are drawn
    /// @param spots where it could be at the beamline, each with its words
    /// @param spot where it is, if it is
    /// @param inBeam its place that is in the beam, if one is
    /// @param share how much of the run there is measured, 0 to 1
    record Shown(
            Tray tray,
            TrayType type,
            Map<Position, SampleCard> cards,
            Map<Position, Mark> marks,
            Map<String, String> spots,
            Optional<String> spot,
            Optional<Position> inBeam,
            double share) {
        Shown with(double now) {
            return new Shown(tray, type, cards, marks, spots, spot, inBeam, now);
        }

        /// Its id.
        String id() {
            return tray.id();
        }

        /// Where the sample of a place is in its life.
        SampleState state(Position place) {
            SampleCard card = cards.get(place);
            return card == null ? SampleState.EMPTY : card.state();
        }
    }

    /// All that was read in one go.
    private record Reading(List<TrayRow> rows, Optional<Shown> shown) {}

    private final SampleDesk desk;
    private final Errands errands;
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final List<Runnable> readers = new ArrayList<>();
    private final ReadOnlyObjectWrapper<List<TrayRow>> trays =
            new ReadOnlyObjectWrapper<>(this, "trays", List.of());
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final ReadOnlyObjectWrapper<Badge> badge =
            new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);
    private volatile String chosen = "";
    private volatile boolean isShown;

    TraysViewModel(SampleDesk desk, Errands errands) {
        this.desk = desk;
        this.errands = errands;
    }

    // -- Properties ------------------------------------------------------------------------------

    /// Every tray, the one received last first.
    ReadOnlyObjectProperty<List<TrayRow>> traysProperty() {
        return trays.getReadOnlyProperty();
    }

    /// The chosen tray: what is done is always about it, also while another one that was chosen is
    /// still being read.
    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// How many samples have failed, in red.
    ReadOnlyObjectProperty<Badge> badgeProperty() {
        return badge.getReadOnlyProperty();
    }

    /// Types that a tray can be of.
    List<TrayType> types() {
        return desk.types();
    }

    /// Calls it, on the JavaFX thread, after everything was read again.
    void whenRead(Runnable reader) {
        readers.add(reader);
    }

    // -- Commands --------------------------------------------------------------------------------

    /// The pane comes into view, or goes.
    void setShown(boolean now) {
        isShown = now;
        refresh();
    }

    /// Shows a tray.
    void choose(String tray) {
        if (!tray.equals(chosen)) {
            chosen = tray;
            isShown = true;
            refresh();
        }
    }

    /// A second has passed: while the pane is shown, how far the run is, and what other processes have
    /// changed.
    void tick() {
        if (!isShown) {
            return;
        }
        shown.get()
                .filter(now -> now.inBeam().isPresent())
                .ifPresent(now -> shown.set(Optional.of(now.with(desk.share()))));
        if (looking.compareAndSet(false, true)) {
            var _ =
                    errands.ask(() -> {
                        looking.set(false);
                        desk.lookForOthers();
                        return "";
                    });
        }
    }

    /// Something may have changed: reads everything again while the pane is shown. On any thread.
    void refresh() {
        if (isShown && due.compareAndSet(false, true)) {
            var _ =
                    errands.ask(
                            () -> {
                                due.set(false);
                                return read();
                            },
                            this::show);
        }
    }

    private Reading read() {
        Optional<InBeam> beam = desk.inBeam();
        Map<String, TrayType> types = new HashMap<>();
        desk.types().forEach(type -> types.put(type.name(), type));
        List<TrayRow> rows =
                desk.trays().stream()
                        .map(count ->
                                new TrayRow(
                                        count,
                                        Optional.ofNullable(types.get(count.tray().type())),
                                        beam.filter(b -> b.tray().equals(count.tray().id()))
                                                .isPresent()))
                        .toList();
        String now = chosen;
        Optional<TrayRow> row =
                rows.stream()
                        .filter(r -> r.id().equals(now))
                        .findFirst()
                        .or(() -> rows.stream().findFirst());
        return new Reading(rows, row.filter(r -> r.type().isPresent()).map(r -> read(r, beam)));
    }

    private Shown read(TrayRow row, Optional<InBeam> inBeam) {
        TrayType type = row.type().orElseThrow();
        Map<Position, SampleCard> cards = new HashMap<>();
        for (SampleCard card : desk.samples(row.id())) {
            type.position(card.sample().position()).ifPresent(place -> cards.put(place, card));
        }
        Map<Position, Mark> marks = new HashMap<>();
        cards.forEach((place, card) -> marks.put(place, Mark.of(card)));
        Optional<InBeam> here = inBeam.filter(b -> b.tray().equals(row.id()));
        return new Shown(
                row.count().tray(),
                type,
                Map.copyOf(cards),
                Map.copyOf(marks),
                desk.spots(type.kind()),
                desk.spot(row.id()),
                here.flatMap(b -> type.position(b.position())),
                here.map(InBeam::share).orElse(0.0));
    }

    private void show(Reading reading) {
        boolean stale =
                !chosen.isEmpty()
                        && reading.shown().filter(s -> s.id().equals(chosen)).isEmpty()
                        && reading.rows().stream().anyMatch(r -> r.id().equals(chosen));
        trays.set(reading.rows());
        int failed = reading.rows().stream().mapToInt(TrayRow::failed).sum();
        badge.set(failed > 0 ? Badge.count(failed, "alarm-major") : Badge.NONE);
        if (!stale) {
            // Else another tray was chosen meanwhile; it is being read.
            chosen = reading.shown().map(Shown::id).orElse("");
            shown.set(reading.shown());
            readers.forEach(Runnable::run);
        }
    }
}
