package io.beamdesk.sim.record;

import java.util.Arrays;
import java.util.List;

/// What can be made to go wrong with a motor.
public enum MotorFault {
    /// Nothing.
    NONE("None"),
    /// The motion never ends: DMOV stays 0 and the readback stands still.
    STALL("Stall"),
    /// Writes of a position are refused.
    REFUSE("Refuse"),
    /// The motion ends beside the target, with MISS = 1.
    MISS("Miss");

    private final String label;

    MotorFault(String label) {
        this.label = label;
    }

    /// The fault of that place among the labels.
    public static MotorFault of(int choice) {
        return values()[choice];
    }

    /// The labels in the order of the constants.
    public static List<String> labels() {
        return Arrays.stream(values()).map(fault -> fault.label).toList();
    }
}
