package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.History;
import io.beamdesk.ui.fx.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The counters of the beamline with their last ten minutes, in counts per second.
public final class CountersModel {
    /// A count rate at a time.
    ///
    /// @param rate counts per second, NaN where nobody answers
    /// @param time when it was counted
    public record Rate(double rate, Instant time) {
        static final Rate UNKNOWN = new Rate(Double.NaN, Instant.EPOCH);
    }

    /// One counter.
    public static final class Counter {
        private final String name;
        private final History history = new History(WINDOW, POINTS);
        private final ReadOnlyObjectWrapper<Rate> rate =
                new ReadOnlyObjectWrapper<>(this, "rate", Rate.UNKNOWN);
        private final Pulse.Slot<Rate> slot;

        private Counter(String name, Pulse pulse) {
            this.name = name;
            slot =
                    pulse.slot(now -> {
                        history.add(now.time(), now.rate());
                        rate.set(now);
                    });
        }

        /// Name of the column: `i0`.
        public String name() {
            return name;
        }

        /// Takes a rate from any thread.
        public void offer(Rate now) {
            slot.offer(now);
        }

        /// Its last ten minutes.
        public History history() {
            return history;
        }

        /// Its rate now.
        public ReadOnlyObjectProperty<Rate> rateProperty() {
            return rate.getReadOnlyProperty();
        }
    }

    /// How far back the histories reach.
    public static final Duration WINDOW = Duration.ofMinutes(10);

    private static final int POINTS = 300;

    private final List<Counter> counters = new ArrayList<>();
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<Boolean> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", false);

    /// @param names of the columns, in the order shown
    /// @param pulse carries the rates to the JavaFX thread
    /// @param clock says how old a rate is
    public CountersModel(List<String> names, Pulse pulse, InstantSource clock) {
        this.clock = clock;
        names.forEach(name -> counters.add(new Counter(name, pulse)));
    }

    /// The counters in the order shown.
    public List<Counter> counters() {
        return List.copyOf(counters);
    }

    /// Now.
    public Instant now() {
        return clock.instant();
    }

    /// Draws while somebody sees them; the histories go on without.
    public void setShown(boolean now) {
        shown.set(now);
    }

    /// Whether somebody sees them.
    public ReadOnlyObjectProperty<Boolean> shownProperty() {
        return shown.getReadOnlyProperty();
    }
}
