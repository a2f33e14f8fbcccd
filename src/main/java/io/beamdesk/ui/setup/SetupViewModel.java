package io.beamdesk.ui.setup;

import io.beamdesk.app.Experiment;
import io.beamdesk.device.Device;
import io.beamdesk.device.Signal;
import io.beamdesk.pv.Subscription;
import io.beamdesk.ui.fx.Pulse;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the Setup pane shows and changes.
public final class SetupViewModel implements AutoCloseable {
    /// The beamline as it was opened.
    ///
    /// @param name short name
    /// @param title in words
    /// @param file the file, or what stands for it
    public record BeamlineCard(String name, String title, String file) {}

    /// Whether products can be written.
    ///
    /// @param path the folder
    /// @param writable whether it can be written to
    /// @param freeBytes free space, negative if unknown
    public record Folder(Path path, boolean writable, long freeBytes) {}

    private final SetupDesk desk;
    private final BeamlineCard beamline;
    private final List<Device> devices;
    private final InstantSource clock;
    private final Instant opened;
    private final Executor worker;
    private final Executor fxThread;
    private final List<Subscription> watches = new ArrayList<>();
    private final StringProperty title = new SimpleStringProperty(this, "title");
    private final StringProperty proposal = new SimpleStringProperty(this, "proposal");
    private final StringProperty users = new SimpleStringProperty(this, "users");
    private final ReadOnlyObjectWrapper<Folder> folder;
    private final ReadOnlyObjectWrapper<List<Connection>> connections =
            new ReadOnlyObjectWrapper<>(this, "connections", List.of());
    private final ReadOnlyObjectWrapper<String> message =
            new ReadOnlyObjectWrapper<>(this, "message", "");

    /// @param desk what is set up
    /// @param beamline what was opened
    /// @param devices whose connections are checked
    /// @param pulse carries changes to the JavaFX thread
    /// @param clock says since when
    /// @param worker looks at the disk, off the JavaFX thread
    /// @param fxThread runs a task on the JavaFX thread
    public SetupViewModel(
            SetupDesk desk,
            BeamlineCard beamline,
            List<Device> devices,
            Pulse pulse,
            InstantSource clock,
            Executor worker,
            Executor fxThread) {
        this.desk = desk;
        this.beamline = beamline;
        this.devices = List.copyOf(devices);
        this.clock = clock;
        this.worker = worker;
        this.fxThread = fxThread;
        opened = clock.instant();
        Experiment now = desk.experiment();
        title.set(now.title());
        proposal.set(now.proposal());
        users.set(now.users());
        folder =
                new ReadOnlyObjectWrapper<>(
                        this, "folder", new Folder(desk.dataFolder(), true, -1));
        Pulse.Slot<Boolean> changed = pulse.slot(_ -> refreshConnections());
        for (Device device : devices) {
            for (Signal signal : device.signals()) {
                AtomicReference<Boolean> last = new AtomicReference<>(false);
                // Values come many times a second; only a connection made or lost changes the list.
                watches.add(
                        signal.watch(state -> {
                            if (last.getAndSet(state.connected()) != state.connected()) {
                                changed.offer(true);
                            }
                        }));
            }
        }
        refreshConnections();
        refreshFolder();
    }

    /// Title of the experiment.
    public StringProperty titleProperty() {
        return title;
    }

    /// Number of the proposal.
    public StringProperty proposalProperty() {
        return proposal;
    }

    /// Names of the users.
    public StringProperty usersProperty() {
        return users;
    }

    /// Hands what was typed to the desk, for the products to come.
    public void keepExperiment() {
        Experiment typed =
                new Experiment(title.get().strip(), proposal.get().strip(), users.get().strip());
        if (!typed.equals(desk.experiment())) {
            attempt(() -> desk.setExperiment(typed));
        }
    }

    /// The beamline.
    public BeamlineCard beamline() {
        return beamline;
    }

    /// Where products go, and whether they can.
    public ReadOnlyObjectProperty<Folder> folderProperty() {
        return folder.getReadOnlyProperty();
    }

    /// Sends later products to another folder.
    public void chooseFolder(Path chosen) {
        attempt(() -> desk.setDataFolder(chosen));
        refreshFolder();
    }

    private void attempt(Runnable change) {
        try {
            change.run();
            message.set("");
        } catch (RuntimeException refused) {
            message.set(refused.getMessage() == null ? refused.toString() : refused.getMessage());
        }
    }

    /// Why the last change was refused, empty if it was not.
    public ReadOnlyObjectProperty<String> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Looks at the disk again.
    public void refreshFolder() {
        Path path = desk.dataFolder();
        worker.execute(() -> {
            Folder now = look(path);
            fxThread.execute(() -> folder.set(now));
        });
    }

    private static Folder look(Path path) {
        try {
            FileStore store = Files.getFileStore(path);
            return new Folder(
                    path,
                    Files.isDirectory(path) && Files.isWritable(path),
                    store.getUsableSpace());
        } catch (IOException _) {
            return new Folder(path, false, -1);
        }
    }

    private void refreshConnections() {
        connections.set(devices.stream().map(this::connection).toList());
    }

    private Connection connection(Device device) {
        List<Connection.Silent> silent =
                device.signals().stream()
                        .filter(s -> !s.state().connected())
                        .map(s ->
                                new Connection.Silent(
                                        s.pv().toString(),
                                        s.state().since().equals(Instant.EPOCH)
                                                ? opened
                                                : s.state().since()))
                        .distinct()
                        .toList();
        Instant since =
                device.signals().stream()
                        .filter(s -> s.state().connected())
                        .map(s -> s.state().since())
                        .max(Comparator.naturalOrder())
                        .orElse(opened);
        return new Connection(
                device.name(), device.label(), since, device.signals().size(), silent);
    }

    /// Every device, in the order of the beamline file.
    public ReadOnlyObjectProperty<List<Connection>> connectionsProperty() {
        return connections.getReadOnlyProperty();
    }

    /// Number of devices that do not answer in full.
    public int missing() {
        return (int) connections.get().stream().filter(c -> !c.connected()).count();
    }

    /// The list as a text to send to somebody.
    public String connectionText() {
        StringBuilder text = new StringBuilder(beamline.name() + ", " + clock.instant() + "\n");
        for (Connection c : connections.get()) {
            text.append(c.device())
                    .append(": ")
                    .append(c.total() - c.silent().size())
                    .append(" of ")
                    .append(c.total())
                    .append(" PVs connected\n");
            c.silent()
                    .forEach(s ->
                            text.append("  ")
                                    .append(s.pv())
                                    .append(" not connected since ")
                                    .append(s.since())
                                    .append('\n'));
        }
        return text.toString();
    }

    @Override
    public void close() {
        watches.forEach(Subscription::close);
    }
}
