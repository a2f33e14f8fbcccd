package io.beamdesk.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something a person does to trays and samples, with what was there before, so that it can be taken
/// back. It is done as a whole or not at all.
///
/// @param what in words, for the button that takes it back: `import 96 samples`
/// @param changes in their order
public record Edit(String what, List<Change> changes) {
    /// One thing that becomes another. Empty before: it is new; empty after: it is taken away.
    public sealed interface Change {
        /// The same backwards.
        Change inverse();
    }

    /// A tray. Its id stays.
    public record TrayChange(Optional<Tray> before, Optional<Tray> after) implements Change {
        @Override
        public Change inverse() {
            return new TrayChange(after, before);
        }
    }

    /// A sample. Its id stays.
    public record SampleChange(Optional<Sample> before, Optional<Sample> after) implements Change {
        @Override
        public Change inverse() {
            return new SampleChange(after, before);
        }
    }

    /// Copies the list.
    public Edit {
        changes = List.copyOf(changes);
        Set<String> seen = new HashSet<>();
        for (Change change : changes) {
            if (!seen.add(subject(change))) {
                throw new IllegalArgumentException(subject(change) + " is changed twice");
            }
        }
    }

    private static String subject(Change change) {
        return switch (change) {
            case TrayChange(var before, var after) ->
                    "tray " + same(before.map(Tray::id), after.map(Tray::id));
            case SampleChange(var before, var after) ->
                    "sample " + same(before.map(Sample::id), after.map(Sample::id));
        };
    }

    private static String same(Optional<String> before, Optional<String> after) {
        String id = before.or(() -> after).orElse("");
        if (id.isEmpty() || !after.orElse(id).equals(id)) {
            throw new IllegalArgumentException("a change is about one id: " + before + after);
        }
        return id;
    }

    /// A new tray.
    public static Edit add(Tray tray) {
        return new Edit(
                "add tray " + tray.id(),
                List.of(new TrayChange(Optional.empty(), Optional.of(tray))));
    }

    /// Something else about a tray.
    public static Edit replace(Tray before, Tray after) {
        return new Edit(
                "edit tray " + before.id(),
                List.of(new TrayChange(Optional.of(before), Optional.of(after))));
    }

    /// A tray taken away, with the samples that are in it.
    public static Edit remove(Tray tray, List<Sample> samples) {
        List<Change> changes = new ArrayList<>(removals(samples));
        changes.add(new TrayChange(Optional.of(tray), Optional.empty()));
        return new Edit("remove tray " + tray.id(), changes);
    }

    /// New samples.
    public static Edit add(List<Sample> samples) {
        return new Edit(
                "add " + count(samples.size()),
                samples.stream()
                        .map(s -> (Change) new SampleChange(Optional.empty(), Optional.of(s)))
                        .toList());
    }

    /// Something else about a sample: its alias, its place or any text.
    public static Edit replace(Sample before, Sample after) {
        return new Edit(
                "edit " + before.label(),
                List.of(new SampleChange(Optional.of(before), Optional.of(after))));
    }

    /// Samples taken away.
    public static Edit remove(List<Sample> samples) {
        return new Edit("remove " + count(samples.size()), removals(samples));
    }

    private static List<Change> removals(List<Sample> samples) {
        return samples.stream()
                .map(s -> (Change) new SampleChange(Optional.of(s), Optional.empty()))
                .toList();
    }

    /// A number of samples in words.
    static String count(long samples) {
        return samples == 1 ? "1 sample" : samples + " samples";
    }

    /// What takes it back.
    public Edit inverse() {
        return new Edit(what, changes.reversed().stream().map(Change::inverse).toList());
    }
}
