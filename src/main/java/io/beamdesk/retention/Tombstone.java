package io.beamdesk.retention;

import io.beamdesk.catalogue.CatalogueEntry;
import java.time.Instant;
import java.util.List;

/// What is known of a product that was deleted.
///
/// @param title what the run was called
/// @param technique what was measured
/// @param result how the run ended
/// @param sample name of the sample
/// @param sampleId identity of the sample
/// @param experiment what it was measured for
/// @param proposal the number it was granted under
/// @param people who measured
/// @param start when the run began
/// @param end when it ended
/// @param points rows of the measurement
/// @param frames frames of all detectors
/// @param size of the file in bytes
/// @param checksum of all values, as the catalogue had it
/// @param sha256 of the file
public record Tombstone(
        String title,
        String technique,
        String result,
        String sample,
        String sampleId,
        String experiment,
        String proposal,
        List<String> people,
        Instant start,
        Instant end,
        int points,
        long frames,
        long size,
        String checksum,
        String sha256) {
    /// Copies the list.
    public Tombstone {
        people = List.copyOf(people);
    }

    static Tombstone of(CatalogueEntry entry, String sha256) {
        return new Tombstone(
                entry.title(),
                entry.technique().word(),
                entry.result().word(),
                entry.sample().name(),
                entry.sample().id(),
                entry.experiment(),
                entry.proposal(),
                entry.people(),
                entry.start(),
                entry.end().orElse(entry.start()),
                entry.points(),
                entry.frames(),
                entry.version().size(),
                entry.checksum(),
                sha256);
    }
}
