package io.beamdesk.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.SelectionText;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/// Whatever is selected, edited, undone and redone on the pane, in whatever order and in whichever tray:
/// what is left is what doing only the rest leaves.
class UndoProperty {
    private static final List<String> TRAYS = List.of("A", "B");
    private static final TrayType TYPE = TrayTypes.shipped().get("96-2");

    private Path folder = Path.of("");

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("undo");
    }

    @AfterTry
    void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Something that a person does.
    private interface Deed {
        void on(SamplesViewModel model);
    }

    /// What can be seen of both trays.
    private record Seen(Map<String, String> aliases, Map<String, String> selected) {
        static Seen of(SamplesViewModel model, SampleStore store) {
            Map<String, String> aliases = new TreeMap<>();
            Map<String, String> selected = new TreeMap<>();
            for (String tray : TRAYS) {
                model.trays().choose(tray);
                selected.put(tray, SelectionText.write(model.selection().positions()));
                aliases.put(tray, model.trays().shownProperty().get().orElseThrow().tray().alias());
                store.samples(tray)
                        .forEach(
                                c -> aliases.put(tray + c.sample().position(), c.sample().alias()));
            }
            return new Seen(aliases, selected);
        }
    }

    private static SampleStore store(Path file) {
        SampleStore store = SampleStore.open(file, TrayTypes.shipped(), InstantSource.system());
        TRAYS.forEach(id -> store.apply(Edit.add(Tray.of(id, TYPE.name())), "anna"));
        return store;
    }

    private static SamplesViewModel model(SampleStore store) {
        SamplesViewModel model =
                new SamplesViewModel(new ScriptedTrays(store), Runnable::run, Runnable::run);
        model.setShown(true);
        return model;
    }

    @Property(tries = 12)
    void undoAndRedoLeaveWhatDoingOnlyTheRestLeaves(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Deed> past = new ArrayList<>();
        List<Deed> future = new ArrayList<>();
        Seen end;
        try (SampleStore store = store(folder.resolve("done.db"));
                SamplesViewModel model = model(store)) {
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        model.steps().undo();
                        if (!past.isEmpty()) {
                            future.add(past.removeLast());
                        }
                    }
                    case 1 -> {
                        model.steps().redo();
                        if (!future.isEmpty()) {
                            past.add(future.removeLast());
                        }
                    }
                    default -> {
                        Deed deed = deed(random, store);
                        String before = model.steps().undoWordProperty().get();
                        Seen was = Seen.of(model, store);
                        deed.on(model);
                        if (!was.equals(Seen.of(model, store))) {
                            past.add(deed);
                            future.clear();
                        } else {
                            assertThat(model.steps().undoWordProperty().get()).isEqualTo(before);
                        }
                    }
                }
                assertThat(model.steps().undoWordProperty().get().isEmpty())
                        .isEqualTo(past.isEmpty());
                assertThat(model.steps().redoWordProperty().get().isEmpty())
                        .isEqualTo(future.isEmpty());
                assertThat(model.messageProperty().get()).isEmpty();
            }
            end = Seen.of(model, store);
        }
        try (SampleStore replay = store(folder.resolve("replayed.db"));
                SamplesViewModel model = model(replay)) {
            past.forEach(deed -> deed.on(model));
            assertThat(Seen.of(model, replay)).isEqualTo(end);
            past.forEach(_ -> model.steps().undo());
            assertThat(Seen.of(model, replay))
                    .isEqualTo(new Seen(Map.of("A", "", "B", ""), Map.of("A", "", "B", "")));
            past.forEach(_ -> model.steps().redo());
            assertThat(Seen.of(model, replay)).isEqualTo(end);
        }
    }

    private static Deed deed(SplittableRandom random, SampleStore store) {
        String tray = TRAYS.get(random.nextInt(TRAYS.size()));
        Position place = TYPE.positions().get(random.nextInt(6));
        String word = "w" + random.nextInt(1000);
        return switch (random.nextInt(4)) {
            case 0 -> {
                Position last = TYPE.positions().get(random.nextInt(40));
                yield on(
                        tray,
                        model ->
                                model.selection()
                                        .select(Selection.of(TYPE, TYPE.rectangle(place, last))));
            }
            case 1 -> on(tray, model -> model.selection().idsProperty().set(place.id() + " H12-1"));
            case 2 -> on(tray, model -> model.edits().renameTray(word));
            default -> {
                Optional<Sample> before = store.sample(tray, place.id()).map(card -> card.sample());
                Sample after =
                        before.map(s -> s.withAlias(word))
                                .orElseGet(() ->
                                        new Sample(
                                                tray + place.id(),
                                                tray,
                                                place.id(),
                                                word,
                                                "",
                                                "",
                                                "",
                                                "",
                                                "",
                                                Map.of()));
                yield on(tray, model -> model.edits().describe(before, after));
            }
        };
    }

    private static Deed on(String tray, Deed deed) {
        return model -> {
            model.trays().choose(tray);
            deed.on(model);
        };
    }
}
