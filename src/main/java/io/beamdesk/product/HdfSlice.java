package io.beamdesk.product;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Parts of one dataset of any origin.
final class HdfSlice {
    private static final long MOST_NUMBERS = 1L << 26;
    private static final int MOST_LETTERS = 200;
    private static final int MOST_ELEMENTS = 16;

    private final Dataset dataset;
    private final int[] shape;

    HdfSlice(Dataset dataset) {
        this.dataset = dataset;
        shape = dataset.getDimensions();
    }

    /// Whether its elements are numbers.
    boolean isNumeric() {
        return dataset.getDataType() instanceof FixedPoint
                || dataset.getDataType() instanceof FloatingPoint;
    }

    /// What its elements are called: `uint16`, `float64`, `text`, `record`.
    String typeName() {
        int bits = dataset.getDataType().getSize() * 8;
        return switch (dataset.getDataType()) {
            case FixedPoint fixed -> (fixed.isSigned() ? "int" : "uint") + bits;
            case FloatingPoint _ -> "float" + bits;
            case CompoundDataType _ -> "record";
            case DataType other ->
                    dataset.getJavaType() == String.class
                            ? "text"
                            : other.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    /// The only value, as a text.
    String only() {
        return text(dataset.getData());
    }

    // ---- Numbers

    Slab slab(int across, int down, List<Integer> at) {
        long[] offset = offset(at);
        int[] count = new int[shape.length];
        Arrays.fill(count, 1);
        for (int each : new int[] {across, down}) {
            offset[each] = 0;
            count[each] = shape[each];
        }
        long all = (long) shape[across] * shape[down];
        if (all == 0) {
            throw new ProductException("%s is empty.".formatted(dataset.getPath()));
        }
        if (all > MOST_NUMBERS) {
            throw new ProductException(
                    "A plane of %d × %d numbers of %s is too large to be shown; choose other dimensions."
                            .formatted(shape[down], shape[across], dataset.getPath()));
        }
        Optional<HdfType> type = plainType();
        Object numbers =
                type.isPresent() ? plain(offset, count, type.get()) : numbers(offset, count);
        String numpy = type.map(HdfType::numpy).orElse("<f8");
        Slab slab = new Slab(numpy, shape[down], shape[across], numbers);
        return across > down ? slab : transposed(slab, shape[across], shape[down]);
    }

    /// Numbers that a plane can have as they are.
    private Optional<HdfType> plainType() {
        if (!(dataset instanceof DatasetBase)) {
            return Optional.empty();
        }
        try {
            HdfType type = HdfPixels.typeOf(dataset);
            return type == HdfType.I8 ? Optional.empty() : Optional.of(type);
        } catch (ProductException _) {
            return Optional.empty();
        }
    }

    private Object plain(long[] offset, int[] count, HdfType type) {
        ByteOrder order =
                dataset.getDataType() instanceof OrderedDataType ordered
                        ? ordered.getByteOrder()
                        : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer bytes =
                frame(offset, count, type)
                        .orElseGet(() -> ((DatasetBase) dataset).getSliceDataBuffer(offset, count));
        return HdfPixels.array(bytes.order(order), type);
    }

    /// The chunks, where the numbers are those of one, or of several that lie below one another.
    private Optional<ByteBuffer> frame(long[] offset, int[] count, HdfType type) {
        if (!(dataset instanceof ChunkedDataset chunked)) {
            return Optional.empty();
        }
        int[] place = Arrays.stream(offset).mapToInt(Math::toIntExact).toArray();
        return isFrame(chunked.getChunkDimensions(), place, count)
                ? Optional.of(ByteBuffer.wrap(Product.frame(chunked, place, count, type)))
                : Optional.empty();
    }

    private static boolean isFrame(int[] chunk, int[] place, int[] count) {
        int down = count.length - 2;
        for (int d = 0; d < count.length; d++) {
            boolean band = d == down && chunk[d] <= count[d] && place[d] == 0;
            if (chunk[d] != count[d] && !band || d < down && count[d] != 1) {
                return false;
            }
        }
        return count.length > 1;
    }

    private double[] numbers(long[] offset, int[] count) {
        @Nullable Object nested =
                shape.length == 0 ? dataset.getData() : dataset.getData(offset, count);
        int size = Arrays.stream(count).reduce(1, Math::multiplyExact);
        double[] flat = new double[size];
        if (nested != null) {
            flatten(nested, flat, 0);
        }
        return flat;
    }

    private static int flatten(Object nested, double[] into, int from) {
        if (nested instanceof Number number) {
            into[from] = number.doubleValue();
            return from + 1;
        }
        int at = from;
        boolean leaves = nested.getClass().getComponentType().isPrimitive();
        for (int i = 0; i < Array.getLength(nested); i++) {
            if (leaves) {
                into[at++] = Array.getDouble(nested, i);
            } else {
                at = flatten(Array.get(nested, i), into, at);
            }
        }
        return at;
    }

    private static Slab transposed(Slab slab, int rows, int columns) {
        // As read: rows of the dimension that is to run across.
        Object to = Array.newInstance(slab.numbers().getClass().getComponentType(), rows * columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Array.set(
                        to, column * rows + row, Array.get(slab.numbers(), row * columns + column));
            }
        }
        return new Slab(slab.numpy(), columns, rows, to);
    }

    double[] line(int along, List<Integer> at, int most) {
        long[] offset = offset(at);
        int[] count = new int[shape.length];
        Arrays.fill(count, 1);
        if (shape.length > 0) {
            offset[along] = 0;
            count[along] = Math.min(most, shape[along]);
            if (count[along] == 0) {
                return new double[0];
            }
        }
        return numbers(offset, count);
    }

    private long[] offset(List<Integer> at) {
        long[] offset = new long[shape.length];
        for (int i = 0; i < offset.length && i < at.size(); i++) {
            offset[i] = Math.clamp(at.get(i), 0, Math.max(0, shape[i] - 1));
        }
        return offset;
    }

    // ---- Texts

    List<String> texts(int from, int count) {
        if (shape.length == 0) {
            return List.of(only());
        }
        long[] offset = new long[shape.length];
        int[] size = shape.clone();
        offset[0] = from;
        size[0] = Math.clamp(count, 0, shape[0] - from);
        // Of the elements below the first few are shown.
        for (int i = 1; i < size.length; i++) {
            size[i] = Math.min(size[i], MOST_ELEMENTS);
        }
        if (Arrays.stream(size).anyMatch(length -> length == 0)) {
            return List.of();
        }
        @Nullable Object values =
                isNumeric() || shape.length > 1
                        ? dataset.getData(offset, size)
                        : part(dataset.getData(), from, size[0]);
        List<String> texts = new ArrayList<>();
        if (values instanceof Map<?, ?> columns) {
            for (int i = 0; i < size[0]; i++) {
                texts.add(row(columns, i));
            }
            return texts;
        }
        for (int i = 0; values != null && i < Array.getLength(values); i++) {
            texts.add(text(Array.get(values, i)));
        }
        return texts;
    }

    /// The library reads texts and records as a whole.
    private static @Nullable Object part(@Nullable Object values, int from, int count) {
        if (values == null) {
            return null;
        }
        if (values instanceof Map<?, ?> columns) {
            Map<String, Object> parts = new TreeMap<>();
            columns.forEach((name, column) -> {
                Object part = part(column, from, count);
                if (part != null) {
                    parts.put(String.valueOf(name), part);
                }
            });
            return parts;
        }
        Object part = Array.newInstance(values.getClass().getComponentType(), count);
        System.arraycopy(values, from, part, 0, count);
        return part;
    }

    private static String row(Map<?, ?> columns, int row) {
        List<String> fields = new ArrayList<>();
        columns.forEach((name, column) -> fields.add(name + " " + text(Array.get(column, row))));
        return String.join(", ", fields);
    }

    /// Any value in one line.
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Map<?, ?> columns) {
            List<String> fields = new ArrayList<>();
            columns.forEach((name, column) -> fields.add(name + " " + text(column)));
            return String.join(", ", fields);
        }
        if (!value.getClass().isArray()) {
            String line = value.toString().replaceAll("\\s+", " ");
            return line.length() > MOST_LETTERS ? line.substring(0, MOST_LETTERS) + "…" : line;
        }
        int length = Array.getLength(value);
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_ELEMENTS, length); i++) {
            elements.add(text(Array.get(value, i)));
        }
        return String.join(", ", elements) + (length > MOST_ELEMENTS ? ", …" : "");
    }
}
