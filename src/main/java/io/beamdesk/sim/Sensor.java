package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.physics.Region;
import java.util.function.Supplier;

/// What turns light into a frame, behind the records of a camera.
interface Sensor {
    /// How pixels are counted: places among the choices of DataType.
    enum Depth {
        /// 8 bits without a sign.
        UINT8(1, 1),
        /// 16 bits without a sign.
        UINT16(3, 2);

        final int choice;
        final int bytes;

        Depth(int choice, int bytes) {
            this.choice = choice;
            this.bytes = bytes;
        }
    }

    /// Model_RBV.
    String model();

    /// Columns and rows of the whole sensor.
    int size();

    /// Columns and rows that are read out at the start.
    int startSize();

    Depth depth();

    /// Takes the state of the world in the middle of an exposure; what it returns makes the pixels
    /// without it.
    ///
    /// @param frame number of the frame since the start
    Supplier<Elements> expose(Region region, double seconds, long frame);
}
