package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The numbers of a stream's rows by column, eight bytes each; they only grow.
final class Columns {
    private final Map<String, double[]> columns = new LinkedHashMap<>();
    private int[] numbers = new int[64];
    private int size;

    /// Keeps the scalar columns of numbers that the stream has.
    void declare(EventDescriptor stream) {
        stream.dataKeys()
                .forEach((key, what) -> {
                    boolean number =
                            what.dtype() == DataKey.Dtype.NUMBER
                                    || what.dtype() == DataKey.Dtype.INTEGER;
                    if (number && what.shape().isEmpty() && what.external().isEmpty()) {
                        columns.putIfAbsent(key, new double[numbers.length]);
                    }
                });
    }

    /// Adds a row; what is missing in it is NaN.
    void add(Event row) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
            columns.replaceAll((_, values) -> Arrays.copyOf(values, size * 2));
        }
        numbers[size] = row.seqNum();
        columns.forEach((key, values) -> {
            Reading reading = row.data().get(key);
            values[size] =
                    reading != null && reading.value() instanceof Number n
                            ? n.doubleValue()
                            : Double.NaN;
        });
        size++;
    }

    /// Number of rows.
    int size() {
        return size;
    }

    /// Place of a row in the stream, from 1.
    int number(int row) {
        return numbers[row];
    }

    /// A value, NaN where the row or the stream has none.
    double value(String key, int row) {
        double[] values = columns.get(key);
        return values == null ? Double.NaN : values[row];
    }
}
