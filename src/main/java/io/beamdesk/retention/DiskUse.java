package io.beamdesk.retention;

import io.beamdesk.catalogue.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What fills a data folder, and when its disk will be full.
///
/// @param shares by experiment, the largest first
/// @param free bytes left on the disk
/// @param bytesPerDay what came in over the last [#LOOK_BACK]
/// @param full when the disk is full if it goes on like that; empty if nothing came in
public record DiskUse(List<Share> shares, long free, double bytesPerDay, Optional<Instant> full) {
    /// The time that the forecast looks back.
    public static final Duration LOOK_BACK = Duration.ofDays(30);

    // Further away than that is no forecast.
    private static final double MOST_DAYS = 36_500;

    /// One experiment.
    ///
    /// @param experiment its title; empty of products that have none
    /// @param products how many
    /// @param bytes of all of them
    public record Share(String experiment, long products, long bytes) {}

    /// Of a catalogue, which has counted its products already, frames in files of the detectors' among them.
    public static DiskUse of(Catalogue catalogue, long free, Instant now) {
        List<Share> shares =
                catalogue.extents().stream()
                        .map(e -> new Share(e.experiment(), e.products(), e.size()))
                        .toList();
        long fresh = catalogue.size(now.minus(LOOK_BACK), now);
        double perDay = fresh / (double) LOOK_BACK.toDays();
        double days = free / perDay;
        Optional<Instant> full =
                perDay > 0 && days < MOST_DAYS
                        ? Optional.of(now.plusSeconds(Math.round(days * 86_400)))
                        : Optional.empty();
        return new DiskUse(shares, free, perDay, full);
    }
}
