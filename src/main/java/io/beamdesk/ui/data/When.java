package io.beamdesk.ui.data;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// How far back somebody looks.
enum When {
    /// Everything.
    ALWAYS("Any time"),
    /// Since midnight.
    TODAY("Today"),
    /// The last seven days.
    WEEK("Last 7 days"),
    /// The last thirty days.
    MONTH("Last 30 days");

    private final String word;

    When(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /// The earliest begin of a run.
    Optional<Instant> since(Instant now, ZoneId zone) {
        return switch (this) {
            case ALWAYS -> Optional.empty();
            case TODAY ->
                    Optional.of(LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant());
            case WEEK -> Optional.of(now.minus(Duration.ofDays(7)));
            case MONTH -> Optional.of(now.minus(Duration.ofDays(30)));
        };
    }
}
