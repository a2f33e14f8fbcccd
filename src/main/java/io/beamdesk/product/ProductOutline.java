package io.beamdesk.product;

import static java.util.function.Predicate.not;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tree of an HDF5 file of any origin as lines of text: groups, datasets with their shape and
/// last values, links, attributes. A node that cannot be read says why, and the others are still
/// shown, so that a damaged file is shown as far as it goes.
///
/// @param lines one for each node and attribute, indented by two for each level
/// @param problems nodes that could not be read, and why
public record ProductOutline(List<String> lines, List<String> problems) {
    private static final int LAST = 3;
    private static final int HDF_SIGNATURE = 0x46444889;
    private static final int MOST_DEPTH = 40;
    private static final int MOST_LINES = 100_000;
    private static final int MOST_LETTERS = 100;
    private static final Pattern MISSING_FILTER =
            Pattern.compile("required filter is not available.*id=(\\d+)");
    // https://github.com/HDFGroup/hdf5_plugins/blob/master/docs/RegisteredFilterPlugins.md
    private static final Map<String, String> FILTERS =
            Map.of(
                    "4", "szip",
                    "5", "nbit",
                    "6", "scaleoffset",
                    "307", "bzip2",
                    "32001", "blosc",
                    "32013", "zfp",
                    "32015", "zstd",
                    "32026", "blosc2");
    // What is larger is not read for the sake of its last values.
    private static final long MOST_CHUNK_BYTES = 1 << 26;

    /// Copies the lists.
    public ProductOutline {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /// Reads a file.
    ///
    /// @throws ProductException if there is no such file or nothing of it can be read
    public static ProductOutline of(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ProductException("There is no product " + path + "; check its name.");
        }
        List<String> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        missingEnd(path).ifPresent(problems::add);
        try (HdfFile file = new HdfFile(path)) {
            new Drawing(file, lines, problems).node(file, "", "/", "", 0);
        } catch (RuntimeException | VirtualMachineError e) {
            throw new ProductException(
                    "%s cannot be read as HDF5: %s; it is damaged, cut off, or no HDF5 file."
                            .formatted(path, reason(e)),
                    e);
        }
        return new ProductOutline(lines, problems);
    }

    /// What a file says that was cut off: its superblock knows how long it should be.
    static Optional<String> missingEnd(Path path) {
        ByteBuffer head = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(path)) {
            channel.read(head, 0);
            long expected = head.get(8) < 2 ? head.getLong(40) : head.getLong(28);
            boolean hdf = head.getInt(0) == HDF_SIGNATURE;
            return hdf && expected > channel.size()
                    ? Optional.of(
                            "%s is cut off: it has %d bytes of %d; what lies behind them cannot be shown."
                                    .formatted(path, channel.size(), expected))
                    : Optional.empty();
        } catch (IOException e) {
            throw new ProductException(
                    "%s cannot be read: %s; check its rights and the disk."
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    /// Why something could not be read, in one line.
    static String reason(Throwable e) {
        Throwable cause = e;
        for (Throwable next = e; next != null; next = next.getCause()) {
            cause = next;
        }
        String message = cause.getMessage();
        Matcher filter = MISSING_FILTER.matcher(message == null ? "" : message);
        if (filter.find()) {
            return "it is packed with %s (filter %s), which is not supported"
                    .formatted(FILTERS.getOrDefault(filter.group(1), "a filter"), filter.group(1));
        }
        String what = message == null ? cause.getClass().getSimpleName() : message;
        return shortened(what.lines().findFirst().orElse("").replaceFirst("[.;]$", ""));
    }

    private static String shortened(String text) {
        return text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) + "…" : text;
    }

    private static final class Drawing {
        private final HdfFile file;
        private final List<String> lines;
        private final List<String> problems;
        private final Set<Long> above = new HashSet<>();

        Drawing(HdfFile file, List<String> lines, List<String> problems) {
            this.file = file;
            this.lines = lines;
            this.problems = problems;
        }

        /// @param parent path of the group that it is in
        void node(Node node, String parent, String name, String indent, int depth) {
            if (lines.size() >= MOST_LINES) {
                return;
            }
            String path = depth == 0 ? "" : parent + "/" + name;
            try {
                switch (node) {
                    case Link link -> lines.add(indent + name + " -> " + target(parent, link));
                    case Dataset dataset -> {
                        lines.add(indent + name + " " + description(dataset, path));
                        attributes(node, path, indent + "  ");
                    }
                    case Group group -> group(group, path, name, indent, depth);
                    default -> lines.add(indent + name + " (" + node.getType() + ")");
                }
            } catch (RuntimeException | VirtualMachineError e) {
                lost(path, name, reason(e), indent);
            }
        }

        private void lost(String path, String name, String reason, String indent) {
            problems.add("%s cannot be read: %s".formatted(path.isEmpty() ? "/" : path, reason));
            lines.add(indent + name + " (cannot be read: " + reason + ")");
        }

        private String target(String parent, Link link) {
            try {
                return HdfLinks.follow(file, parent, link).isPresent()
                        ? link.getTargetPath()
                        : "nothing that is there";
            } catch (RuntimeException e) {
                return "nothing that is there";
            }
        }

        private void group(Group group, String path, String name, String indent, int depth) {
            lines.add(indent + name + (name.equals("/") ? "" : "/"));
            attributes(group, path, indent + "  ");
            boolean fresh = above.add(group.getAddress());
            if (!fresh || depth > MOST_DEPTH) {
                lines.add(indent + "  (a group that is above already)");
                return;
            }
            HdfLinks.of(file, group)
                    .forEach((child, target) -> {
                        switch (target) {
                            case HdfLinks.Target.Found(Node node) ->
                                    node(node, path, child, indent + "  ", depth + 1);
                            case HdfLinks.Target.Linked(LinkedFrames frames) ->
                                    linked(frames, child, indent + "  ");
                            case HdfLinks.Target.Lost(String reason) ->
                                    lost(path + "/" + child, child, reason, indent + "  ");
                        }
                    });
            above.remove(group.getAddress());
        }

        private void linked(LinkedFrames frames, String name, String indent) {
            lines.add(indent + name + " " + frames.typeName() + Arrays.toString(frames.shape()));
            frames.words().forEach(words -> lines.add(indent + "  (" + words + ")"));
            frames.attributes()
                    .forEach((attribute, value) ->
                            lines.add(indent + "  @" + attribute + " = " + text(value)));
            frames.missing().stream().filter(not(problems::contains)).forEach(problems::add);
        }

        private void attributes(Node node, String path, String indent) {
            for (Map.Entry<String, Attribute> attribute : node.getAttributes().entrySet()) {
                String shown;
                try {
                    shown = text(attribute.getValue().getData());
                } catch (RuntimeException | VirtualMachineError e) {
                    shown = "(cannot be read: " + reason(e) + ")";
                    problems.add(
                            "%s@%s cannot be read: %s"
                                    .formatted(path, attribute.getKey(), reason(e)));
                }
                lines.add(indent + "@" + attribute.getKey() + " = " + shown);
            }
        }

        private String description(Dataset dataset, String path) {
            int[] shape = dataset.getDimensions();
            String type = dataset.getJavaType().getSimpleName();
            String what = shape.length == 0 ? type : type + Arrays.toString(shape);
            if (dataset.isEmpty() || Arrays.stream(shape).anyMatch(length -> length == 0)) {
                return what + " (empty)";
            }
            try {
                return what + " = " + last(dataset, shape);
            } catch (RuntimeException | VirtualMachineError e) {
                problems.add("%s cannot be read: %s".formatted(path, reason(e)));
                return what + " (cannot be read: " + reason(e) + ")";
            }
        }

        private static String last(Dataset dataset, int[] shape) {
            if (shape.length == 0) {
                return text(dataset.getData());
            }
            long bytes = dataset.getStorageInBytes();
            int[] chunk =
                    dataset instanceof io.jhdf.api.dataset.ChunkedDataset chunked
                            ? chunked.getChunkDimensions()
                            : shape;
            long chunkBytes = dataset.getDataType().getSize();
            for (int length : chunk) {
                chunkBytes = Math.multiplyExact(chunkBytes, (long) length);
            }
            if (chunkBytes > MOST_CHUNK_BYTES || shape.length > 1) {
                return "(%.1f MB)".formatted(bytes / 1e6);
            }
            int count = Math.min(LAST, shape[0]);
            @Nullable Object values =
                    dataset.getData(new long[] {shape[0] - count}, new int[] {count});
            return (shape[0] > count ? "… " : "") + text(values);
        }
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "(none)";
        }
        if (value instanceof Map<?, ?>) {
            return shortened(HdfSlice.text(value));
        }
        if (!value.getClass().isArray()) {
            return shortened(value.toString().replaceAll("\\s+", " "));
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Math.min(8, Array.getLength(value)); i++) {
            elements.add(text(Array.get(value, i)));
        }
        return shortened(String.join(", ", elements)) + (Array.getLength(value) > 8 ? ", …" : "");
    }
}
