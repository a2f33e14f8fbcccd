package io.beamdesk.product;

import io.beamdesk.codec.Bitshuffle;
import io.beamdesk.document.Frame;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A product as a commit left it: the columns of its measurement, its frames, how it ended, and the
/// recipe it came from. Reads a file that is still being written, too; open it again to see more.
public final class Product implements AutoCloseable {
    private static final String DATA = "/entry/data";
    private static final String FRAMES = "frames_";

    private final Path path;
    private final HdfFile file;

    private Product(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    /// Opens a product.
    ///
    /// @throws ProductException if there is no such file or it is not HDF5
    public static Product open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ProductException("There is no product " + path + ".");
        }
        return read(path, "cannot be read as HDF5", () -> new Product(path, new HdfFile(path)));
    }

    /// What the library throws at a damaged file, as one sentence: among it a stack overflow, a size that
    /// no memory has, and the fault of a mapped page whose disk has gone.
    static <T> T read(Path path, String failure, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProductException e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError e) {
            throw new ProductException(
                    "%s %s: %s; it is damaged, cut off, or not HDF5 as Beamdesk knows it."
                            .formatted(path, failure, ProductOutline.reason(e)),
                    e);
        }
    }

    private <T> T reading(String what, Supplier<T> reading) {
        return read(path, "cannot be read at " + what, reading);
    }

    /// What the run is called.
    public Optional<String> title() {
        return text("/entry/title");
    }

    /// Number of points of the measurement.
    public int points() {
        String time = DATA + "/time";
        return reading(time, () -> node(time).isPresent() ? dataset(time).getDimensions()[0] : 0);
    }

    /// The file.
    public Path path() {
        return path;
    }

    /// Names of the measurement's columns as NeXus has them, in alphabetical order; empty if the
    /// run ended before it measured.
    public List<String> columns() {
        return children(DATA).entrySet().stream()
                .filter(child -> !(child.getValue() instanceof Dataset d && d.isScalar()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Names of those columns that hold a number a row.
    public List<String> numberColumns() {
        return children(DATA).entrySet().stream()
                .filter(child ->
                        child.getValue() instanceof Dataset d
                                && d.getDimensions().length == 1
                                && d.getJavaType().isPrimitive())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The column to plot, if any.
    public Optional<String> signal() {
        return reading(
                DATA,
                () ->
                        node(DATA)
                                .flatMap(group -> attribute(group, "signal"))
                                .map(Object::toString));
    }

    /// The columns that it is plotted against.
    public List<String> axes() {
        Object axes =
                reading(
                        DATA,
                        () ->
                                node(DATA)
                                        .flatMap(group -> attribute(group, "axes"))
                                        .orElse(List.of()));
        return switch (axes) {
            case String[] names -> List.of(names);
            case String name -> List.of(name);
            default -> List.of();
        };
    }

    /// A column of scalar numbers.
    ///
    /// @throws ProductException if there is no such column or it holds something else
    public double[] values(String column) {
        Object values = read(DATA + "/" + column);
        if (values instanceof double[] numbers) {
            return numbers;
        }
        Class<?> element = values.getClass().getComponentType();
        if (element == null || !element.isPrimitive()) {
            throw new ProductException(
                    "Column %s of %s does not hold scalar numbers.".formatted(column, path));
        }
        double[] numbers = new double[Array.getLength(values)];
        Arrays.setAll(numbers, i -> Array.getDouble(values, i));
        return numbers;
    }

    /// The dataset at a path, as a Java array or scalar.
    ///
    /// @throws ProductException if there is none
    public Object read(String datasetPath) {
        return reading(
                datasetPath,
                () -> {
                    Dataset dataset = dataset(datasetPath);
                    @Nullable Object values = dataset.getData();
                    // What has no elements yet is read as null.
                    return values == null
                            ? Array.newInstance(dataset.getJavaType(), dataset.getDimensions())
                            : values;
                });
    }

    /// Attributes of the group or dataset at a path: texts, numbers, or arrays of them, by name.
    ///
    /// @throws ProductException if there is no such node
    public Map<String, Object> attributes(String nodePath) {
        return reading(
                nodePath,
                () -> {
                    Node node = node(nodePath).orElseThrow(() -> missing(nodePath));
                    Map<String, Object> attributes = new TreeMap<>();
                    for (String name : node.getAttributes().keySet()) {
                        attribute(node, name).ifPresent(value -> attributes.put(name, value));
                    }
                    return attributes;
                });
    }

    /// Columns of frames, in alphabetical order.
    public List<String> frameColumns() {
        return children("/entry").keySet().stream()
                .filter(name -> name.startsWith(FRAMES))
                .map(name -> name.substring(FRAMES.length()))
                .toList();
    }

    /// Number of frames in a column of frames.
    public int frameCount(String column) {
        return reading(
                "frames of " + column,
                () ->
                        linked(column)
                                .map(frames -> frames.shape()[0])
                                .orElseGet(() -> frames(column).getDimensions()[0]));
    }

    /// One frame, without reading the others.
    ///
    /// @throws ProductException if there is no such frame
    public Frame frame(String column, int index) {
        return reading("frame %d of %s".formatted(index, column), () -> readFrame(column, index));
    }

    /// The files beside the product that a detector has written frames of it into, wherever they are.
    public List<Path> linkedFiles() {
        return frameColumns().stream()
                .flatMap(column -> linked(column).stream())
                .flatMap(frames -> frames.files().stream())
                .distinct()
                .toList();
    }

    private Optional<LinkedFrames> linked(String column) {
        return node("/entry/" + FRAMES + column)
                                .filter(Group.class::isInstance)
                                .map(group -> HdfLinks.of(file, (Group) group).get("data"))
                                .orElse(null)
                        instanceof HdfLinks.Target.Linked(LinkedFrames frames)
                ? Optional.of(frames)
                : Optional.empty();
    }

    private Frame readFrame(String column, int index) {
        Optional<LinkedFrames> linked = linked(column);
        if (linked.isPresent()) {
            LinkedFrames there = linked.get();
            String detector = String.valueOf(there.attributes().get("target"));
            Object pixels = there.pixels(index);
            return new Frame(
                    id(detector, index),
                    time(detector, index),
                    there.type().numpy(),
                    there.shape()[1],
                    there.shape()[2],
                    pixels);
        }
        Dataset frames = frames(column);
        Node group = frames.getParent();
        return readFrame(
                frames,
                attribute(frames, "target").map(Object::toString).orElse(group.getPath()),
                index);
    }

    /// One frame of a stream beside the measurement.
    ///
    /// @param stream its name: `snapshot`
    /// @throws ProductException if there is no such frame
    public Frame frame(String stream, String column, int index) {
        String frames = "/entry/stream_" + stream + "/" + column;
        return reading(
                "frame %d of %s".formatted(index, frames),
                () -> readFrame(dataset(frames), frames, index));
    }

    /// @param detector path that the ids and times stand beside
    private Frame readFrame(Dataset frames, String detector, int index) {
        int[] shape = frames.getDimensions();
        if (index < 0 || index >= shape[0]) {
            throw new ProductException(
                    "%s has %d frames in %s, there is no frame %d."
                            .formatted(path, shape[0], frames.getPath(), index));
        }
        HdfType type = HdfPixels.typeOf(frames);
        if (!(frames instanceof ChunkedDataset chunked)) {
            throw new ProductException(
                    "The frames of %s in %s are not kept one by one."
                            .formatted(frames.getPath(), path));
        }
        int[] place = {index, 0, 0};
        int[] count = {1, shape[1], shape[2]};
        ByteBuffer bytes = ByteBuffer.wrap(frame(chunked, place, count, type));
        return new Frame(
                id(detector, index),
                time(detector, index),
                type.numpy(),
                shape[1],
                shape[2],
                HdfPixels.array(bytes.order(ByteOrder.LITTLE_ENDIAN), type));
    }

    private long id(String detector, int index) {
        return ((long[]) dataset(detector + "_id").getData(new long[] {index}, new int[] {1}))[0];
    }

    private Instant time(String detector, int index) {
        Object times = dataset(detector + "_time").getData(new long[] {index}, new int[] {1});
        return Instant.ofEpochSecond(0, Math.round(((double[]) times)[0] * 1e6) * 1000);
    }

    /// The bytes of an image, whose chunks lie below one another.
    ///
    /// @param count of one in all dimensions but the last two
    static byte[] frame(ChunkedDataset frames, int[] place, int[] count, HdfType type) {
        int down = count.length - 2;
        int rows = frames.getChunkDimensions()[down];
        int chunkElements = rows * count[down + 1];
        if (rows == count[down]) {
            return chunk(frames, place, chunkElements, type);
        }
        byte[] bytes = new byte[count[down] * count[down + 1] * type.size()];
        int[] at = place.clone();
        for (int done = 0; done < bytes.length; at[down] += rows) {
            byte[] band = chunk(frames, at, chunkElements, type);
            int size = Math.min(band.length, bytes.length - done);
            System.arraycopy(band, 0, bytes, done, size);
            done += size;
        }
        return bytes;
    }

    /// The bytes of a chunk, unpacked.
    static byte[] chunk(ChunkedDataset frames, int[] offset, int elements, HdfType type) {
        boolean bitshuffled =
                frames.getFilters().size() == 1
                        && frames.getFilters().getFirst().getId() == Filters.BITSHUFFLE;
        // The library unshuffles bit by bit.
        return bitshuffled
                ? new Bitshuffle(type.size())
                        .unpack(frames.getRawChunkBuffer(offset), elements * type.size())
                : frames.getDecompressedChunk(offset);
    }

    /// How the run ended: `success`, `abort`, `fail`, or `unknown`; empty if it has not.
    public Optional<String> exitStatus() {
        return text("/entry/exit_status");
    }

    /// Why it ended so, in one sentence; empty after success or if it has not ended.
    public Optional<String> exitReason() {
        return text("/entry/exit_reason").filter(reason -> !reason.isEmpty());
    }

    /// The recipe as JSON, if the run came from one.
    public Optional<String> recipe() {
        return text("/entry/process/recipe/data");
    }

    @Override
    public void close() {
        file.close();
    }

    /// A checksum of all values: the SHA-256, in hexadecimal, of a line for each dataset with its path and
    /// its CRC-32, in the order of the paths. It is made of the checksums that the file has, so that no
    /// value is read; two files with the same values have the same, however they are packed. Empty if
    /// the datasets have no checksums.
    public String checksum() {
        return reading("/", () -> ProductChecksum.of(file));
    }

    /// The text of a dataset, if there is one.
    Optional<String> text(String datasetPath) {
        return reading(
                datasetPath,
                () ->
                        node(datasetPath)
                                .filter(Dataset.class::isInstance)
                                .map(node -> ((Dataset) node).getData())
                                .map(Object::toString));
    }

    private Dataset frames(String column) {
        return dataset("/entry/" + FRAMES + column + "/data");
    }

    private Dataset dataset(String datasetPath) {
        if (node(datasetPath).orElseThrow(() -> missing(datasetPath)) instanceof Dataset dataset) {
            return SearchedDataset.of(dataset);
        }
        throw missing(datasetPath);
    }

    private Map<String, Node> children(String groupPath) {
        return reading(
                groupPath,
                () ->
                        node(groupPath)
                                .filter(Group.class::isInstance)
                                .map(node -> found((Group) node))
                                .orElse(Map.of()));
    }

    private Map<String, Node> found(Group group) {
        Map<String, Node> found = new TreeMap<>();
        HdfLinks.of(file, group)
                .forEach((name, target) -> {
                    if (target instanceof HdfLinks.Target.Found(Node node)) {
                        found.put(name, node);
                    }
                });
        return found;
    }

    private Optional<Node> node(String nodePath) {
        @Nullable Node node = file;
        for (String name : nodePath.substring(1).split("/", -1)) {
            node = node instanceof Group group ? child(group, name) : null;
        }
        return Optional.ofNullable(node);
    }

    private @Nullable Node child(Group group, String name) {
        try {
            return group.getChild(name);
        } catch (RuntimeException e) {
            // Another node of the group cannot be read.
            return switch (HdfLinks.of(file, group).get(name)) {
                case null -> null;
                case HdfLinks.Target.Found(Node found) -> found;
                case HdfLinks.Target.Linked _ -> null;
                case HdfLinks.Target.Lost _ -> throw e;
            };
        }
    }

    private static Optional<Object> attribute(Node node, String name) {
        @Nullable Attribute attribute = node.getAttribute(name);
        return attribute == null ? Optional.empty() : Optional.ofNullable(attribute.getData());
    }

    private ProductException missing(String what) {
        return new ProductException("%s has no %s.".formatted(path, what));
    }
}
