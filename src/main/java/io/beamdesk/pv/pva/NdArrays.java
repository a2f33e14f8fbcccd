package io.beamdesk.pv.pva;

import io.beamdesk.pv.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.epics.pva.data.PVAByteArray;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVAIntArray;
import org.epics.pva.data.PVALongArray;
import org.epics.pva.data.PVAShortArray;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.PVAStructureArray;
import org.epics.pva.data.PVAUnion;
import org.epics.pva.data.PVAny;

/// Frames as areaDetector's PVAccess plugin serves them (NTNDArray).
final class NdArrays {
    private NdArrays() {}

    /// The frame; of no elements before the first one was taken.
    static Value.NdArray value(PVAStructure structure) {
        PVAData pixels =
                Structures.field(structure, "value") instanceof PVAUnion union
                                && union.getSelector() >= 0
                        ? union.get()
                        : null;
        PVAStructure codec = Structures.part(structure, "codec");
        return new Value.NdArray(
                elements(pixels),
                isUnsigned(pixels),
                dimensions(structure),
                Structures.text(codec, "name"),
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

    private static boolean isUnsigned(@org.jspecify.annotations.Nullable PVAData pixels) {
        return switch (pixels) {
            case PVAByteArray v -> v.isUnsigned();
            case PVAShortArray v -> v.isUnsigned();
            case PVAIntArray v -> v.isUnsigned();
            case PVALongArray v -> v.isUnsigned();
            case null, default -> false;
        };
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
