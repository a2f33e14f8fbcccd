package io.beamdesk.retention;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /// Of products, as the catalogue has them.
    public static DiskUse of(Collection<CatalogueEntry> entries, long free, Instant now) {
        Map<String, List<CatalogueEntry>> experiments =
                entries.stream().collect(Collectors.groupingBy(CatalogueEntry::experiment));
        List<Share> shares =
                experiments.entrySet().stream()
                        .map(e -> new Share(e.getKey(), e.getValue().size(), size(e.getValue())))
                        .sorted(Comparator.comparingLong(Share::bytes).reversed())
                        .toList();
        Instant since = now.minus(LOOK_BACK);
        long fresh =
                size(
                        entries.stream()
                                .filter(e -> e.start().isAfter(since) && !e.start().isAfter(now))
                                .toList());
        return of(shares, fresh, free, now);
    }

    /// Of a catalogue, which has counted its products already.
    public static DiskUse of(Catalogue catalogue, long free, Instant now) {
        return of(
                catalogue.extents().stream()
                        .map(e -> new Share(e.experiment(), e.products(), e.size()))
                        .toList(),
                catalogue.size(now.minus(LOOK_BACK), now),
                free,
                now);
    }

    private static DiskUse of(List<Share> shares, long fresh, long free, Instant now) {
        double perDay = fresh / (double) LOOK_BACK.toDays();
        double days = free / perDay;
        Optional<Instant> full =
                perDay > 0 && days < MOST_DAYS
                        ? Optional.of(now.plusSeconds(Math.round(days * 86_400)))
                        : Optional.empty();
        return new DiskUse(shares, free, perDay, full);
    }

    private static long size(Collection<CatalogueEntry> entries) {
        return entries.stream().mapToLong(entry -> entry.version().size()).sum();
    }
}
