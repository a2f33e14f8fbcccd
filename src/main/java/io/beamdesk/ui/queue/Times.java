package io.beamdesk.ui.queue;

import io.beamdesk.ui.fx.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Times as the queue shows them: of today without the day.
///
/// @param zone of what is shown
record Times(ZoneId zone) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final int WEEK = 7;

    /// A moment, with its day if that is not the day of `now`.
    String of(Instant when, Instant now) {
        LocalDate day = LocalDate.ofInstant(when, zone);
        LocalDate today = LocalDate.ofInstant(now, zone);
        DateTimeFormatter format =
                day.equals(today)
                        ? MINUTE
                        : Math.abs(day.toEpochDay() - today.toEpochDay()) < WEEK ? DAY : DATE;
        return format.format(when.atZone(zone));
    }

    String of(Optional<Instant> when, Instant now) {
        return when.map(w -> of(w, now)).orElse(Figures.DASH);
    }

    static String length(Optional<Duration> length) {
        return length.map(Figures::time).orElse(Figures.DASH);
    }
}
