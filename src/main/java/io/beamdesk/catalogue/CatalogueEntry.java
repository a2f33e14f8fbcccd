package io.beamdesk.catalogue;

import io.beamdesk.product.ProductSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the catalogue knows of one product.
///
/// @param path of the file in the data folder, with `/` between its parts
/// @param version of the file that this was read from
/// @param technique what was measured
/// @param result how the run ended
/// @param reason why it ended so, or why it cannot be read
/// @param title what the run is called
/// @param number of the run in its folder; 0 if it has none
/// @param uid identity of the run
/// @param element symbol of the element it is about
/// @param sample name of the sample, and where it came from
/// @param experiment what it was measured for
/// @param proposal the number it was granted under
/// @param people who measured
/// @param notes of the recipe
/// @param start when the run began; of another program's file when it was changed last
/// @param end when it ended, if it has
/// @param points rows of the measurement
/// @param frames frames of all detectors
/// @param checksum of all values; empty if it is not known
/// @param linked the files of a detector's own that have frames of it
public record CatalogueEntry(
        String path,
        Version version,
        Technique technique,
        Result result,
        String reason,
        String title,
        int number,
        String uid,
        String element,
        ProductSummary.SampleOrigin sample,
        String experiment,
        String proposal,
        List<String> people,
        String notes,
        Instant start,
        Optional<Instant> end,
        int points,
        long frames,
        String checksum,
        Linked linked) {
    /// A state of a file.
    ///
    /// @param size in bytes
    /// @param modified when it was changed last, to the millisecond
    public record Version(long size, Instant modified) {}

    /// Files of a detector's own that have frames of a product.
    ///
    /// @param files how many lie in the data folder; of two products that share one, only one has it
    /// @param size bytes of those
    /// @param away how many lie elsewhere
    /// @param awaySize bytes of those when the product was read, as far as they were within reach
    /// @param missing how many were not within reach then
    public record Linked(int files, long size, int away, long awaySize, int missing) {
        /// All is in the product.
        public static final Linked NONE = new Linked(0, 0, 0, 0, 0);
    }

    /// Copies the list.
    public CatalogueEntry {
        people = List.copyOf(people);
    }

    /// Of a file that was read.
    static CatalogueEntry of(String path, Version version, ProductSummary summary, Linked linked) {
        return new CatalogueEntry(
                path,
                version,
                Technique.of(summary.technique()),
                Result.of(summary),
                summary.reason(),
                summary.title(),
                summary.number(),
                summary.uid(),
                summary.element(),
                summary.sample(),
                summary.experiment(),
                summary.proposal(),
                summary.people(),
                summary.notes(),
                summary.start().orElse(version.modified),
                summary.end(),
                summary.points(),
                summary.frames(),
                summary.checksum(),
                linked);
    }

    /// Of a file that could not be read.
    static CatalogueEntry unreadable(String path, Version version, String reason) {
        return new CatalogueEntry(
                path,
                version,
                Technique.OTHER,
                Result.UNREADABLE,
                reason,
                "",
                0,
                "",
                "",
                new ProductSummary.SampleOrigin("", "", "", ""),
                "",
                "",
                List.of(),
                "",
                version.modified,
                Optional.empty(),
                0,
                0,
                "",
                Linked.NONE);
    }

    /// Bytes that it takes in the data folder: its file, and those of the detector that are its own.
    public long bytes() {
        return version.size + linked.size;
    }

    /// Name of the file.
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
