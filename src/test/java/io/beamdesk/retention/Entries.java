package io.beamdesk.retention;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.Result;
import io.beamdesk.catalogue.Technique;
import io.beamdesk.codec.Sha256;
import io.beamdesk.product.ProductSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Small files and what the catalogue would say of them.
final class Entries {
    private static final AtomicLong NUMBER = new AtomicLong();

    private Entries() {}

    /// A file and its entry.
    record Product(Path file, CatalogueEntry entry, String sha256) {}

    static Product product(Path folder, String path, Instant end) throws IOException {
        return product(folder, path, end, Optional.of(end), "Ni");
    }

    static Product open(Path folder, String path) throws IOException {
        return product(folder, path, Instant.EPOCH, Optional.empty(), "Ni");
    }

    static Product product(
            Path folder, String path, Instant start, Optional<Instant> end, String experiment)
            throws IOException {
        String uid = "uid-" + NUMBER.incrementAndGet();
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        byte[] content = uid.substring(uid.length() - 1).repeat(7).getBytes(StandardCharsets.UTF_8);
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(start));
        CatalogueEntry entry =
                new CatalogueEntry(
                        path,
                        new CatalogueEntry.Version(content.length, start),
                        Technique.OTHER,
                        end.isPresent() ? Result.SUCCESS : Result.OPEN,
                        "",
                        "Ni foil",
                        1,
                        uid,
                        "Ni",
                        new ProductSummary.SampleOrigin("foil", "S1", "P", "A1"),
                        experiment,
                        "12345",
                        List.of("anna"),
                        "",
                        start,
                        end,
                        121,
                        0,
                        "abc",
                        CatalogueEntry.Linked.NONE);
        return new Product(file, entry, Sha256.of(content));
    }

    /// A product that was written anew, as the catalogue sees it then.
    static Product again(Product before, String content, Instant changed) throws IOException {
        Files.writeString(before.file(), content);
        Files.setLastModifiedTime(before.file(), FileTime.from(changed));
        CatalogueEntry old = before.entry();
        CatalogueEntry entry =
                new CatalogueEntry(
                        old.path(),
                        new CatalogueEntry.Version(content.length(), changed),
                        old.technique(),
                        old.result(),
                        old.reason(),
                        old.title(),
                        old.number(),
                        old.uid(),
                        old.element(),
                        old.sample(),
                        old.experiment(),
                        old.proposal(),
                        old.people(),
                        old.notes(),
                        old.start(),
                        old.end(),
                        old.points(),
                        old.frames(),
                        old.checksum(),
                        old.linked());
        return new Product(
                before.file(), entry, Sha256.of(content.getBytes(StandardCharsets.UTF_8)));
    }
}
