package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.Selection;
import io.beamdesk.ui.samples.TraysViewModel.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is looked for: in all trays as a list, in the chosen one by letting step back what does not match.
final class FilterViewModel {
    /// What was found.
    ///
    /// @param tray the chosen tray
    /// @param first as many as a list shows, by tray and place
    /// @param all how many there are in all trays
    /// @param here places of the chosen tray
    record Found(String tray, List<SampleCard> first, int all, Set<Position> here) {}

    /// What is asked for.
    ///
    /// @param shown the chosen tray, if there is one
    private record Question(SampleSearch search, Optional<Shown> shown) {
        String tray() {
            return shown.map(Shown::id).orElse("");
        }
    }

    private final SampleDesk desk;
    private final Errands errands;
    private final SelectionViewModel selection;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<SampleSearch> search =
            new ReadOnlyObjectWrapper<>(this, "search", SampleSearch.ALL);
    private final ReadOnlyObjectWrapper<Optional<Found>> found =
            new ReadOnlyObjectWrapper<>(this, "found", Optional.empty());
    private final ReadOnlyObjectWrapper<List<String>> groups =
            new ReadOnlyObjectWrapper<>(this, "groups", List.of());
    private volatile Question question = new Question(SampleSearch.ALL, Optional.empty());

    /// @param shown the chosen tray
    /// @param selection what is selected in it
    FilterViewModel(
            SampleDesk desk,
            Errands errands,
            ReadOnlyObjectProperty<Optional<Shown>> shown,
            SelectionViewModel selection) {
        this.desk = desk;
        this.errands = errands;
        this.selection = selection;
        shown.subscribe(now -> question = new Question(search.get(), now));
    }

    // -- Properties ------------------------------------------------------------------------------

    /// What is looked for.
    ReadOnlyObjectProperty<SampleSearch> searchProperty() {
        return search.getReadOnlyProperty();
    }

    /// What was found; empty if nothing is looked for.
    ReadOnlyObjectProperty<Optional<Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// Groups that can be asked for.
    ReadOnlyObjectProperty<List<String>> groupsProperty() {
        return groups.getReadOnlyProperty();
    }

    /// Places of a tray that match; empty if nothing is looked for, or it is not known yet.
    Optional<Set<Position>> matching(Shown tray) {
        return found.get().filter(f -> f.tray().equals(tray.id())).map(Found::here);
    }

    // -- Commands --------------------------------------------------------------------------------

    /// Looks for something else.
    void search(SampleSearch wanted) {
        if (!wanted.equals(search.get())) {
            search.set(wanted);
            question = new Question(wanted, question.shown());
            find();
        }
    }

    /// Looks for nothing any more.
    void clear() {
        search(SampleSearch.ALL);
    }

    /// Selects what matches in the chosen tray, along the way of collecting all of it.
    void selectMatching() {
        Question now = question;
        now.shown()
                .flatMap(tray ->
                        matching(tray)
                                .map(here ->
                                        Selection.of(
                                                tray.type(),
                                                Selection.all(tray.type()).positions().stream()
                                                        .filter(here::contains)
                                                        .toList())))
                .ifPresent(selection::select);
    }

    /// Everything was read again.
    void read() {
        var _ = errands.ask(desk::groups).thenAccept(groups::set);
        find();
    }

    /// While one search waits for its turn, only the last of those asked for after it is looked for.
    private void find() {
        if (!search.get().isAsking()) {
            found.set(Optional.empty());
        } else if (due.compareAndSet(false, true)) {
            record Answer(Question to, Found found) {}
            var _ =
                    errands.ask(
                                    () -> {
                                        due.set(false);
                                        Question now = question;
                                        return new Answer(now, find(now));
                                    })
                            .thenAccept(answer -> {
                                Question now = question;
                                if (now.search().isAsking()
                                        && now.search().equals(answer.to().search())
                                        && now.tray().equals(answer.to().tray())) {
                                    found.set(Optional.of(answer.found()));
                                }
                            });
        }
    }

    private Found find(Question asked) {
        SampleDesk.Found there = desk.search(asked.search(), asked.tray());
        Set<Position> here = new HashSet<>();
        asked.shown()
                .ifPresent(now ->
                        there.here().forEach(id -> now.type().position(id).ifPresent(here::add)));
        return new Found(asked.tray(), there.first(), there.all(), here);
    }
}
