package io.beamdesk.sim;

import io.beamdesk.sim.physics.Specimen;

/// Where the sample is. Without one nothing of it is near the beam: the bare pin ends below.
///
/// @param motors m1 to m4 carry it, m17 and m18 move it on the rotation
/// @param robot mounts it
record Stage(Motors motors, Robot robot) {
    private static final int SAMPLE_X = 1;
    private static final int SAMPLE_Y = 2;
    private static final int ROTATION = 4;
    private static final int CENTRING_X = 17;
    private static final int CENTRING_Z = 18;
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

    /// What stands there, where the axes on the rotation have it.
    Specimen specimen() {
        return robot.specimen().moved(motors.position(CENTRING_X), motors.position(CENTRING_Z));
    }
}
