package io.beamdesk.config;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long the products of a beamline are kept, as its file says it.
///
/// @param keep from the end of a run on; empty for ever
/// @param warning how long before that people are told
/// @param copy whether a product may be deleted only once a copy of it was verified elsewhere
/// @param exports where products are exported to as a rule: folders, `.zip` files, `sftp://user@host/folder`
public record DataPolicy(
        Optional<Period> keep, Period warning, boolean copy, List<String> exports) {
    /// Nothing is ever offered for deletion.
    public static final DataPolicy FOR_EVER =
            new DataPolicy(Optional.empty(), Period.ofDays(90), true, List.of());

    /// Copies the list.
    public DataPolicy {
        exports = List.copyOf(exports);
    }

    private static final Pattern TIME = Pattern.compile("([0-9]{1,4}) (day|week|month|year)s?");

    /// Reads `3 years`, `18 months`, `2 weeks` or `90 days`; empty if it is none of that.
    public static Optional<Period> time(String text) {
        Matcher time = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(time.group(1));
        return Optional.of(
                switch (time.group(2)) {
                    case "day" -> Period.ofDays(count);
                    case "week" -> Period.ofWeeks(count);
                    case "month" -> Period.ofMonths(count);
                    default -> Period.ofYears(count);
                });
    }

    /// Until when a product is kept; empty for ever.
    ///
    /// @param end of its run
    public Optional<Instant> keptUntil(Instant end, ZoneId zone) {
        return keep.map(time -> end.atZone(zone).plus(time).toInstant());
    }
}
