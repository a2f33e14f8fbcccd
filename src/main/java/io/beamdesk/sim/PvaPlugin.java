package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.physics.Region;
import io.beamdesk.sim.pvas.PvaServer;
import io.beamdesk.sim.pvas.PvaVariable;
import io.beamdesk.sim.pvas.UnsignedShorts;
import java.time.Instant;
import org.epics.pva.data.PVABool;
import org.epics.pva.data.PVABoolArray;
import org.epics.pva.data.PVAByteArray;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAFloatArray;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVAIntArray;
import org.epics.pva.data.PVALong;
import org.epics.pva.data.PVALongArray;
import org.epics.pva.data.PVAShortArray;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.PVAStructureArray;
import org.epics.pva.data.PVAUnion;
import org.epics.pva.data.PVAny;

/// The PVAccess plugin of areaDetector: each frame as an NTNDArray, with its fields in the order in
/// which that plugin has them. Before the first frame the array is empty.
final class PvaPlugin implements FrameSink {
    // Places in the union of the NTNDArray.
    private static final int NOTHING = -1;
    private static final int UBYTE = 5;
    private static final int USHORT = 6;

    private final PvaVariable image;

    /// Serves an empty frame.
    PvaPlugin(PvaServer server, String name) {
        image = server.add(name, frame(NOTHING, new byte[0], new short[0], 0, 0, 0, Instant.EPOCH));
    }

    @Override
    public void take(Elements frame, Region region, int id, Instant time) {
        switch (frame) {
            case Elements.Bytes(byte[] v) ->
                    image.post(
                            frame(
                                    UBYTE,
                                    v,
                                    new short[0],
                                    region.width(),
                                    region.height(),
                                    id,
                                    time));
            case Elements.UnsignedShorts(short[] v) ->
                    image.post(
                            frame(
                                    USHORT,
                                    new byte[0],
                                    v,
                                    region.width(),
                                    region.height(),
                                    id,
                                    time));
            case Elements.Doubles _,
                    Elements.Floats _,
                    Elements.Ints _,
                    Elements.Shorts _,
                    Elements.Texts _ ->
                    throw new IllegalArgumentException("a frame has unsigned pixels");
        }
    }

    private static PVAStructure frame(
            int place, byte[] bytes, short[] shorts, int width, int height, int id, Instant time) {
        long size = bytes.length + 2L * shorts.length;
        PVAStructure[] dimensions =
                place == NOTHING
                        ? new PVAStructure[0]
                        : new PVAStructure[] {dimension("", width), dimension("", height)};
        return new PVAStructure(
                "",
                "epics:nt/NTNDArray:1.0",
                new PVAUnion(
                        "value",
                        "",
                        place,
                        new PVABoolArray("booleanValue"),
                        new PVAByteArray("byteValue", false),
                        new PVAShortArray("shortValue", false),
                        new PVAIntArray("intValue", false),
                        new PVALongArray("longValue", false),
                        new PVAByteArray("ubyteValue", true, bytes),
                        new UnsignedShorts("ushortValue", shorts),
                        new PVAIntArray("uintValue", true),
                        new PVALongArray("ulongValue", true),
                        new PVAFloatArray("floatValue"),
                        new PVADoubleArray("doubleValue")),
                new PVAStructure(
                        "codec", "codec_t", new PVAString("name", ""), new PVAny("parameters")),
                new PVALong("compressedSize", false, size),
                new PVALong("uncompressedSize", false, size),
                new PVAStructureArray("dimension", dimension("dimension", 0), dimensions),
                new PVAInt("uniqueId", id),
                time("dataTimeStamp", time),
                new PVAStructureArray(
                        "attribute", attribute("attribute", "", 0), attribute("", "ColorMode", 0)),
                new PVAString("descriptor", ""),
                new PVAStructure(
                        "alarm",
                        "alarm_t",
                        new PVAInt("severity", 0),
                        new PVAInt("status", 0),
                        new PVAString("message", "")),
                time("timeStamp", time),
                new PVAStructure("display", "display_t", limits()));
    }

    private static PVAStructure dimension(String name, int size) {
        return new PVAStructure(
                name,
                "dimension_t",
                new PVAInt("size", size),
                new PVAInt("offset", 0),
                new PVAInt("fullSize", size),
                new PVAInt("binning", 1),
                new PVABool("reverse", false));
    }

    private static PVAStructure attribute(String field, String name, int value) {
        return new PVAStructure(
                field,
                "epics:nt/NTAttribute:1.0",
                new PVAString("name", name),
                new PVAny("value", new PVAInt("", value)),
                new PVAStringArray("tags"),
                new PVAString("descriptor", "Color mode"),
                new PVAStructure(
                        "alarm",
                        "alarm_t",
                        new PVAInt("severity", 0),
                        new PVAInt("status", 0),
                        new PVAString("message", "")),
                time("timestamp", Instant.EPOCH),
                new PVAInt("sourceType", 0),
                new PVAString("source", "Driver"));
    }

    private static PVAStructure time(String name, Instant time) {
        return new PVAStructure(
                name,
                "time_t",
                new PVALong("secondsPastEpoch", false, time.getEpochSecond()),
                new PVAInt("nanoseconds", time.getNano()),
                new PVAInt("userTag", 0));
    }

    private static PVAData[] limits() {
        return new PVAData[] {
            new org.epics.pva.data.PVADouble("limitLow", 0),
            new org.epics.pva.data.PVADouble("limitHigh", 0),
            new PVAString("description", ""),
            new PVAString("format", ""),
            new PVAString("units", "")
        };
    }
}
