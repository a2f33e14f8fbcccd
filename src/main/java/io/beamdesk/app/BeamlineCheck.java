package io.beamdesk.app;

import io.beamdesk.config.Beamline;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.config.BeamlineFileException;
import io.beamdesk.config.DeviceEntry;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.device.Device;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether a beamline file is right, and whether everything that it names answers; writes nothing.
///
/// @param name of the beamline, empty if the file could not be read
/// @param problems of the file, one sentence each
/// @param devices in the order of the file
/// @param hint what most likely keeps all of it from answering, if nothing does
public record BeamlineCheck(
        String name, List<String> problems, List<Answer> devices, Optional<String> hint) {
    /// What a device answers.
    ///
    /// @param device its name
    /// @param label its name for people
    /// @param total number of its PVs
    /// @param silent those that do not answer, each with why
    /// @param remarks what else is wrong with it
    public record Answer(
            String device, String label, int total, List<String> silent, List<String> remarks) {
        /// Copies the lists.
        public Answer {
            silent = List.copyOf(silent);
            remarks = List.copyOf(remarks);
        }

        /// Whether all of it answers as it should.
        public boolean good() {
            return silent.isEmpty() && remarks.isEmpty();
        }
    }

    /// Copies the lists.
    public BeamlineCheck {
        problems = List.copyOf(problems);
        devices = List.copyOf(devices);
    }

    /// Whether nothing is wrong.
    public boolean good() {
        return problems.isEmpty() && devices.stream().allMatch(Answer::good);
    }

    /// How much of it answers, in one sentence.
    public String summary() {
        if (!problems.isEmpty()) {
            return "The file cannot be used: correct it and choose it again";
        }
        int all = devices.stream().mapToInt(Answer::total).sum();
        int silent = devices.stream().mapToInt(device -> device.silent().size()).sum();
        return "%s: %d devices, %d of %d PVs answer"
                .formatted(name, devices.size(), all - silent, all);
    }

    /// What is wrong, line by line; empty if nothing is.
    public List<String> lines() {
        List<String> lines = new ArrayList<>(problems);
        hint.ifPresent(lines::add);
        for (Answer device : devices) {
            device.silent().forEach(why -> lines.add(device.label() + ": " + why));
            device.remarks().forEach(why -> lines.add(device.label() + ": " + why));
        }
        return lines;
    }

    /// Reads a file and asks everything that it names, on the network that the variables `EPICS_*` describe.
    ///
    /// @param limit how long it may take to answer
    public static BeamlineCheck of(Path file, Duration limit) throws InterruptedException {
        BeamlineFile read;
        try {
            read = BeamlineFile.read(file);
        } catch (BeamlineFileException wrong) {
            return wrong(wrong.problems().stream().map(String::valueOf).toList());
        } catch (IOException unreadable) {
            return wrong(List.of(Sentence.of(unreadable)));
        }
        try (Pvs pvs = PvSource.NETWORK.open(limit)) {
            return of(read, pvs, limit);
        }
    }

    private static BeamlineCheck wrong(List<String> problems) {
        return new BeamlineCheck("", problems, List.of(), Optional.empty());
    }

    /// Asks everything that a file names.
    ///
    /// @param limit how long it may take to answer
    public static BeamlineCheck of(BeamlineFile file, Pvs pvs, Duration limit)
            throws InterruptedException {
        try (Scheduler scheduler = Scheduler.system();
                Beamline beamline = Beamline.open(file, pvs, scheduler)) {
            beamline.connect();
            List<PvName> types = new ArrayList<>();
            file.devices().forEach(entry -> record(entry).ifPresent(r -> types.add(type(r))));
            Map<PvName, String> found = PvTexts.read(pvs, types, limit);
            Connections.await(beamline.devices(), limit);
            List<Answer> answers = new ArrayList<>();
            for (DeviceEntry entry : file.devices()) {
                answers.add(answer(beamline.device(entry.name()), entry, found));
            }
            boolean nothing =
                    answers.stream().allMatch(a -> a.total() > 0 && a.silent().size() == a.total());
            return new BeamlineCheck(
                    file.name(),
                    List.of(),
                    answers,
                    nothing && !answers.isEmpty()
                            ? Optional.of(nothingAnswers())
                            : Optional.empty());
        } catch (PvException.BadName bad) {
            return wrong(List.of(String.valueOf(bad.getMessage())));
        }
    }

    private static Answer answer(Device device, DeviceEntry entry, Map<PvName, String> types) {
        List<String> silent =
                device.signals().stream()
                        .filter(signal -> signal.state().live().isEmpty())
                        .map(BeamlineCheck::why)
                        .distinct()
                        .toList();
        List<String> remarks = new ArrayList<>();
        record(entry)
                .ifPresent(record -> {
                    String is = types.getOrDefault(type(record), "");
                    String wanted = kind(entry.spec());
                    if (!is.isEmpty() && !is.equals(wanted)) {
                        remarks.add(
                                record
                                        + " is a record of type "
                                        + is
                                        + ", not "
                                        + wanted
                                        + "; correct its name in the beamline file");
                    }
                });
        return new Answer(device.name(), device.label(), device.signals().size(), silent, remarks);
    }

    private static String why(Signal signal) {
        return signal.pv()
                + (signal.state().connected()
                        ? " is there and gives no value: look at its record"
                        : " is not found: no server that is searched has this name");
    }

    /// The record whose type can be told from outside.
    private static Optional<PvName> record(DeviceEntry entry) {
        return switch (entry.spec()) {
            case DeviceSpec.Motor motor -> Optional.of(motor.record());
            case DeviceSpec.Scaler scaler -> Optional.of(scaler.record());
            case DeviceSpec.Detector _,
                    DeviceSpec.Shutter _,
                    DeviceSpec.Signal _,
                    DeviceSpec.Setting _,
                    DeviceSpec.Changer _,
                    DeviceSpec.Choice _ ->
                    Optional.empty();
        };
    }

    private static String kind(DeviceSpec spec) {
        return spec instanceof DeviceSpec.Motor ? "motor" : "scaler";
    }

    private static PvName type(PvName record) {
        return new PvName(record.scheme(), record.name() + ".RTYP");
    }

    private static String nothingAnswers() {
        boolean told =
                System.getenv("EPICS_CA_ADDR_LIST") != null
                        || System.getenv("EPICS_CA_AUTO_ADDR_LIST") != null
                        || System.getenv("EPICS_CA_NAME_SERVERS") != null;
        return told
                ? "Nothing answers at all: check that the IOCs run, and EPICS_CA_ADDR_LIST, which is \""
                        + System.getenv().getOrDefault("EPICS_CA_ADDR_LIST", "")
                        + "\""
                : "Nothing answers at all, and only this computer is searched: set EPICS_CA_ADDR_LIST to"
                        + " where the IOCs are";
    }
}
