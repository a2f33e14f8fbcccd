package io.beamdesk.app;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.config.DataPolicy;
import io.beamdesk.export.CopyCheck;
import io.beamdesk.export.Destination;
import io.beamdesk.export.Export;
import io.beamdesk.export.Parcel;
import io.beamdesk.product.FramesElsewhere;
import io.beamdesk.retention.Deed;
import io.beamdesk.retention.DeedLog;
import io.beamdesk.retention.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Notes of products that were exported that a verified copy of them lies elsewhere, which their policy may
/// ask for before they are deleted.
public final class Copies {
    private Copies() {}

    /// Notes the files of an export that has ended.
    ///
    /// @param catalogue of the data folder; files of other folders are left out
    /// @return how many were noted; none of a copy on the same disk, which would be lost with
    ///     it, and none of a product whose frames are in a detector's own files, which are not copied
    public static int note(Export export, Catalogue catalogue, String person) {
        if (isSameDisk(export.destination(), catalogue.folder())) {
            return 0;
        }
        Map<CatalogueEntry, String> copies = new HashMap<>();
        Map<String, String> sums = export.checksums();
        for (Parcel.Item item : export.parcel().items()) {
            String sum = sums.get(item.name());
            if (sum != null && isWhole(item.file())) {
                catalogue.look(item.file());
                catalogue.entry(item.file()).ifPresent(entry -> copies.put(entry, sum));
            }
        }
        new Retention(
                        catalogue.folder(),
                        DataPolicy.FOR_EVER,
                        new DeedLog(catalogue.folder()),
                        InstantSource.system(),
                        ZoneId.systemDefault())
                .copied(copies, export.destination().toString(), person);
        return copies.size();
    }

    /// What was found of a noted copy of a product.
    ///
    /// @param path of the product in the data folder
    /// @param state of the copy
    /// @param sentence what was found, and what follows from it
    public record Checked(String path, CopyCheck.State state, String sentence) {}

    /// Reads the noted copies of products again and withdraws those that are damaged or gone, so that nothing is
    /// deleted on the strength of them.
    ///
    /// @param person who asked for it
    public static List<Checked> check(
            Retention retention, Collection<CatalogueEntry> entries, String person) {
        List<Checked> checked = new ArrayList<>();
        for (CatalogueEntry entry : entries) {
            for (Deed.What.Copied copy : retention.copies(entry)) {
                CopyCheck.Finding found =
                        CopyCheck.of(copy.destination(), entry.path(), copy.sha256());
                if (found.state() == CopyCheck.State.BAD) {
                    retention.withdraw(entry, copy, found.words(), person);
                }
                checked.add(
                        new Checked(
                                entry.path(),
                                found.state(),
                                entry.path()
                                        + ": "
                                        + found.words()
                                        + (found.state() == CopyCheck.State.BAD
                                                ? "; it counts as a copy no more, export the product again."
                                                : ".")));
            }
        }
        return checked;
    }

    private static boolean isWhole(Path file) {
        try {
            return FramesElsewhere.reason(file).isEmpty();
        } catch (IOException _) {
            // Who knows.
            return false;
        }
    }

    private static boolean isSameDisk(Destination destination, Path folder) {
        Path there =
                switch (destination) {
                    case Destination.Server _ -> null;
                    case Destination.Folder(var path) -> path;
                    case Destination.Archive(var path) -> path.toAbsolutePath().getParent();
                };
        try {
            return there != null && Files.getFileStore(there).equals(Files.getFileStore(folder));
        } catch (IOException _) {
            // Who knows.
            return true;
        }
    }
}
