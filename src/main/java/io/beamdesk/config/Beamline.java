package io.beamdesk.config;

import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Recovery;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Triggerable;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.ChoiceSetting;
import io.beamdesk.device.epics.Motor;
import io.beamdesk.device.epics.PvReading;
import io.beamdesk.device.epics.SampleChanger;
import io.beamdesk.device.epics.Scaler;
import io.beamdesk.device.epics.Setting;
import io.beamdesk.device.epics.Shutter;
import io.beamdesk.document.Compression;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.Pvs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The devices of one beamline, by name, group and role.
public final class Beamline implements AutoCloseable {
    /// Devices that are shown together.
    ///
    /// @param name of the group
    /// @param devices in the order of the file
    public record Group(String name, List<Device> devices) {}

    private final BeamlineFile file;
    private final Map<String, Device> devices = new LinkedHashMap<>();

    private Beamline(BeamlineFile file) {
        this.file = file;
    }

    /// Wires the devices of a file; nothing is subscribed before [#connect].
    ///
    /// @throws io.beamdesk.pv.PvException.BadName if no provider knows the scheme of a PV
    public static Beamline open(BeamlineFile file, Pvs pvs, Scheduler scheduler) {
        Beamline beamline = new Beamline(file);
        for (DeviceEntry entry : file.devices()) {
            beamline.devices.put(entry.name(), device(beamline, entry, pvs, scheduler));
        }
        return beamline;
    }

    private static Device device(
            Beamline beamline, DeviceEntry entry, Pvs pvs, Scheduler scheduler) {
        String name = entry.name();
        String label = entry.label();
        return switch (entry.spec()) {
            case DeviceSpec.Motor(var record, var settings) ->
                    new Motor(name, label, record, settings, pvs, scheduler);
            case DeviceSpec.Scaler(var record, var channels, var margin, var _) ->
                    new Scaler(
                            name, label, record, channels, margin, beamline::gain, pvs, scheduler);
            case DeviceSpec.Detector(var camera, var image, var settings, var _) ->
                    new AreaDetector(name, label, camera, image, settings, pvs, scheduler);
            case DeviceSpec.Shutter(var wires) -> new Shutter(name, label, wires, pvs, scheduler);
            case DeviceSpec.Signal(var columns) -> new PvReading(name, label, columns, pvs);
            case DeviceSpec.Setting(var setpoint, var readback, var tolerance, var limit) ->
                    Setting.open(name, label, setpoint, readback, tolerance, limit, pvs, scheduler);
            case DeviceSpec.Choice(var pv, var limit) ->
                    new ChoiceSetting(name, label, pv, limit, pvs, scheduler);
            case DeviceSpec.Changer(var prefix, var usual, var limit, var _) ->
                    new SampleChanger(name, label, prefix, usual, limit, pvs, scheduler);
        };
    }

    /// Subscribes to every signal; returns at once.
    public void connect() {
        devices.values().forEach(Device::connect);
    }

    /// The file it was made from.
    public BeamlineFile file() {
        return file;
    }

    /// Short name: `SIM-1`.
    public String name() {
        return file.name();
    }

    /// What it is, in words.
    public String title() {
        return file.title();
    }

    /// All devices in the order of the file.
    public List<Device> devices() {
        return List.copyOf(devices.values());
    }

    /// The groups in the order shown, without empty ones.
    public List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (String group : file.groups()) {
            List<Device> members =
                    file.devices().stream()
                            .filter(entry -> entry.group().equals(group))
                            .map(entry -> device(entry.name()))
                            .toList();
            if (!members.isEmpty()) {
                groups.add(new Group(group, members));
            }
        }
        return groups;
    }

    /// The device of this name.
    ///
    /// @throws DeviceException if there is none, with the name that was probably meant
    public Device device(String name) {
        Device device = devices.get(name);
        if (device == null) {
            throw new DeviceException(
                    name,
                    file.name()
                            + " has no device \""
                            + name
                            + "\"; "
                            + Nearest.hint(name, devices.keySet()));
        }
        return device;
    }

    private <T> T device(String name, Class<T> capability, String expected) {
        Device device = device(name);
        if (!capability.isInstance(device)) {
            throw new DeviceException(
                    name, name + " is not " + expected + "; " + choices(capability));
        }
        return capability.cast(device);
    }

    private String choices(Class<?> capability) {
        List<String> fitting =
                devices.values().stream().filter(capability::isInstance).map(Device::name).toList();
        return fitting.isEmpty()
                ? file.name() + " has no such device"
                : "choose one of " + String.join(", ", fitting);
    }

    /// The axis or setting of this name, moved by numbers.
    ///
    /// @throws DeviceException if there is none
    public Movable<Double> movable(String name) {
        return switch (device(name)) {
            case Motor motor -> motor;
            case Setting setting -> setting;
            default -> device(name, Motor.class, "an axis or a setting");
        };
    }

    /// The device of this name, which records something.
    ///
    /// @throws DeviceException if there is none
    public Readable readable(String name) {
        return device(name, Readable.class, "a device that can be read");
    }

    /// The device of this name, which measures when told to.
    ///
    /// @throws DeviceException if there is none
    public Triggerable triggerable(String name) {
        return device(name, Triggerable.class, "a counter or detector");
    }

    /// The shutter of this name.
    ///
    /// @throws DeviceException if there is none
    public Shutter shutter(String name) {
        return device(name, Shutter.class, "a shutter");
    }

    /// The choice of this name.
    ///
    /// @throws DeviceException if there is none
    public ChoiceSetting choice(String name) {
        return device(name, ChoiceSetting.class, "a choice");
    }

    /// The device that plays the role, if the file names one and it is of this class.
    public <T> Optional<T> role(Role role, Class<T> type) {
        return Optional.ofNullable(file.roles().get(role))
                .filter(_ -> !role.isColumn())
                .map(this::device)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /// The column that plays the role ([Role#I0], [Role#IT], [Role#I2]), if the file names one.
    public Optional<String> column(Role role) {
        return Optional.ofNullable(file.roles().get(role)).filter(_ -> role.isColumn());
    }

    /// Gain in V/A of the amplifier before a counter's column; empty if the file names none, or its
    /// label does not say one.
    private Optional<Reading> gain(String column) {
        return Stream.of(Role.I0, Role.IT, Role.I2)
                .filter(counter -> column(counter).equals(Optional.of(column)))
                .flatMap(counter -> role(counter.amplifier(), ChoiceSetting.class).stream())
                .flatMap(amplifier -> amplifier.gain().stream())
                .findFirst();
    }

    /// What is recorded before and after each run, in the order of the file.
    public List<Readable> baseline() {
        return file.baseline().stream().map(this::readable).toList();
    }

    /// Everything that has a safe state.
    public List<Securable> securables() {
        return devices.values().stream()
                .filter(Securable.class::isInstance)
                .map(Securable.class::cast)
                .toList();
    }

    /// What a run does when the device of this name fails; the exposure of a detector is part of it.
    public Recovery recovery(String device) {
        return file.devices().stream()
                .filter(entry -> isOf(entry.name(), device))
                .findFirst()
                .map(DeviceEntry::recovery)
                .orElse(Recovery.DEFAULT);
    }

    /// How products keep the frames of the device of this name.
    public Compression compression(String device) {
        return file.devices().stream()
                .filter(entry -> entry.name().equals(device))
                .map(DeviceEntry::spec)
                .filter(DeviceSpec.Detector.class::isInstance)
                .map(spec -> ((DeviceSpec.Detector) spec).compression())
                .findFirst()
                .orElse(Compression.NONE);
    }

    private boolean isOf(String entry, String device) {
        return entry.equals(device)
                || (device(entry) instanceof Triggerable detector
                        && detector.exposure().name().equals(device));
    }

    /// When runs shall wait.
    public List<SuspenderLimit> suspenders() {
        return file.suspenders();
    }

    @Override
    public void close() {
        devices.values().forEach(Device::close);
    }
}
