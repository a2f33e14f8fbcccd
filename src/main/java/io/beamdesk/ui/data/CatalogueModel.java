package io.beamdesk.ui.data;

import io.beamdesk.catalogue.CatalogueException;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Facet;
import io.beamdesk.catalogue.Found;
import io.beamdesk.catalogue.Page;
import io.beamdesk.catalogue.Place;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What is looked for in the catalogue, and what was found. The JavaFX thread alone; the catalogue is
/// asked on another one, and of several questions the last is answered.
final class CatalogueModel {
    private static final int MORE = 500;

    private final DataDesk desk;
    private final Executor background;
    private final Executor fxThread;
    private final InstantSource clock;
    private final ZoneId zone;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObjectProperty<CatalogueQuery.Sort> sort =
            new SimpleObjectProperty<>(this, "sort", CatalogueQuery.Sort.NEWEST);
    private final ObjectProperty<When> when = new SimpleObjectProperty<>(this, "when", When.ALWAYS);
    private final ReadOnlyObjectWrapper<Map<Facet, Set<String>>> chosen =
            new ReadOnlyObjectWrapper<>(this, "chosen", Map.of());
    private final ReadOnlyObjectWrapper<Found> found =
            new ReadOnlyObjectWrapper<>(this, "found", Found.NOTHING);
    private final ReadOnlyObjectWrapper<Extent> extent =
            new ReadOnlyObjectWrapper<>(this, "extent", new Extent(0, 0, 0));
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final AtomicLong asked = new AtomicLong();
    private int limit = MORE;
    private boolean shown;
    private boolean stale = true;
    private boolean going;

    /// How much there is in the folder.
    ///
    /// @param products how many
    /// @param size their bytes
    /// @param free bytes that are free
    record Extent(long products, long size, long free) {}

    private record Answer(Found found, Extent extent, String problem) {}

    CatalogueModel(
            DataDesk desk,
            Executor background,
            Executor fxThread,
            InstantSource clock,
            ZoneId zone) {
        this.desk = desk;
        this.background = background;
        this.fxThread = fxThread;
        this.clock = clock;
        this.zone = zone;
        text.subscribe(this::anew);
        sort.subscribe(this::anew);
        when.subscribe(this::anew);
    }

    StringProperty textProperty() {
        return text;
    }

    ObjectProperty<CatalogueQuery.Sort> sortProperty() {
        return sort;
    }

    ObjectProperty<When> whenProperty() {
        return when;
    }

    ReadOnlyObjectProperty<Map<Facet, Set<String>>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Found> foundProperty() {
        return found.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Extent> extentProperty() {
        return extent.getReadOnlyProperty();
    }

    /// Why there is no answer, or why it may be old; empty if all is well.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether anything is asked for.
    boolean isNarrowed() {
        return !text.get().isBlank() || !chosen.get().isEmpty() || when.get() != When.ALWAYS;
    }

    /// Chooses a value of a facet, or no longer.
    void choose(Facet facet, String value, boolean on) {
        Map<Facet, Set<String>> next = new EnumMap<>(Facet.class);
        next.putAll(chosen.get());
        Set<String> values = new HashSet<>(next.getOrDefault(facet, Set.of()));
        if (on) {
            values.add(value);
        } else {
            values.remove(value);
        }
        if (values.isEmpty()) {
            next.remove(facet);
        } else {
            next.put(facet, values);
        }
        chosen.set(Map.copyOf(next));
        anew();
    }

    /// Asks for everything again.
    void clear() {
        chosen.set(Map.of());
        when.set(When.ALWAYS);
        text.set("");
        anew();
    }

    /// Shows more of what was found, below what is there.
    void more() {
        Found now = found.get();
        boolean isMore = now.isMore() || now.entries().size() < now.total();
        if (going || !isMore || now.entries().size() < limit || now.end().isEmpty()) {
            return;
        }
        going = true;
        CatalogueQuery query = query().limit(MORE);
        Place end = now.end().get();
        long question = asked.get();
        background.execute(() -> {
            try {
                Page next = desk.next(query, end);
                fxThread.execute(() -> append(question, next));
            } catch (CatalogueException unreadable) {
                fxThread.execute(() -> fail(question, String.valueOf(unreadable.getMessage())));
            }
        });
    }

    private void append(long question, Page next) {
        if (question == asked.get()) {
            going = false;
            limit += MORE;
            found.set(found.get().with(next));
        }
    }

    private void fail(long question, String sentence) {
        if (question == asked.get()) {
            going = false;
            problem.set(sentence);
        }
    }

    private void anew() {
        limit = MORE;
        ask();
    }

    /// Asks again, as when products have come.
    void refresh() {
        ask();
    }

    void setShown(boolean now) {
        shown = now;
        if (shown && stale) {
            ask();
        }
    }

    private CatalogueQuery query() {
        CatalogueQuery query =
                new CatalogueQuery(
                        text.get(),
                        chosen.get(),
                        when.get().since(clock.instant(), zone),
                        java.util.Optional.empty(),
                        sort.get(),
                        limit);
        return query;
    }

    private void ask() {
        stale = !shown;
        if (!shown) {
            return;
        }
        CatalogueQuery query = query();
        long question = asked.incrementAndGet();
        going = false;
        background.execute(() -> {
            if (question != asked.get()) {
                return;
            }
            Answer first = answer(() -> desk.begin(query));
            fxThread.execute(() -> show(question, first));
            // The page is there; what has not been counted follows.
            if (first.found.isMore() && question == asked.get()) {
                Answer whole = answer(() -> desk.search(query));
                fxThread.execute(() -> show(question, whole));
            }
        });
    }

    private Answer answer(Supplier<Found> search) {
        try {
            Found all = desk.search(CatalogueQuery.ALL.limit(1));
            return new Answer(
                    search.get(),
                    new Extent(all.total(), all.size().orElse(0), desk.free()),
                    desk.problem());
        } catch (CatalogueException unreadable) {
            return new Answer(
                    Found.NOTHING, new Extent(0, 0, 0), String.valueOf(unreadable.getMessage()));
        }
    }

    private void show(long question, Answer answer) {
        if (question == asked.get()) {
            extent.set(answer.extent);
            problem.set(answer.problem);
            found.set(answer.found);
        }
    }
}
