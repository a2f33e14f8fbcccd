package io.beamdesk.product;

import io.beamdesk.document.Compression;
import io.jhdf.checksum.ChecksumUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the structure of a product as its last commit left it, knows only what [HdfAppender]
/// writes, and holds every byte against its checksum. What is wrong becomes a problem with the path
/// of the node, and everything else is still read.
final class HdfScan {
    private static final int MOST_DEPTH = 64;
    private static final int MOST_HEADER = 1 << 28;

    private final FileChannel channel;
    private long fileSize;
    private final List<String> problems = new ArrayList<>();
    private final Map<Long, Node> nodes = new HashMap<>();
    private final Set<Long> underWay = new HashSet<>();
    private final HdfHeaps heaps;

    /// A node and its attributes: [String], [Long], [Double], or lists of them.
    sealed interface Node permits Group, Dataset {
        Map<String, Object> attributes();
    }

    /// A group: its nodes by name.
    record Group(Map<String, Object> attributes, Map<String, Node> links) implements Node {}

    /// A dataset: its chunks, its bytes in `compact`, or where its frames are `linked`.
    record Dataset(
            Map<String, Object> attributes,
            HdfType type,
            long[] dimensions,
            long chunkRows,
            Compression compression,
            ChunkScan.Chunks chunks,
            byte[] compact,
            Optional<List<LinkedBlock>> links)
            implements Node {
        boolean isLinked() {
            return links.isPresent();
        }

        /// Frames in files of the detector's own.
        List<LinkedBlock> linked() {
            return links.orElse(List.of());
        }

        boolean isStream() {
            return chunkRows > 0;
        }

        long rows() {
            return dimensions.length == 0 ? 1 : dimensions[0];
        }

        /// Chunks of a row along the second dimension.
        int bands() {
            int rows = compression.chunkRows();
            return rows == 0 ? 1 : Math.toIntExact(Math.ceilDiv(dimensions[1], rows));
        }

        /// Bytes of a whole chunk when unpacked.
        int chunkBytes() {
            int rows = compression.chunkRows();
            long bytes = chunkRows * rowBytes();
            return Math.toIntExact(rows == 0 ? bytes : bytes / dimensions[1] * rows);
        }

        /// Bytes of the values in a chunk: the last rows or the last band may be less than it.
        int valueBytes(int chunk) {
            if (compression.chunkRows() == 0) {
                return Math.toIntExact(
                        Math.min(rows() - chunk * chunkRows, chunkRows) * rowBytes());
            }
            int before = chunk % bands() * chunkBytes();
            return Math.min(chunkBytes(), rowBytes() - before);
        }

        int rowBytes() {
            long bytes = type.size();
            for (int i = 1; i < dimensions.length; i++) {
                bytes = Math.multiplyExact(bytes, dimensions[i]);
            }
            return Math.toIntExact(bytes);
        }

        OptionalLong checksum() {
            return attributes.get(HdfNode.CHECKSUM) instanceof Long crc
                    ? OptionalLong.of(crc)
                    : OptionalLong.empty();
        }
    }

    /// Something is not as it was written.
    static final class Damage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damage(String what) {
            super(what);
        }
    }

    HdfScan(FileChannel channel) throws IOException {
        this.channel = channel;
        fileSize = channel.size();
        heaps = new HdfHeaps(this);
    }

    /// What is wrong, each with the path of its node.
    List<String> problems() {
        return problems;
    }

    HdfHeaps heaps() {
        return heaps;
    }

    /// Where the committed product ends.
    long end() throws IOException {
        return superblock().getLong(28);
    }

    /// The tree; empty, with a problem, if there is none.
    Group root() throws IOException {
        try {
            return tree(superblock().getLong(36));
        } catch (Damage damage) {
            problems.add("/: " + damage.getMessage());
            return new Group(Map.of(), Map.of());
        }
    }

    /// The dataset that lies there, without what is around it.
    ///
    /// @throws Damage if there is none that Beamdesk has written
    Dataset dataset(long address) throws IOException {
        if (node(address, "dataset", 0) instanceof Dataset dataset) {
            return dataset;
        }
        throw new Damage("it is no dataset");
    }

    /// The tree whose root lies there; empty, with a problem, if there is none.
    Group tree(long root) throws IOException {
        try {
            if (node(root, "/", 0) instanceof Group group) {
                return group;
            }
            throw new Damage("the root is no group");
        } catch (Damage | IllegalArgumentException | IndexOutOfBoundsException damage) {
            problems.add("/: " + damage.getMessage());
            return new Group(Map.of(), Map.of());
        }
    }

    private ByteBuffer superblock() throws IOException {
        ByteBuffer block = read(0, 48);
        byte[] head = new byte[12];
        block.get(0, head);
        byte[] expected = "\u0089HDF\r\n\u001a\n\u0002\b\b\0".getBytes(StandardCharsets.ISO_8859_1);
        if (!Arrays.equals(head, expected)
                || block.getInt(44) != ChecksumUtils.checksum(block.slice(0, 44))) {
            throw new Damage("the superblock is damaged, or Beamdesk did not write the file");
        }
        // Asked after the superblock was read: a file grows before its superblock tells of it.
        fileSize = channel.size();
        if (block.getLong(28) > fileSize) {
            throw new Damage(
                    "the file has %d bytes of %d: its end is missing"
                            .formatted(fileSize, block.getLong(28)));
        }
        return block;
    }

    /// Bytes of the file.
    ByteBuffer read(long address, int size) throws IOException {
        if (address < 0 || size < 0 || address > fileSize - size) {
            throw new Damage("it points behind the end of the file, to %d".formatted(address));
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, address + bytes.position()) < 0) {
                throw new Damage("the file was cut off while it was read");
            }
        }
        return bytes.flip();
    }

    /// The bytes of a structure up to its checksum, which is right.
    ByteBuffer checked(long address, int size, String signature, String what) throws IOException {
        ByteBuffer bytes = read(address, size + 4);
        byte[] letters = new byte[4];
        bytes.get(0, letters);
        if (!new String(letters, StandardCharsets.ISO_8859_1).equals(signature)
                || bytes.getInt(size) != ChecksumUtils.checksum(bytes.slice(0, size))) {
            throw new Damage(what + " at byte " + address + " is damaged");
        }
        return bytes.limit(size).position(4);
    }

    private Node node(long address, String path, int depth) throws IOException {
        Node known = nodes.get(address);
        if (known != null) {
            return known;
        }
        if (depth > MOST_DEPTH || !underWay.add(address)) {
            throw new Damage("the tree bites its own tail");
        }
        int size = read(address, 10).getInt(6);
        if (size < 0 || size > MOST_HEADER) {
            throw new Damage("the object header at byte " + address + " is damaged");
        }
        ByteBuffer header = checked(address, 10 + size, "OHDR", "the object header");
        if (header.getShort() != 0x0202) {
            throw new Damage("its object header is of a kind that Beamdesk does not write");
        }
        header.getInt();
        Header messages = new Header();
        while (header.hasRemaining()) {
            int type = header.get();
            int length = Short.toUnsignedInt(header.getShort());
            header.get();
            ByteBuffer body =
                    header.slice(header.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            messages.add(type, body, path);
            header.position(header.position() + length);
        }
        Node node = messages.node(path, depth);
        nodes.put(address, node);
        return node;
    }

    /// The messages of one object header.
    private final class Header {
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private final Map<String, Long> links = new LinkedHashMap<>();
        private boolean group;
        private long @Nullable [] dimensions;
        private @Nullable HdfType type;
        private @Nullable ByteBuffer layout;
        private Compression compression = Compression.NONE;

        void add(int type, ByteBuffer body, String path) throws IOException {
            switch (type) {
                case 0x01 -> dimensions = dataspace(body);
                case 0x02 -> group = true;
                case 0x03 -> this.type = type(body);
                case 0x05, 0x0A, 0x16 -> {}
                case 0x06 -> link(body);
                case 0x08 -> layout = body;
                case 0x0B -> compression = Filters.decode(body);
                case 0x0C -> attribute(body, path);
                default ->
                        throw new Damage("it has a message that Beamdesk does not write: " + type);
            }
        }

        private void link(ByteBuffer body) {
            if (body.getShort() != 0x1101 || body.get() != 1) {
                throw new Damage("it has a link of a kind that Beamdesk does not write");
            }
            links.put(text(body, body.getShort()), body.getLong());
        }

        private void attribute(ByteBuffer body, String path) throws IOException {
            body.getShort();
            int nameSize = body.getShort();
            body.position(9);
            String name = text(body, nameSize - 1);
            body.get();
            try {
                HdfType of = type(body);
                long[] shape = dataspace(body);
                List<Object> elements = elements(of, body);
                attributes.put(name, shape.length == 0 ? elements.getFirst() : elements);
            } catch (Damage damage) {
                problems.add(path + "@" + name + ": " + damage.getMessage());
            }
        }

        Node node(String path, int depth) throws IOException {
            if (group) {
                Map<String, Node> children = new LinkedHashMap<>();
                for (Map.Entry<String, Long> link : links.entrySet()) {
                    String child = (path.equals("/") ? "" : path) + "/" + link.getKey();
                    try {
                        children.put(
                                link.getKey(),
                                HdfScan.this.node(link.getValue(), child, depth + 1));
                    } catch (Damage damage) {
                        problems.add(child + ": " + damage.getMessage());
                    }
                }
                return new Group(attributes, children);
            }
            long[] shape = dimensions;
            HdfType of = type;
            ByteBuffer stored = layout;
            if (shape == null || of == null || stored == null) {
                throw new Damage("it is neither a group nor a dataset");
            }
            if (stored.get(1) == HdfLinkedFrames.LAYOUT_CLASS) {
                return new Dataset(
                        attributes,
                        of,
                        shape,
                        0,
                        compression,
                        ChunkScan.Chunks.none(),
                        new byte[0],
                        Optional.of(new LinkedScan(HdfScan.this).read(stored.getLong(2))));
            }
            if (stored.get() == 3) {
                stored.get();
                byte[] compact = new byte[Short.toUnsignedInt(stored.getShort())];
                stored.get(compact);
                return new Dataset(
                        attributes,
                        of,
                        shape,
                        0,
                        compression,
                        ChunkScan.Chunks.none(),
                        compact,
                        Optional.empty());
            }
            stored.position(5);
            long chunkRows = stored.getLong();
            int bands = 1;
            stored.position(5 + 8 * (shape.length + 1) + 7);
            long index = stored.getLong();
            if (shape.length == 3 && stored.getLong(13) != shape[1]) {
                compression = compression.inBands(Math.toIntExact(stored.getLong(13)));
                bands = Math.toIntExact(Math.ceilDiv(shape[1], compression.chunkRows()));
            }
            ChunkScan chunks = new ChunkScan(HdfScan.this, shape.length, bands);
            return new Dataset(
                    attributes,
                    of,
                    shape,
                    chunkRows,
                    compression,
                    chunks.read(index),
                    new byte[0],
                    Optional.empty());
        }
    }

    /// Elements of an attribute or a small dataset.
    List<Object> elements(HdfType type, ByteBuffer bytes) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (bytes.hasRemaining()) {
            elements.add(
                    switch (type) {
                        case TEXT -> heaps.text(bytes);
                        case F8 -> bytes.getDouble();
                        case I8 -> bytes.getLong();
                        case U1 -> (long) Byte.toUnsignedInt(bytes.get());
                        case I1, U2, I2, U4, I4, F4 ->
                                throw new Damage("an attribute of type " + type);
                    });
        }
        return elements;
    }

    private static long[] dataspace(ByteBuffer body) {
        if (body.get() != 2) {
            throw new Damage("its dataspace is damaged");
        }
        long[] dimensions = new long[body.get()];
        boolean growing = body.get() == 1;
        body.get();
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = body.getLong();
        }
        body.position(body.position() + (growing ? 8 * dimensions.length : 0));
        return dimensions;
    }

    private static HdfType type(ByteBuffer body) {
        for (HdfType type : HdfType.values()) {
            HdfBytes encoded = new HdfBytes();
            type.encode(encoded);
            ByteBuffer expected = encoded.written();
            if (body.remaining() >= expected.remaining()
                    && body.slice(body.position(), expected.remaining()).equals(expected)) {
                body.position(body.position() + expected.remaining());
                return type;
            }
        }
        throw new Damage("it has a type that Beamdesk does not write");
    }

    private static String text(ByteBuffer body, int size) {
        byte[] letters = new byte[size];
        body.get(letters);
        return new String(letters, StandardCharsets.UTF_8);
    }

    /// The dataset at a path of the tree.
    static Optional<Dataset> dataset(Group root, String path) {
        @Nullable Node node = root;
        for (String name : path.substring(1).split("/", -1)) {
            node = node instanceof Group group ? group.links().get(name) : null;
        }
        return node instanceof Dataset dataset ? Optional.of(dataset) : Optional.empty();
    }
}
