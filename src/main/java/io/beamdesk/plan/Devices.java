package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import java.util.Optional;

/// The devices that a plan can be made of, by the names of the beamline file.
public interface Devices {
    /// The axis of this name.
    ///
    /// @throws DeviceException if there is none; says which there are
    Axis axis(String name);

    /// The detector of this name.
    ///
    /// @throws DeviceException if there is none; says which there are
    Detector detector(String name);

    /// The device of this name, to be read.
    ///
    /// @throws DeviceException if there is none; says which there are
    Readable readable(String name);

    /// The axis of the photon energy, in eV.
    ///
    /// @throws DeviceException if the beamline names none
    Axis energy();

    /// The counters that absorption is measured with, if the beamline names them.
    Optional<Counters> counters();

    /// The device of this name that is set to one of its choices.
    ///
    /// @throws DeviceException if there is none; says which there are
    Movable<String> choice(String name);

    /// The gain of the amplifier of a counter: `i0`, `it` or `i2`.
    ///
    /// @throws DeviceException if the beamline names none
    Movable<String> gain(String counter);

    /// The axes that the sample is turned and centred with in front of this camera.
    ///
    /// @throws DeviceException if the beamline file does not say how it turns
    Goniometer goniometer(String camera);

    /// Where the beam meets the frames of this camera, if the beamline file says so.
    Optional<Goniometer.Spot> beam(String camera);

    /// The shutter that lets the beam onto the sample, if the beamline has one.
    Optional<StepScan.Opening<?>> beamShutter();
}
