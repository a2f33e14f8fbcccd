package io.beamdesk.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the deeds so far come to, for one product.
///
/// @param holds who holds it and why, the first first; each person once for each reason
/// @param extended until when it is kept in any case, if anybody said so
/// @param copies those that were verified and not withdrawn since, by their SHA-256
/// @param deletion when and by whom it was deleted, if it was
record Standing(
        List<Deed> holds,
        Optional<Instant> extended,
        List<Deed.What.Copied> copies,
        Optional<Deed> deletion) {
    /// Nobody did anything.
    static final Standing NONE =
            new Standing(List.of(), Optional.empty(), List.of(), Optional.empty());

    /// With one more deed.
    Standing after(Deed deed) {
        return switch (deed.what()) {
            case Deed.What.Hold(var reason) -> {
                // Who holds it again for the same reason holds it since the first time.
                Deed.What.Release same = new Deed.What.Release(deed.person(), reason);
                yield holds.stream().anyMatch(same::ends)
                        ? this
                        : new Standing(with(holds, deed), extended, copies, deletion);
            }
            case Deed.What.Release release ->
                    new Standing(
                            holds.stream().filter(hold -> !release.ends(hold)).toList(),
                            extended,
                            copies,
                            deletion);
            case Deed.What.Extend(var until, var _) ->
                    new Standing(holds, Optional.of(later(until)), copies, deletion);
            case Deed.What.Copied copied ->
                    new Standing(holds, extended, with(copies, copied), deletion);
            case Deed.What.Withdrawn withdrawn ->
                    new Standing(
                            holds,
                            extended,
                            copies.stream().filter(copy -> !withdrawn.ends(copy)).toList(),
                            deletion);
            case Deed.What.Deleted _ -> new Standing(holds, extended, copies, Optional.of(deed));
        };
    }

    /// The hold that a person ends who releases it: the first of their own, or else the first.
    Optional<Deed> endedBy(String person) {
        return holds.stream()
                .filter(hold -> hold.person().equals(person))
                .findFirst()
                .or(() -> holds.stream().findFirst());
    }

    private static <T> List<T> with(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    private Instant later(Instant until) {
        return extended.filter(until::isBefore).orElse(until);
    }
}
