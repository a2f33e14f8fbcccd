package io.beamdesk.app;

import io.beamdesk.config.Beamline;
import io.beamdesk.config.Role;
import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.CameraView;
import io.beamdesk.device.epics.ChoiceSetting;
import io.beamdesk.device.epics.Shutter;
import io.beamdesk.plan.Counters;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Goniometer;
import io.beamdesk.plan.StepScan;
import java.util.List;
import java.util.Optional;

/// The devices of a beamline as plans ask for them.
record BeamlineDevices(Beamline beamline) implements Devices {
    @Override
    public Axis axis(String name) {
        return as(Axis.class, name, "an axis");
    }

    @Override
    public Detector detector(String name) {
        return as(Detector.class, name, "a detector");
    }

    @Override
    public Readable readable(String name) {
        return beamline.readable(name);
    }

    @Override
    public Axis energy() {
        return beamline.role(Role.ENERGY, Axis.class)
                .orElseThrow(() -> without(Role.ENERGY, "energy"));
    }

    @Override
    public Optional<Counters> counters() {
        Optional<String> i0 = beamline.column(Role.I0);
        Optional<String> it = beamline.column(Role.IT);
        return beamline.role(Role.SCALER, Detector.class)
                .filter(_ -> i0.isPresent() && it.isPresent())
                .map(scaler ->
                        new Counters(
                                scaler.name(),
                                i0.orElseThrow(),
                                it.orElseThrow(),
                                beamline.column(Role.I2)));
    }

    @Override
    public Movable<String> choice(String name) {
        return as(ChoiceSetting.class, name, "a device with choices");
    }

    @Override
    public Movable<String> gain(String counter) {
        Role role =
                switch (counter) {
                    case "i0" -> Role.I0_GAIN;
                    case "it" -> Role.IT_GAIN;
                    case "i2" -> Role.I2_GAIN;
                    default ->
                            throw new DeviceException(
                                    counter, counter + " has no gain; choose one of i0, it, i2");
                };
        return beamline.role(role, ChoiceSetting.class).orElseThrow(() -> without(role, counter));
    }

    private DeviceException without(Role role, String what) {
        return new DeviceException(
                what,
                "%s has no device for the role \"%s\"; name %s under roles in its beamline file"
                        .formatted(beamline.name(), role.key(), role.expected()));
    }

    @Override
    public Goniometer goniometer(String name) {
        return goniometer(name, as(AreaDetector.class, name, "a camera").pixelSize());
    }

    /// The same with another size of a pixel at the sample than the beamline file says.
    ///
    /// @param size in mm
    Goniometer goniometer(String name, double size) {
        AreaDetector camera = as(AreaDetector.class, name, "a camera");
        CameraView view =
                camera.settings().view().orElseThrow(() -> withoutTurning(camera.label(), name));
        CameraView.Turning turning =
                view.turning().orElseThrow(() -> withoutTurning(camera.label(), name));
        return new Goniometer(
                axis(turning.rotation()),
                turning.upright(),
                slide(turning.at0(), size),
                slide(turning.at90(), size),
                slide(turning.upright() ? view.across() : view.down(), size),
                slide(turning.upright() ? view.down() : view.across(), size));
    }

    private Goniometer.Slide slide(CameraView.Towards towards, double size) {
        Axis axis = axis(towards.axis());
        return new Goniometer.Slide(
                axis, CameraScale.perPixel(towards, size, axis.label(), axis.units()));
    }

    private static DeviceException withoutTurning(String label, String name) {
        return new DeviceException(
                name,
                label
                        + " does not know how the sample turns in front of it; give its view a"
                        + " \"turning\" in the beamline file");
    }

    @Override
    public Optional<Goniometer.Spot> beam(String name) {
        return as(AreaDetector.class, name, "a camera")
                .beam()
                .map(beam -> new Goniometer.Spot(beam.column(), beam.row()));
    }

    @Override
    public Optional<StepScan.Opening<?>> beamShutter() {
        return beamline.role(Role.FAST_SHUTTER, Shutter.class)
                .map(shutter ->
                        new StepScan.Opening<>(
                                shutter, Shutter.Position.OPEN, Shutter.Position.CLOSED));
    }

    /// The names of all devices with a capability, in the order of the beamline file.
    <T extends Device> List<String> names(Class<T> capability) {
        return beamline.devices().stream()
                .filter(capability::isInstance)
                .map(Device::name)
                .toList();
    }

    private <T extends Device> T as(Class<T> capability, String name, String article) {
        Device device = beamline.device(name);
        if (!capability.isInstance(device)) {
            throw new DeviceException(
                    name,
                    name
                            + " is not "
                            + article
                            + "; choose one of "
                            + String.join(", ", names(capability)));
        }
        return capability.cast(device);
    }
}
