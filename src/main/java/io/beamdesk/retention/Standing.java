package io.beamdesk.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the deeds so far come to, for one product.
///
/// @param hold who holds it and why, if anybody does
/// @param extended until when it is kept in any case, if anybody said so
/// @param copies those that were verified, by their SHA-256
/// @param deletion when and by whom it was deleted, if it was
record Standing(
        Optional<Deed> hold,
        Optional<Instant> extended,
        List<Deed.What.Copied> copies,
        Optional<Deed> deletion) {
    /// Nobody did anything.
    static final Standing NONE =
            new Standing(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /// With one more deed.
    Standing after(Deed deed) {
        return switch (deed.what()) {
            case Deed.What.Hold _ -> new Standing(Optional.of(deed), extended, copies, deletion);
            case Deed.What.Release _ -> new Standing(Optional.empty(), extended, copies, deletion);
            case Deed.What.Extend(var until, var _) ->
                    new Standing(hold, Optional.of(later(until)), copies, deletion);
            case Deed.What.Copied copied -> {
                List<Deed.What.Copied> all = new ArrayList<>(copies);
                all.add(copied);
                yield new Standing(hold, extended, List.copyOf(all), deletion);
            }
            case Deed.What.Deleted _ -> new Standing(hold, extended, copies, Optional.of(deed));
        };
    }

    private Instant later(Instant until) {
        return extended.filter(until::isBefore).orElse(until);
    }
}
