package io.beamdesk.document;

import java.util.List;
import java.util.Optional;

/// What one column of a run is.
///
/// @param source where the value comes from: `ca://SIM:m1.RBV`, or [#DERIVED] and a formula over
///     other columns
/// @param dtype JSON type of the value
/// @param dtypeNumpy exact type of an element in NumPy's notation: `<f8`, `<u2`, `|S40`, `<i8`
/// @param shape lengths of its dimensions, empty for a scalar; for frames [rows, columns]
/// @param units engineering units, empty if none
/// @param precision decimals to show
/// @param choices labels of a choice, empty for other types
/// @param external where the value is kept if not in the events: `STREAM:` for frames, [#LINKED] for frames in
///     files that the detector's IOC writes
/// @param objectName device that the key belongs to
/// @param role part the column plays
public record DataKey(
        String source,
        Dtype dtype,
        String dtypeNumpy,
        List<Integer> shape,
        String units,
        int precision,
        List<String> choices,
        Optional<String> external,
        String objectName,
        Role role) {
    /// Scheme of what is computed from other columns: `derived:ln(i0 / it)`.
    public static final String DERIVED = "derived:";

    /// Where frames are kept that the detector's IOC writes itself.
    public static final String LINKED = "LINK:";

    /// JSON types of a value.
    public enum Dtype {
        /// Text.
        STRING,
        /// Floating-point number.
        NUMBER,
        /// Nested list of one shape.
        ARRAY,
        /// True or false.
        BOOLEAN,
        /// Integer.
        INTEGER
    }

    /// Parts that a column can play in a run.
    public enum Role {
        /// Where an axis was asked to go.
        SETPOINT,
        /// Where an axis was.
        READBACK,
        /// What a detector counted.
        SIGNAL,
        /// Anything else worth keeping.
        AUXILIARY
    }

    /// Copies the lists.
    public DataKey {
        shape = List.copyOf(shape);
        choices = List.copyOf(choices);
    }

    /// A floating-point scalar.
    public static DataKey number(
            String source, String units, int precision, String objectName, Role role) {
        return new DataKey(
                source,
                Dtype.NUMBER,
                "<f8",
                List.of(),
                units,
                precision,
                List.of(),
                Optional.empty(),
                objectName,
                role);
    }

    /// Frames of a detector, kept in a stream; `dtypeNumpy` is the type of a pixel.
    public static DataKey frames(
            String source, String dtypeNumpy, int rows, int columns, String objectName) {
        return new DataKey(
                source,
                Dtype.ARRAY,
                dtypeNumpy,
                List.of(rows, columns),
                "counts",
                0,
                List.of(),
                Optional.of("STREAM:"),
                objectName,
                Role.SIGNAL);
    }

    /// The same frames, in files that the detector's IOC writes itself.
    public DataKey linked() {
        return new DataKey(
                source,
                dtype,
                dtypeNumpy,
                shape,
                units,
                precision,
                choices,
                Optional.of(LINKED),
                objectName,
                role);
    }

    /// Whether the detector's IOC writes the frames itself.
    public boolean isLinked() {
        return external.filter(LINKED::equals).isPresent();
    }
}
