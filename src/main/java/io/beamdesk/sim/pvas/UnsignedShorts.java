package io.beamdesk.sim.pvas;

import java.nio.ByteBuffer;
import org.epics.pva.data.PVAShortArray;
import org.epics.pva.data.PVASize;

/// Unsigned 16-bit numbers that go into a message in one piece. core-pva puts in each by itself, and for a
/// frame that was most of what a server did.
public final class UnsignedShorts extends PVAShortArray {
    /// @param values by their bits
    public UnsignedShorts(String name, short... values) {
        super(name, true, values);
    }

    @Override
    public void encode(ByteBuffer buffer) {
        short[] values = get();
        PVASize.encodeSize(values.length, buffer);
        buffer.asShortBuffer().put(values);
        buffer.position(buffer.position() + values.length * Short.BYTES);
    }
}
