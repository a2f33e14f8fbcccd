package io.beamdesk.pv.pva;

import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.epics.pva.data.PVAByteArray;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAFloatArray;
import org.epics.pva.data.PVAIntArray;
import org.epics.pva.data.PVALongArray;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAShortArray;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.PVAStructureArray;
import org.epics.pva.data.PVAUnion;
import org.epics.pva.data.PVAny;

/// Frames as areaDetector's PVAccess plugin serves them (NTNDArray).
final class NdArrays {
    /// What numbers a frame has.
    private record Numbers(ElementType type, boolean unsigned) {}

    private static final Numbers BYTES = new Numbers(ElementType.INT8, true);
    private static final List<Numbers> SCALAR_TYPES =
            List.of(
                    BYTES,
                    new Numbers(ElementType.INT8, false),
                    new Numbers(ElementType.INT16, false),
                    new Numbers(ElementType.INT32, false),
                    new Numbers(ElementType.INT64, false),
                    BYTES,
                    new Numbers(ElementType.INT16, true),
                    new Numbers(ElementType.INT32, true),
                    new Numbers(ElementType.INT64, true),
                    new Numbers(ElementType.FLOAT32, false),
                    new Numbers(ElementType.FLOAT64, false));

    private NdArrays() {}

    /// The frame; of no elements before the first one was taken.
    static Value.NdArray value(PVAStructure structure) {
        PVAData pixels =
                Structures.field(structure, "value") instanceof PVAUnion union
                                && union.getSelector() >= 0
                        ? union.get()
                        : null;
        PVAStructure codec = Structures.part(structure, "codec");
        String name = Structures.text(codec, "name");
        Numbers numbers = codec == null || name.isEmpty() ? numbers(pixels) : packed(codec);
        return new Value.NdArray(
                elements(pixels),
                numbers.type,
                numbers.unsigned,
                dimensions(structure),
                name,
                (long) Structures.number(structure, "uniqueId", 0),
                Structures.time(structure, "dataTimeStamp"),
                attributes(structure));
    }

    /// The bits as they are: unsigned pixels stay in the type of their size.
    private static Value elements(@org.jspecify.annotations.Nullable PVAData pixels) {
        return switch (pixels) {
            case null -> new Value.Bytes(new byte[0]);
            case PVAShortArray v -> new Value.Shorts(v.get());
            case PVAIntArray v -> new Value.Ints(v.get());
            default -> Structures.value(pixels);
        };
    }

    private static Numbers numbers(@org.jspecify.annotations.Nullable PVAData pixels) {
        return switch (pixels) {
            case PVAByteArray v -> new Numbers(ElementType.INT8, v.isUnsigned());
            case PVAShortArray v -> new Numbers(ElementType.INT16, v.isUnsigned());
            case PVAIntArray v -> new Numbers(ElementType.INT32, v.isUnsigned());
            case PVALongArray v -> new Numbers(ElementType.INT64, v.isUnsigned());
            case PVAFloatArray _ -> new Numbers(ElementType.FLOAT32, false);
            case PVADoubleArray _ -> new Numbers(ElementType.FLOAT64, false);
            case null, default -> BYTES;
        };
    }

    /// The codec's parameters tell the type as a number of pvData's ScalarType.
    private static Numbers packed(PVAStructure codec) {
        int type =
                Structures.field(codec, "parameters") instanceof PVAny any
                                && any.get() instanceof PVANumber number
                        ? number.getNumber().intValue()
                        : -1;
        return type >= 0 && type < SCALAR_TYPES.size() ? SCALAR_TYPES.get(type) : BYTES;
    }

    private static List<Integer> dimensions(PVAStructure structure) {
        List<Integer> sizes = new ArrayList<>();
        if (Structures.field(structure, "dimension") instanceof PVAStructureArray dimensions) {
            for (PVAStructure dimension : dimensions.get()) {
                sizes.add((int) Structures.number(dimension, "size", 0));
            }
        }
        return sizes;
    }

    private static Map<String, Value> attributes(PVAStructure structure) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        if (Structures.field(structure, "attribute") instanceof PVAStructureArray all) {
            for (PVAStructure attribute : all.get()) {
                PVAData value =
                        Structures.field(attribute, "value") instanceof PVAny any
                                ? any.get()
                                : null;
                if (value != null) {
                    attributes.put(Structures.text(attribute, "name"), Structures.value(value));
                }
            }
        }
        return attributes;
    }
}
