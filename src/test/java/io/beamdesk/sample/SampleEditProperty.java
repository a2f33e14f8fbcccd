package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/// Whatever is edited, taken back and done again, in whatever order.
class SampleEditProperty {
    private static final List<String> PLACES = List.of("A1", "A2", "A3", "B1");

    private Path folder = Path.of("");
    private int files;

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("samples");
    }

    @AfterProperty
    void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private SampleStore store() {
        return SampleStore.open(
                folder.resolve("samples" + files++ + ".db"),
                TrayTypes.shipped(),
                InstantSource.system());
    }

    private record Seen(List<Tray> trays, List<Sample> samples) {
        static Seen of(SampleStore store) {
            List<Sample> samples = new ArrayList<>();
            for (SampleCard card : store.search(SampleSearch.ALL)) {
                assertThat(card.state()).isEqualTo(SampleState.DEFINED);
                samples.add(card.sample());
            }
            return new Seen(store.trays().stream().map(TrayCount::tray).toList(), samples);
        }
    }

    @Property(tries = 25)
    void inversesLeaveWhatDoingOnlyTheRestWouldHaveLeft(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Edit> past = new ArrayList<>();
        List<Edit> future = new ArrayList<>();
        Seen end;
        try (SampleStore store = store()) {
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        if (!past.isEmpty()) {
                            store.apply(past.getLast().inverse(), "anna");
                            future.add(past.removeLast());
                        }
                    }
                    case 1 -> {
                        if (!future.isEmpty()) {
                            store.apply(future.getLast().inverse().inverse(), "anna");
                            past.add(future.removeLast());
                        }
                    }
                    default ->
                            random(random, Seen.of(store))
                                    .ifPresent(edit -> {
                                        store.apply(edit, "anna");
                                        past.add(edit);
                                        future.clear();
                                    });
                }
            }
            end = Seen.of(store);
        }
        try (SampleStore replay = store()) {
            past.forEach(edit -> replay.apply(edit, "ben"));
            assertThat(Seen.of(replay)).isEqualTo(end);
            past.reversed().forEach(edit -> replay.apply(edit.inverse(), "ben"));
            assertThat(Seen.of(replay)).isEqualTo(new Seen(List.of(), List.of()));
        }
    }

    private static Optional<Edit> random(SplittableRandom random, Seen seen) {
        if (seen.trays.isEmpty() || random.nextInt(8) == 0) {
            String id = "T" + random.nextInt(3);
            return seen.trays.stream().anyMatch(t -> t.id().equals(id))
                    ? Optional.empty()
                    : Optional.of(Edit.add(Tray.of(id, "96-1")));
        }
        Tray tray = seen.trays.get(random.nextInt(seen.trays.size()));
        Map<String, Sample> there = new HashMap<>();
        seen.samples.stream()
                .filter(s -> s.tray().equals(tray.id()))
                .forEach(s -> there.put(s.position(), s));
        String place = PLACES.get(random.nextInt(PLACES.size()));
        Sample sample = there.get(place);
        return switch (random.nextInt(7)) {
            case 0 -> Optional.of(Edit.replace(tray, tray.withAlias("tray " + random.nextInt(99))));
            case 1 -> Optional.of(Edit.remove(tray, List.copyOf(there.values())));
            case 2 -> sample == null ? Optional.empty() : Optional.of(Edit.remove(List.of(sample)));
            case 3 -> {
                Sample other = there.get(PLACES.get(random.nextInt(PLACES.size())));
                yield sample == null || other == null || sample.equals(other)
                        ? Optional.empty()
                        : Optional.of(swap(sample, other));
            }
            default ->
                    Optional.of(
                            sample == null
                                    ? Edit.add(
                                            List.of(
                                                    Sample.of(
                                                            tray.id(),
                                                            place,
                                                            "s" + random.nextInt(99))))
                                    : Edit.replace(
                                            sample, sample.withAlias("s" + random.nextInt(99))));
        };
    }

    private static Edit swap(Sample one, Sample other) {
        return new Edit(
                "swap",
                List.of(
                        new Edit.SampleChange(
                                Optional.of(one),
                                Optional.of(one.at(other.tray(), other.position()))),
                        new Edit.SampleChange(
                                Optional.of(other),
                                Optional.of(other.at(one.tray(), one.position())))));
    }
}
