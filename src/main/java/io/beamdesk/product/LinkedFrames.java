package io.beamdesk.product;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Frames of a product that are in files of the detector's own, as the product has them.
///
/// @param product the product
/// @param type of a pixel
/// @param shape frames, rows, columns
/// @param attributes of the dataset
/// @param blocks where its frames are
record LinkedFrames(
        Path product,
        HdfType type,
        int[] shape,
        Map<String, Object> attributes,
        List<LinkedBlock> blocks) {
    private static LinkedFrames of(Path product, HdfScan.Dataset dataset) {
        return new LinkedFrames(
                product,
                dataset.type(),
                Arrays.stream(dataset.dimensions()).mapToInt(Math::toIntExact).toArray(),
                dataset.attributes(),
                dataset.linked());
    }

    /// Those that a product which is being written has so far.
    static LinkedFrames of(Path product, HdfLinkedFrames frames) {
        return new LinkedFrames(product, frames.type(), frames.shape(), Map.of(), frames.blocks());
    }

    /// Those of the dataset at an address of a product.
    ///
    /// @throws HdfScan.Damage if there are none that Beamdesk has written
    static LinkedFrames at(Path product, long address) {
        try (FileChannel channel = FileChannel.open(product)) {
            HdfScan.Dataset dataset = new HdfScan(channel).dataset(address);
            if (!dataset.isLinked()) {
                throw new HdfScan.Damage("it is no virtual dataset");
            }
            return of(product, dataset);
        } catch (IOException e) {
            throw new HdfScan.Damage(String.valueOf(e.getMessage()));
        }
    }

    /// The files, as they are found from here.
    Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>();
        blocks.forEach(block -> files.add(file(block)));
        return files;
    }

    private Path file(LinkedBlock block) {
        return product.toAbsolutePath().resolveSibling(block.file()).normalize();
    }

    /// What its elements are called: `uint16`.
    String typeName() {
        String kind =
                switch (type.numpy().charAt(1)) {
                    case 'u' -> "uint";
                    case 'i' -> "int";
                    default -> "float";
                };
        return kind + 8 * type.size();
    }

    /// Where the frames are, in words, a line for each block.
    List<String> words() {
        return blocks.stream()
                .map(block ->
                        String.format(
                                Locale.ROOT,
                                "frames %d to %d are %d to %d of %s in %s",
                                block.row(),
                                block.end() - 1,
                                block.from(),
                                block.from() + block.count() - 1,
                                block.dataset(),
                                block.file()))
                .toList();
    }

    /// The pixels of one frame.
    ///
    /// @throws ProductException if its file is not there or does not have it
    Object pixels(int index) {
        return in(
                block(index),
                (dataset, block) -> {
                    int at = Math.toIntExact(block.from() + index - block.row());
                    return slab(dataset, List.of(at, 0, 0)).numbers();
                });
    }

    /// A plane of one frame.
    ///
    /// @param at place in the other dimensions
    Slab slab(int across, int down, List<Integer> at) {
        if (across == 0 || down == 0) {
            throw new ProductException(
                    "%s has its frames in files of the detector's; they can be looked at one by one only, rows against columns."
                            .formatted(product));
        }
        return in(
                block(at.getFirst()),
                (dataset, block) -> {
                    List<Integer> there = new ArrayList<>(at);
                    there.set(0, Math.toIntExact(block.from() + at.getFirst() - block.row()));
                    return new HdfSlice(dataset).slab(across, down, there);
                });
    }

    private static Slab slab(Dataset dataset, List<Integer> at) {
        return new HdfSlice(dataset).slab(2, 1, at);
    }

    private LinkedBlock block(int index) {
        return blocks.stream()
                .filter(block -> index >= block.row() && index < block.end())
                .findFirst()
                .orElseThrow(() ->
                        new ProductException(
                                "%s has %d frames, there is no frame %d."
                                        .formatted(product, shape[0], index)));
    }

    private <T> T in(LinkedBlock block, BiFunction<Dataset, LinkedBlock, T> reading) {
        Path file = file(block);
        if (!Files.isRegularFile(file)) {
            throw new ProductException(missing(file));
        }
        return Product.read(
                file,
                "cannot be read at " + block.dataset(),
                () -> {
                    try (HdfFile open = new HdfFile(file)) {
                        Dataset dataset = open.getDatasetByPath(block.dataset());
                        String wrong = wrong(dataset, block);
                        if (!wrong.isEmpty()) {
                            throw new ProductException(wrong);
                        }
                        return reading.apply(dataset, block);
                    }
                });
    }

    /// A sentence for each file that is not there.
    List<String> missing() {
        return files().stream()
                .filter(file -> !Files.isRegularFile(file))
                .map(this::missing)
                .toList();
    }

    private String missing(Path file) {
        return "%s has frames in %s, which is not there; put that file back, or mount its disk."
                .formatted(product, file);
    }

    /// What does not fit in a file that has frames of this product; empty if all does.
    private String wrong(Dataset dataset, LinkedBlock block) {
        int[] there = dataset.getDimensions();
        String name = file(block) + " at " + block.dataset();
        if (there.length != 3 || there[1] != shape[1] || there[2] != shape[2]) {
            return "%s has frames of shape %s where %s wants %d × %d; another run has written it, or its plugin was set to other dimensions."
                    .formatted(name, Arrays.toString(there), product, shape[1], shape[2]);
        }
        if (HdfPixels.typeOf(dataset) != type) {
            return "%s has pixels of type %s where %s wants %s; another run has written it."
                    .formatted(name, HdfPixels.typeOf(dataset).numpy(), product, type.numpy());
        }
        if (there[0] < block.from() + block.count()) {
            return "%s has %d frames where %s wants %d; the detector's IOC has not written the others, or has not closed the file."
                    .formatted(name, there[0], product, block.from() + block.count());
        }
        return "";
    }

    /// What is wrong with the files, each in one sentence: one that is missing, has too few frames, or
    /// frames of another kind, does not have every byte of them, or has others than were noted.
    static List<String> problems(Path product, HdfScan.Dataset dataset) {
        LinkedFrames frames = of(product, dataset);
        List<String> problems = new ArrayList<>();
        Crc crc = new Crc();
        for (LinkedBlock block : frames.blocks) {
            try {
                frames.read(block, crc);
            } catch (ProductException e) {
                if (!problems.contains(e.getMessage())) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        }
        OptionalLong noted = dataset.checksum();
        if (problems.isEmpty() && noted.isPresent() && noted.getAsLong() != crc.value()) {
            problems.add(
                    "%s has other frames of %s than when its run ended (CRC-32 %08x where %08x was noted); it was changed or replaced, put back the one that the detector wrote."
                            .formatted(
                                    frames.files().stream()
                                            .map(Path::toString)
                                            .collect(Collectors.joining(" or ")),
                                    product,
                                    crc.value(),
                                    noted.getAsLong()));
        }
        return problems;
    }

    /// The CRC-32 of the values of all frames, in the order of the product.
    ///
    /// @throws ProductException if one of them cannot be read
    long checksum() {
        Crc crc = new Crc();
        blocks.forEach(block -> read(block, crc));
        return crc.value();
    }

    private void read(LinkedBlock block, Crc crc) {
        in(
                block,
                (there, _) -> {
                    readAll(there, block, crc);
                    return block;
                });
    }

    /// Every chunk is read and unpacked: what is missing or cut off throws.
    private void readAll(Dataset there, LinkedBlock block, Crc crc) {
        for (long i = block.from(); i < block.from() + block.count(); i++) {
            byte[] values =
                    there instanceof ChunkedDataset chunked
                                    && chunked.getChunkDimensions()[0] == 1
                                    && chunked.getChunkDimensions()[1] == shape[1]
                                    && chunked.getChunkDimensions()[2] == shape[2]
                            ? Product.chunk(
                                    chunked, new int[] {(int) i, 0, 0}, shape[1] * shape[2], type)
                            : HdfPixels.bytes(slab(there, List.of((int) i, 0, 0)).numbers());
            crc.add(values, 0, values.length);
        }
    }
}
