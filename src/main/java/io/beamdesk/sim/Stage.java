package io.beamdesk.sim;

/// Where the sample is. Without one nothing of it is near the beam: the bare pin ends below.
///
/// @param motors m1 to m4 carry it
/// @param robot mounts it
record Stage(Motors motors, Robot robot) {
    private static final int SAMPLE_X = 1;
    private static final int SAMPLE_Y = 2;
    private static final int ROTATION = 4;
    private static final double FAR = 1000;

    /// Horizontal position across the beam in mm.
    double x() {
        return robot.hasSample() ? motors.position(SAMPLE_X) : FAR;
    }

    /// Height in mm.
    double y() {
        return motors.position(SAMPLE_Y);
    }

    /// Angle about the vertical axis in degrees.
    double rotation() {
        return motors.position(ROTATION);
    }
}
