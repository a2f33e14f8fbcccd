package io.beamdesk.ui.samples;

import io.beamdesk.pv.Subscription;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleColumn;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleList;
import io.beamdesk.sample.SamplePreview;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.SelectionText;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.samples.SampleDesk.Choice;
import io.beamdesk.ui.samples.SampleDesk.InBeam;
import io.beamdesk.ui.samples.SampleDesk.Story;
import io.beamdesk.ui.samples.SampleDesk.Submission;
import io.beamdesk.ui.samples.Steps.Step;
import io.beamdesk.ui.samples.TrayPicture.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the Samples pane shows and does: trays, the chosen one with its places, what is selected in
/// it, and the sample that is looked at. Lives on the JavaFX thread; the disk is waited for elsewhere,
/// one thing after the other.
public final class SamplesViewModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Samples");

    /// Score below which a screened sample is hardly worth measuring.
    private static final double LOW_SCORE = 50;

    /// Name of the score that stands in a screened place.
    static final String SCREEN = "screen";

    /// The chosen tray as it is on the disk.
    ///
    /// @param tray what it is called
    /// @param type what it is
    /// @param cards its samples by their place
    /// @param spots where it could be at the beamline, each with its words
    /// @param spot where it is, if it is
    record Shown(
            Tray tray,
            TrayType type,
            Map<Position, SampleCard> cards,
            Map<String, String> spots,
            Optional<String> spot) {}

    /// The sample that is looked at.
    ///
    /// @param place where it is
    /// @param card what is known of it; empty if nothing is there
    /// @param story what has happened to it, as soon as it is read
    /// @param inBeam whether it is in the beam
    record Looked(
            Position place, Optional<SampleCard> card, Optional<Story> story, boolean inBeam) {}

    /// All that was read in one go.
    private record Reading(
            List<TrayRow> rows,
            Optional<Shown> shown,
            Optional<InBeam> inBeam,
            List<Choice> recipes) {}

    private final SampleDesk desk;
    private final Executor worker;
    private final Executor fxThread;
    private final Subscription subscription;
    private final Steps steps = new Steps();
    private final Map<String, Selection> selections = new HashMap<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<List<TrayRow>> trays =
            new ReadOnlyObjectWrapper<>(this, "trays", List.of());
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<TrayPicture>> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Looked>> looked =
            new ReadOnlyObjectWrapper<>(this, "looked", Optional.empty());
    private final ReadOnlyObjectWrapper<List<Choice>> recipes =
            new ReadOnlyObjectWrapper<>(this, "recipes", List.of());
    private final ReadOnlyObjectWrapper<SelectionText> typed =
            new ReadOnlyObjectWrapper<>(this, "typed", new SelectionText(List.of(), List.of()));
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");
    private final ReadOnlyStringWrapper undoWord = new ReadOnlyStringWrapper(this, "undoWord", "");
    private final ReadOnlyStringWrapper redoWord = new ReadOnlyStringWrapper(this, "redoWord", "");
    private final ReadOnlyObjectWrapper<Badge> badge =
            new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);
    private final StringProperty ids = new SimpleStringProperty(this, "ids", "");
    private volatile String chosen = "";
    private volatile boolean isShown;

    /// Place of the chosen tray to look at when it is read; empty if there is none.
    private String wanted = "";

    private final ReadOnlyObjectWrapper<Optional<List<SampleCard>>> found =
            new ReadOnlyObjectWrapper<>(this, "found", Optional.empty());
    private String searched = "";
    private Optional<InBeam> inBeam = Optional.empty();
    private boolean followsBeam = true;

    /// The place that a person has pointed at, as long as the selection does not lead elsewhere.
    private Optional<Position> pointed = Optional.empty();

    private boolean writing;

    /// Wires it; nothing is read before the pane is first shown.
    ///
    /// @param worker waits for the disk, one task after the other
    /// @param fxThread runs a task on the JavaFX thread
    public SamplesViewModel(SampleDesk desk, Executor worker, Executor fxThread) {
        this.desk = desk;
        this.worker = worker;
        this.fxThread = fxThread;
        subscription = desk.watch(this::refresh);
        ids.subscribe(this::typed);
    }

    // -- Properties ------------------------------------------------------------------------------

    /// Every tray, the one received last first.
    ReadOnlyObjectProperty<List<TrayRow>> traysProperty() {
        return trays.getReadOnlyProperty();
    }

    /// The chosen tray.
    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The chosen tray as it is drawn.
    public ReadOnlyObjectProperty<Optional<TrayPicture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// The sample that is looked at.
    ReadOnlyObjectProperty<Optional<Looked>> lookedProperty() {
        return looked.getReadOnlyProperty();
    }

    /// What was found in all trays; empty if nothing is looked for.
    ReadOnlyObjectProperty<Optional<List<SampleCard>>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// The library's recipes.
    ReadOnlyObjectProperty<List<Choice>> recipesProperty() {
        return recipes.getReadOnlyProperty();
    }

    /// The selection as a list of ids, in the order of collection; may be typed into.
    StringProperty idsProperty() {
        return ids;
    }

    /// What was made of the list of ids.
    ReadOnlyObjectProperty<SelectionText> typedProperty() {
        return typed.getReadOnlyProperty();
    }

    /// Why the last thing was refused; empty if it was done.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// What would be taken back; empty if nothing can be.
    ReadOnlyStringProperty undoWordProperty() {
        return undoWord.getReadOnlyProperty();
    }

    /// What would be made again; empty if nothing can be.
    ReadOnlyStringProperty redoWordProperty() {
        return redoWord.getReadOnlyProperty();
    }

    /// How many samples have failed, in red.
    ReadOnlyObjectProperty<Badge> badgeProperty() {
        return badge.getReadOnlyProperty();
    }

    /// Types that a tray can be of.
    List<TrayType> types() {
        return desk.types();
    }

    /// The desk.
    SampleDesk desk() {
        return desk;
    }

    /// What is selected in the chosen tray.
    Optional<Selection> selection() {
        return picture.get().map(TrayPicture::selection);
    }

    /// Whether the card follows the sample in the beam rather than the selection.
    boolean followsBeam() {
        return followsBeam;
    }

    // -- Reading ---------------------------------------------------------------------------------

    /// The pane comes into view, or goes.
    void setShown(boolean now) {
        isShown = now;
        if (now) {
            refresh();
        }
    }

    /// A second has passed: what other processes have changed is looked for while the pane is shown.
    public void tick() {
        if (isShown && looking.compareAndSet(false, true)) {
            var _ =
                    later(() -> {
                        looking.set(false);
                        desk.lookForOthers();
                        return "";
                    });
        }
    }

    private void refresh() {
        if (isShown && due.compareAndSet(false, true)) {
            var _ =
                    later(() -> {
                        due.set(false);
                        Reading reading = read();
                        fxThread.execute(() -> show(reading));
                        return reading;
                    });
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
        Optional<Shown> tray = row.filter(r -> r.type().isPresent()).map(this::shown);
        return new Reading(rows, tray, beam, desk.recipes());
    }

    private Shown shown(TrayRow row) {
        TrayType type = row.type().orElseThrow();
        Map<Position, SampleCard> cards = new HashMap<>();
        for (SampleCard card : desk.samples(row.id())) {
            type.position(card.sample().position()).ifPresent(place -> cards.put(place, card));
        }
        return new Shown(
                row.count().tray(),
                type,
                Map.copyOf(cards),
                desk.spots(type.kind()),
                desk.spot(row.id()));
    }

    private void show(Reading reading) {
        boolean stale =
                !chosen.isEmpty()
                        && reading.shown().filter(s -> s.tray().id().equals(chosen)).isEmpty()
                        && reading.rows().stream().anyMatch(r -> r.id().equals(chosen));
        trays.set(reading.rows());
        recipes.set(reading.recipes());
        inBeam = reading.inBeam();
        int failed = reading.rows().stream().mapToInt(TrayRow::failed).sum();
        badge.set(failed > 0 ? Badge.count(failed, "alarm-major") : Badge.NONE);
        if (stale) {
            // Another tray was chosen meanwhile; it is being read.
            return;
        }
        boolean other =
                !shown.get()
                        .map(s -> s.tray().id())
                        .equals(reading.shown().map(s -> s.tray().id()));
        shown.set(reading.shown());
        chosen = reading.shown().map(s -> s.tray().id()).orElse("");
        draw();
        if (other) {
            pointed = Optional.empty();
            looked.set(Optional.empty());
            mirror();
        }
        look();
        lookAtWanted();
    }

    private void draw() {
        picture.set(
                shown.get()
                        .map(now ->
                                new TrayPicture(
                                        now.type(),
                                        marks(now),
                                        selectionOf(now),
                                        inBeam.filter(b -> b.tray().equals(now.tray().id()))
                                                .flatMap(b -> now.type().position(b.position())),
                                        inBeam.map(InBeam::share).orElse(0.0))));
    }

    private static Map<Position, Mark> marks(Shown now) {
        Map<Position, Mark> marks = new HashMap<>();
        now.cards()
                .forEach((place, card) -> {
                    Double score = card.scores().get(SCREEN);
                    marks.put(
                            place,
                            new Mark(
                                    card.state(),
                                    score == null
                                            ? OptionalDouble.empty()
                                            : OptionalDouble.of(score),
                                    score != null && score < LOW_SCORE));
                });
        return marks;
    }

    private Selection selectionOf(Shown now) {
        Selection kept = selections.get(now.tray().id());
        return kept != null && kept.type() == now.type() ? kept : Selection.none(now.type());
    }

    /// Runs after everything asked for so far; what is refused becomes the message.
    private <T> CompletableFuture<T> later(Supplier<T> task) {
        CompletableFuture<T> done = CompletableFuture.supplyAsync(task, worker);
        return done.whenComplete((_, refused) -> {
            if (refused != null) {
                String why = sentence(refused);
                LOG.warn("{}", why);
                fxThread.execute(() -> message.set(why));
            }
        });
    }

    static String sentence(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null
                        ? problem.getCause()
                        : problem;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    // -- What is chosen --------------------------------------------------------------------------

    /// Looks for samples in all trays; for none if there are no words.
    void search(String text) {
        searched = text.strip();
        String words = searched;
        if (words.isEmpty()) {
            found.set(Optional.empty());
            return;
        }
        var _ =
                later(() -> desk.search(words))
                        .thenAccept(cards ->
                                fxThread.execute(() -> {
                                    if (searched.equals(words)) {
                                        found.set(Optional.of(cards));
                                    }
                                }));
    }

    /// Shows a tray.
    public void choose(String tray) {
        if (!tray.equals(chosen)) {
            chosen = tray;
            isShown = true;
            refresh();
        }
    }

    /// Shows a place of a tray, as soon as it is read.
    public void show(String tray, String position) {
        followsBeam = false;
        wanted = position;
        choose(tray);
        lookAtWanted();
    }

    private void lookAtWanted() {
        shown.get()
                .filter(now -> now.tray().id().equals(chosen))
                .flatMap(now -> now.type().position(wanted))
                .ifPresent(place -> {
                    wanted = "";
                    look(place);
                });
    }

    /// Selects places of the chosen tray; can be undone.
    public void select(Selection now) {
        picture.get()
                .ifPresent(drawn -> {
                    Selection before = drawn.selection();
                    if (before.positions().equals(now.positions())) {
                        selections.put(seen(), now);
                        picture.set(Optional.of(drawn.with(now)));
                        return;
                    }
                    steps.add(new Step.Selected(seen(), before, now));
                    apply(seen(), now);
                });
    }

    /// The tray on the screen, which everything that is done is about: another one that was chosen is
    /// still being read.
    private String seen() {
        return shown.get().map(s -> s.tray().id()).orElse("");
    }

    private void apply(String tray, Selection now) {
        selections.put(tray, now);
        if (tray.equals(seen())) {
            picture.set(picture.get().map(drawn -> drawn.with(now)));
            mirror();
            lookAt(now);
        }
        words();
    }

    private void lookAt(Selection now) {
        followsBeam = now.isEmpty();
        pointed = pointed.filter(now::contains);
        look();
    }

    /// Selects all that can be measured: everything but empty places.
    void selectAll() {
        shown.get()
                .ifPresent(now -> {
                    Selection all = Selection.all(now.type());
                    List<Position> filled =
                            all.positions().stream()
                                    .filter(p -> state(now, p) != SampleState.EMPTY)
                                    .toList();
                    select(Selection.of(now.type(), filled));
                });
    }

    private static SampleState state(Shown now, Position place) {
        SampleCard card = now.cards().get(place);
        return card == null ? SampleState.EMPTY : card.state();
    }

    /// Selects nothing.
    void deselectAll() {
        shown.get().ifPresent(now -> select(Selection.none(now.type())));
    }

    private void mirror() {
        writing = true;
        String text = selection().map(Selection::text).orElse("");
        ids.set(text);
        typed.set(
                new SelectionText(
                        selection().map(Selection::positions).orElse(List.of()), List.of()));
        writing = false;
    }

    private void typed(String text) {
        if (writing) {
            return;
        }
        shown.get()
                .ifPresent(now -> {
                    SelectionText read = SelectionText.read(now.type(), text);
                    typed.set(read);
                    if (read.isValid()) {
                        // The text stays as it was typed, not as it would be written.
                        writing = true;
                        Selection before = selectionOf(now);
                        Selection after = before.read(read);
                        if (!after.positions().equals(before.positions())) {
                            steps.add(new Step.Selected(seen(), before, after));
                            selections.put(seen(), after);
                            picture.set(picture.get().map(drawn -> drawn.with(after)));
                            lookAt(after);
                            words();
                        }
                        writing = false;
                    }
                });
    }

    /// Writes the list of ids again as it is selected, after typing.
    void tidyIds() {
        mirror();
    }

    /// Looks at the sample of a place.
    public void look(Position place) {
        followsBeam = false;
        pointed = Optional.of(place);
        lookAt(place);
    }

    /// Has the card follow the sample in the beam, or the selection.
    void follow(boolean beam) {
        followsBeam = beam;
        pointed = Optional.empty();
        look();
    }

    private void look() {
        Optional<TrayPicture> now = picture.get();
        Optional<Position> place =
                (followsBeam ? now.flatMap(TrayPicture::inBeam) : pointed)
                        .or(() -> now.flatMap(p -> p.selection().positions().stream().findFirst()))
                        .or(() -> now.flatMap(TrayPicture::inBeam));
        if (place.isEmpty()) {
            looked.set(Optional.empty());
        } else {
            lookAt(place.get());
        }
    }

    private void lookAt(Position place) {
        Optional<SampleCard> card = shown.get().map(now -> now.cards().get(place));
        boolean beam = picture.get().flatMap(TrayPicture::inBeam).equals(Optional.of(place));
        Optional<Story> known =
                looked.get().filter(l -> l.place().equals(place)).flatMap(Looked::story);
        looked.set(Optional.of(new Looked(place, card, known, beam)));
        card.ifPresent(c -> {
            var _ =
                    later(() -> {
                        Story story = desk.story(c.sample().id());
                        fxThread.execute(() ->
                                looked.get()
                                        .filter(l -> l.card().equals(card))
                                        .ifPresent(l ->
                                                looked.set(
                                                        Optional.of(
                                                                new Looked(
                                                                        place,
                                                                        card,
                                                                        Optional.of(story),
                                                                        l.inBeam())))));
                        return story;
                    });
        });
    }

    // -- Edits -----------------------------------------------------------------------------------

    /// Does an edit; it can be undone.
    ///
    /// @return completes on the worker when it is saved
    CompletableFuture<Void> edit(Edit edit) {
        return later(
                        () -> {
                            desk.apply(edit);
                            return edit;
                        })
                .thenAccept(done ->
                        fxThread.execute(() -> {
                            message.set("");
                            steps.add(new Step.Edited(done));
                            words();
                        }));
    }

    /// Looks at a list of samples for the chosen tray; writes nothing.
    ///
    /// @param mapping what columns are to be taken for, by their headings
    /// @return on the JavaFX thread; fails with a sentence, which is the message too
    CompletableFuture<SamplePreview> preview(Path file, Map<String, SampleColumn> mapping) {
        Optional<Shown> now = shown.get();
        CompletableFuture<SamplePreview> there = new CompletableFuture<>();
        var _ =
                later(
                                () -> {
                                    Shown into =
                                            now.orElseThrow(() ->
                                                    new SampleException("Choose a tray first"));
                                    return SampleList.preview(
                                            read(file), into.type(), into.tray().id(), mapping);
                                })
                        .whenComplete((found, refused) ->
                                fxThread.execute(() -> {
                                    if (refused == null) {
                                        there.complete(Objects.requireNonNull(found));
                                    } else {
                                        there.completeExceptionally(refused);
                                    }
                                }));
        return there;
    }

    private static byte[] read(Path file) {
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
                later(() ->
                                preview.edit(
                                        tray,
                                        desk.samples(tray).stream()
                                                .map(SampleCard::sample)
                                                .toList()))
                        .thenAccept(edit ->
                                fxThread.execute(() -> {
                                    if (edit.changes().isEmpty()) {
                                        message.set("The list says nothing new of " + tray + ".");
                                    } else {
                                        var _ = edit(edit);
                                    }
                                }));
    }

    /// Adds a tray and shows it.
    void addTray(Tray tray) {
        var _ = edit(Edit.add(tray)).thenRun(() -> fxThread.execute(() -> choose(tray.id())));
    }

    /// Gives the chosen tray another alias.
    void renameTray(String alias) {
        shown.get()
                .map(Shown::tray)
                .filter(tray -> !tray.alias().equals(alias))
                .ifPresent(tray -> {
                    var _ = edit(Edit.replace(tray, tray.withAlias(alias)));
                });
    }

    /// Says where the chosen tray is; empty if it is not at the beamline any more.
    void load(Optional<String> spot) {
        String tray = seen();
        var _ =
                later(() -> {
                    desk.load(tray, spot);
                    return tray;
                });
    }

    /// Says that this place of the chosen tray is in the beam now.
    void teach(Position place) {
        shown.get()
                .map(Shown::tray)
                .ifPresent(tray -> {
                    var _ =
                            later(() -> new Taught(place.id(), desk.stage()))
                                    .thenAccept(here ->
                                            fxThread.execute(() -> {
                                                List<Taught> all = new ArrayList<>(tray.taught());
                                                all.removeIf(t -> t.id().equals(here.id()));
                                                all.add(here);
                                                var _ =
                                                        edit(
                                                                Edit.replace(
                                                                        tray,
                                                                        tray.withTaught(all)));
                                            }));
                });
    }

    /// Says something else of a sample, or describes one where nothing was known to be.
    void describe(Optional<Sample> before, Sample after) {
        if (before.isEmpty()) {
            var _ = edit(Edit.add(List.of(after)));
        } else if (!before.get().equals(after)) {
            var _ = edit(Edit.replace(before.get(), after));
        }
    }

    /// Takes the last step back.
    public void undo() {
        steps.undoable()
                .ifPresent(step -> {
                    switch (step) {
                        case Step.Selected(String tray, Selection before, Selection _) -> {
                            steps.undone();
                            apply(tray, before);
                        }
                        case Step.Edited(Edit edit) -> {
                            steps.undone();
                            carry(edit.inverse(), step);
                        }
                    }
                });
    }

    /// Makes the last step that was taken back again.
    public void redo() {
        steps.redoable()
                .ifPresent(step -> {
                    switch (step) {
                        case Step.Selected(String tray, Selection _, Selection after) -> {
                            steps.redone();
                            apply(tray, after);
                        }
                        case Step.Edited(Edit edit) -> {
                            steps.redone();
                            carry(edit, step);
                        }
                    }
                });
    }

    /// A step that is refused, because what it was about was changed otherwise, is forgotten.
    private void carry(Edit edit, Step step) {
        words();
        var _ =
                later(
                                () -> {
                                    desk.apply(edit);
                                    return edit;
                                })
                        .whenComplete((_, refused) ->
                                fxThread.execute(() -> {
                                    if (refused == null) {
                                        message.set("");
                                    } else {
                                        steps.forget(step);
                                        words();
                                    }
                                }));
    }

    private void words() {
        undoWord.set(steps.undoable().map(Step::what).orElse(""));
        redoWord.set(steps.redoable().map(Step::what).orElse(""));
    }

    // -- Measuring -------------------------------------------------------------------------------

    /// Works out what submitting the selection would do.
    ///
    /// @return on the JavaFX thread; fails with a sentence, which is the message too
    CompletableFuture<Submission> prepare(Choice recipe) {
        List<String> places =
                selection().stream()
                        .flatMap(s -> s.positions().stream())
                        .map(Position::id)
                        .toList();
        String tray = seen();
        CompletableFuture<Submission> there = new CompletableFuture<>();
        var _ =
                later(() -> desk.prepare(recipe, tray, places))
                        .whenComplete((ready, refused) ->
                                fxThread.execute(() -> {
                                    if (refused == null) {
                                        message.set("");
                                        there.complete(Objects.requireNonNull(ready));
                                    } else {
                                        there.completeExceptionally(refused);
                                    }
                                }));
        return there;
    }

    /// Puts it into the queue; what is there is not selected any more.
    void submit(Submission submission) {
        Optional<Selection> before = selection();
        var _ =
                said(desk.submit(submission))
                        .thenRun(() ->
                                fxThread.execute(() -> {
                                    if (selection().equals(before)) {
                                        deselectAll();
                                    }
                                }));
    }

    /// Brings a place into the beam.
    void bring(Position place) {
        var _ = said(desk.bring(seen(), place.id()));
    }

    private CompletableFuture<Void> said(CompletableFuture<Void> asked) {
        return asked.whenComplete((_, refused) -> {
            String why = refused == null ? "" : sentence(refused);
            if (!why.isEmpty()) {
                LOG.warn("{}", why);
            }
            fxThread.execute(() -> message.set(why));
        });
    }

    /// The trays of a sender, or all if it is empty.
    static List<TrayRow> of(String sender, List<TrayRow> rows) {
        List<TrayRow> some = new ArrayList<>(rows);
        if (!sender.isEmpty()) {
            some.removeIf(r -> !r.count().tray().sender().equals(sender));
        }
        return some;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
