package io.beamdesk.device;

/// A device with one coordinate: a motor, an energy, a temperature. It records its readback and its
/// setpoint.
public interface Axis extends Movable<Double>, Readable {}
