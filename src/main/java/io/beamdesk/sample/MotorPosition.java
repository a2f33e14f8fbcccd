package io.beamdesk.sample;

/// Where the stage stands, in millimetres of its motors.
///
/// @param x of the first motor, usually across the beam
/// @param y of the second motor, usually up
/// @param z of the third motor, usually along the beam
public record MotorPosition(double x, double y, double z) {
    MotorPosition plus(MotorPosition other) {
        return new MotorPosition(x + other.x, y + other.y, z + other.z);
    }

    MotorPosition minus(MotorPosition other) {
        return plus(other.times(-1));
    }

    MotorPosition times(double factor) {
        return new MotorPosition(x * factor, y * factor, z * factor);
    }

    double dot(MotorPosition other) {
        return x * other.x + y * other.y + z * other.z;
    }

    MotorPosition cross(MotorPosition other) {
        return new MotorPosition(
                y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /// Millimetres to another one.
    public double distance(MotorPosition other) {
        return minus(other).length();
    }

    /// Length of the vector from zero.
    double length() {
        return Math.sqrt(dot(this));
    }

    /// Whether no part of it is infinite or not a number.
    boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }
}
