package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.samples.SampleDesk.InBeam;
import io.beamdesk.ui.samples.TrayPicture.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Stale stale = new Stale();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final List<Runnable> readers = new ArrayList<>();
    private final ReadOnlyObjectWrapper<List<TrayRow>> trays =
            new ReadOnlyObjectWrapper<>(this, "trays", List.of());
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final ReadOnlyObjectWrapper<Badge> badge =
            new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);
    private volatile String chosen = "";
    private volatile Optional<Shown> lastRead = Optional.empty();
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

    /// Something has changed: reads it again while the pane is shown. On any thread.
    void refresh(SampleStore.Changed changed) {
        stale.add(changed);
        readSoon();
    }

    /// Reads everything again while the pane is shown. On any thread.
    void refresh() {
        stale.addAll();
        readSoon();
    }

    private void readSoon() {
        if (isShown && due.compareAndSet(false, true)) {
            var _ =
                    errands.ask(
                            () -> {
                                due.set(false);
                                return read(stale.take());
                            },
                            this::show);
        }
    }

    /// What has changed since it was read. Used by any thread.
    private static final class Stale {
        private boolean all = true;
        private Set<String> samples = new HashSet<>();

        synchronized void add(SampleStore.Changed changed) {
            changed.sample().ifPresent(samples::add);
            all |= changed.all() || (changed.sample().isEmpty() && !changed.trays().isEmpty());
        }

        synchronized void addAll() {
            all = true;
        }

        /// Samples to be read again; empty if everything is to be.
        synchronized Optional<Set<String>> take() {
            Optional<Set<String>> taken = all ? Optional.empty() : Optional.of(samples);
            all = false;
            samples = new HashSet<>();
            return taken;
        }
    }

    /// @param changed ids of the samples that have changed; empty if everything may have
    private Reading read(Optional<Set<String>> changed) {
        try {
            Reading now = readAgain(changed);
            lastRead = now.shown();
            return now;
        } catch (RuntimeException problem) {
            // What was to be read still is.
            stale.addAll();
            throw problem;
        }
    }

    private Reading readAgain(Optional<Set<String>> changed) {
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
        return new Reading(
                rows,
                row.filter(r -> r.type().isPresent()).map(r -> read(r, cards(r, changed), beam)));
    }

    /// The samples of a tray: those that have not changed as they were read before, for a plate has many.
    private Map<Position, SampleCard> cards(TrayRow row, Optional<Set<String>> changed) {
        TrayType type = row.type().orElseThrow();
        Optional<Shown> before =
                changed.flatMap(_ -> lastRead)
                        .filter(s -> s.id().equals(row.id()) && s.type() == type);
        Map<Position, SampleCard> cards = new HashMap<>(before.map(Shown::cards).orElse(Map.of()));
        List<SampleCard> read =
                before.isPresent()
                        ? changed.orElseThrow().stream()
                                .flatMap(id -> desk.sample(id).stream())
                                .filter(card -> card.sample().tray().equals(row.id()))
                                .toList()
                        : desk.samples(row.id());
        for (SampleCard card : read) {
            type.position(card.sample().position()).ifPresent(place -> cards.put(place, card));
        }
        return cards;
    }

    private Shown read(TrayRow row, Map<Position, SampleCard> cards, Optional<InBeam> inBeam) {
        TrayType type = row.type().orElseThrow();
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
