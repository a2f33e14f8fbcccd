package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import java.time.Instant;
import java.util.List;

/// A waveform of unsigned pixels. Those of 16 bits are told to clients as 32-bit integers, because
/// Channel Access has no unsigned 16-bit type; FTVL says what they are.
public final class ImageRecord extends EpicsRecord {
    private static final List<String> ELEMENTS =
            List.of(
                    "STRING", "CHAR", "UCHAR", "SHORT", "USHORT", "LONG", "ULONG", "INT64",
                    "UINT64", "FLOAT", "DOUBLE", "ENUM");

    private final Field value;
    private final Field present;

    /// Makes it empty.
    ///
    /// @param wide 16 bits a pixel, else 8
    /// @param capacity most pixels
    public ImageRecord(World world, String name, boolean wide, int capacity) {
        super(world, name, "waveform", "Frame");
        Elements none =
                wide ? new Elements.UnsignedShorts(new short[0]) : new Elements.Bytes(new byte[0]);
        value = add("VAL", wide ? NativeType.LONG : NativeType.CHAR, capacity, none);
        whole("NELM", capacity);
        present = whole("NORD", 0);
        choice("FTVL", ELEMENTS, ELEMENTS.indexOf(wide ? "USHORT" : "UCHAR"));
    }

    /// Posts a frame with its own time stamp.
    public void set(Elements frame, Instant time) {
        stamp(time);
        present.post(frame.count());
        value.post(frame);
    }
}
