package io.beamdesk.export;

import io.beamdesk.codec.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A ZIP file with a BagIt bag (RFC 8493) in it: the files under `data/`, their SHA-256 in
/// `manifest-sha256.txt`. It gets its name once it was read back and every checksum was right.
final class BagArchive {
    private static final int PIECE = 1 << 16;

    private final Path path;
    private final Path part;
    private final String bag;

    /// @throws ExportException if there is a file of that name
    BagArchive(Path path) {
        this.path = path;
        String name = path.getFileName().toString();
        part = path.resolveSibling(name + Courier.SUFFIX);
        bag = name.substring(0, name.length() - ".zip".length());
        if (Files.exists(path)) {
            throw new ExportException(
                    "There is a file %s already; choose another name.".formatted(path));
        }
    }

    /// Writes and verifies it.
    ///
    /// @param moved hears of all bytes that were written
    /// @return SHA-256 of each file by its name
    Map<String, String> write(
            List<Delivery> deliveries, Bandwidth bandwidth, LocalDate today, LongConsumer moved)
            throws InterruptedException {
        Manifest manifest = new Manifest();
        Map<String, String> sums = new HashMap<>();
        try {
            try (FileChannel file =
                            FileChannel.open(
                                    part,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE);
                    ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(file))) {
                // Frames that can be packed are packed already.
                zip.setLevel(Deflater.BEST_SPEED);
                for (Delivery delivery : deliveries) {
                    String name = delivery.item().name();
                    sums.put(name, add(delivery, zip, bandwidth, moved));
                    manifest.add("data/" + name, sums.get(name));
                }
                describe(zip, manifest, deliveries, today);
                zip.finish();
                file.force(true);
            }
            deliveries.forEach(delivery -> delivery.now(Progress.Stage.COMPARING, ""));
            verify(manifest);
            Files.move(part, path);
            deliveries.forEach(delivery -> delivery.now(Progress.Stage.DONE, ""));
            return sums;
        } catch (IOException e) {
            remove();
            throw new ExportException(
                    "%s cannot be written: %s; make room, check its rights, or choose another folder."
                            .formatted(path, Courier.reason(e)),
                    e);
        } catch (InterruptedException | RuntimeException e) {
            remove();
            throw e;
        }
    }

    private String add(
            Delivery delivery, ZipOutputStream zip, Bandwidth bandwidth, LongConsumer moved)
            throws IOException, InterruptedException {
        delivery.now(Progress.Stage.SENDING, "");
        zip.putNextEntry(new ZipEntry(bag + "/data/" + delivery.item().name()));
        Sha256 sum = new Sha256();
        byte[] piece = new byte[PIECE];
        long done = 0;
        try (InputStream in = Files.newInputStream(delivery.item().file())) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                bandwidth.take(count);
                sum.add(piece, count);
                zip.write(piece, 0, count);
                moved.accept(count);
                done += count;
                delivery.sent(done);
            }
        }
        zip.closeEntry();
        return sum.value();
    }

    private void describe(
            ZipOutputStream zip, Manifest manifest, List<Delivery> deliveries, LocalDate today)
            throws IOException {
        long bytes = deliveries.stream().mapToLong(Delivery::sent).sum();
        String declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
        String about =
                "Bag-Software-Agent: Beamdesk\nBagging-Date: %s\nPayload-Oxum: %d.%d\n"
                        .formatted(today, bytes, deliveries.size());
        Manifest tags = new Manifest();
        text(zip, "bagit.txt", declaration, tags);
        text(zip, "bag-info.txt", about, tags);
        text(zip, Manifest.NAME, manifest.text(), tags);
        text(zip, "tagmanifest-sha256.txt", tags.text(), new Manifest());
    }

    private void text(ZipOutputStream zip, String name, String text, Manifest tags)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Sha256 sum = new Sha256();
        sum.add(bytes, bytes.length);
        tags.add(name, sum.value());
        zip.putNextEntry(new ZipEntry(bag + "/" + name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private void verify(Manifest expected) throws IOException {
        Manifest found = new Manifest();
        try (ZipFile zip = new ZipFile(part.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries();
                    entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName().substring(bag.length() + 1);
                if (name.startsWith("data/")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        found.add(name, Sha256.of(in));
                    }
                }
            }
        }
        if (!found.text().equals(expected.text())) {
            throw new IOException("what was read back has other checksums than what was written");
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // The disk that failed keeps it.
        }
    }
}
