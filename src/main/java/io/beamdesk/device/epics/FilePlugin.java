package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.document.Frame;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The HDF5 plugin of an areaDetector camera (`NDFileHDF5`): between [#stage] and [#unstage] it writes
/// every frame of the camera into one file of its own.
///
/// The number of a frame in the file is NumCaptured_RBV. The path is written first, for the plugin
/// looks then whether it exists; capturing is begun without completion, which would come with its end.
final class FilePlugin {
    private static final Value ON = new Value.Whole(1);
    private static final Value OFF = new Value.Whole(0);
    // Path, which ends with a slash, and name; the plugin's number is not used.
    private static final String TEMPLATE = "%s%s.h5";
    private static final DateTimeFormatter NAME_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    private final String device;
    private final FileSettings settings;
    private final Duration limit;
    private final Scheduler scheduler;
    private final Signal path;
    private final Signal pathExists;
    private final Signal name;
    private final Signal template;
    private final Signal mode;
    private final Signal wanted;
    private final Signal lazyOpen;
    private final Signal callbacks;
    private final Signal capture;
    private final Signal capturing;
    private final Signal captured;
    private final Signal uniqueId;
    private final Signal writeStatus;
    private final Signal writeMessage;
    private final Signal fullName;
    private final Staging staging;
    private volatile boolean begun;

    /// Whether the plugin had failed before anything was asked of it; it forgets that when it opens the file.
    private volatile boolean failedBefore;

    private volatile Path file = Path.of("");

    /// A frame in the file.
    ///
    /// @param id its number by the driver
    /// @param taken when the plugin had it
    /// @param place where it is
    record Written(long id, Instant taken, Frame.Elsewhere place) {}

    /// @param limit how long the plugin may lag behind the camera
    FilePlugin(
            String device,
            FileSettings settings,
            Wiring wiring,
            Duration limit,
            Scheduler scheduler) {
        this.device = device;
        this.settings = settings;
        this.limit = limit;
        this.scheduler = scheduler;
        path = wiring.open(settings.plugin(), "FilePath");
        pathExists = wiring.open(settings.plugin(), "FilePathExists_RBV");
        name = wiring.open(settings.plugin(), "FileName");
        template = wiring.open(settings.plugin(), "FileTemplate");
        mode = wiring.open(settings.plugin(), "FileWriteMode");
        wanted = wiring.open(settings.plugin(), "NumCapture");
        lazyOpen = wiring.open(settings.plugin(), "LazyOpen");
        callbacks = wiring.open(settings.plugin(), "EnableCallbacks");
        capture = wiring.open(settings.plugin(), "Capture");
        capturing = wiring.open(settings.plugin(), "Capture_RBV");
        captured = wiring.open(settings.plugin(), "NumCaptured_RBV");
        uniqueId = wiring.open(settings.plugin(), "UniqueId_RBV");
        writeStatus = wiring.open(settings.plugin(), "WriteStatus");
        writeMessage = wiring.open(settings.plugin(), "WriteMessage");
        fullName = wiring.open(settings.plugin(), "FullFileName_RBV");
        staging = new Staging(device);
    }

    /// Where the frames come from, as documents say it.
    String source() {
        return captured.source();
    }

    /// Begins a file with a name of its own.
    ///
    /// @throws DeviceException if the folder is missing on either side, somebody else captures, or the
    ///     plugin does not begin
    void stage() throws InterruptedException {
        if (!Files.isDirectory(settings.folder())) {
            throw failed(
                    "the folder "
                            + settings.folder()
                            + " of its files does not exist here; mount its disk, or correct"
                            + " \"files\" in the beamline file");
        }
        if (number(capturing) != 0) {
            throw failed(
                    capturing.pv()
                            + " says that a file is being written already; wait for its end, or set "
                            + capture.pv()
                            + " to Done");
        }
        String own = newName();
        staging.keep(path);
        staging.write(path, text(settings.iocFolder()));
        if (number(pathExists) == 0) {
            throw failed(
                    pathExists.pv()
                            + " says that the folder "
                            + settings.iocFolder()
                            + " does not exist for the IOC; create it there, or correct"
                            + " \"ioc_folder\" in the beamline file");
        }
        staging.keep(name);
        staging.write(name, text(own));
        staging.keep(template);
        staging.write(template, text(TEMPLATE));
        staging.change(mode, new Value.Text("Stream"));
        // Until it is told to end.
        staging.change(wanted, OFF);
        staging.change(lazyOpen, settings.lazyOpen() ? ON : OFF);
        staging.change(callbacks, ON);
        file = settings.folder().resolve(own + ".h5");
        failedBefore = number(writeStatus) != 0;
        begun = true;
        var _ = capture.send(ON);
        await(
                settle(() -> capturing.state().number().filter(now -> now != 0).isPresent(), false),
                () ->
                        capturing.pv()
                                + " does not say that it captures; "
                                + said()
                                + "; look at the plugin");
    }

    private String newName() {
        String time = NAME_TIME.format(Instant.now().atZone(ZoneId.systemDefault()));
        return device + "_" + time + "_" + UUID.randomUUID().toString().substring(0, 8);
    }

    /// Ends the file, which is closed when the plugin says that it does not capture any more.
    ///
    /// @throws DeviceException if it does not end, or says that it could not write
    void unstage() throws InterruptedException {
        DeviceException problem = null;
        if (begun) {
            begun = false;
            try {
                end();
            } catch (DeviceException e) {
                problem = e;
            }
        }
        try {
            staging.restore();
        } catch (DeviceException e) {
            if (problem == null) {
                problem = e;
            } else {
                problem.addSuppressed(e);
            }
        }
        if (problem != null) {
            throw problem;
        }
    }

    private void end() throws InterruptedException {
        if (!capturing.state().connected()) {
            throw capturing.disconnected(capturing.state());
        }
        var _ = capture.send(OFF);
        await(
                settle(() -> capturing.state().number().filter(now -> now == 0).isPresent(), false),
                () ->
                        capturing.pv()
                                + " still says that it captures: "
                                + file
                                + " may not be closed; "
                                + said()
                                + "; set "
                                + capture.pv()
                                + " to Done");
        boolean none = number(captured) == 0;
        if (number(writeStatus) != 0 && !(failedBefore && none)) {
            throw unwritten();
        }
    }

    /// Frames that are in the file now.
    CompletableFuture<Long> count() {
        return Fresh.ask(List.of(captured)).thenApply(s -> whole(s.getFirst()));
    }

    /// Completes with the last frame when there are more than that in the file; fails with a
    /// [DeviceException] if none comes within the limit, or the plugin cannot write.
    CompletableFuture<Written> after(long before) {
        return Deadline.on(
                        settle(
                                () ->
                                        captured.state()
                                                .number()
                                                .filter(now -> now.longValue() > before)
                                                .isPresent(),
                                true),
                        limit,
                        scheduler,
                        () ->
                                new DeviceException.TimedOut(
                                        device,
                                        device
                                                + ": no new frame in "
                                                + file
                                                + " "
                                                + limit.toMillis() / 1000.0
                                                + " s after the exposure ended, "
                                                + captured.pv()
                                                + " stays at "
                                                + before
                                                + "; "
                                                + said()
                                                + "; check ArrayCallbacks of the camera and"
                                                + " DroppedArrays of the plugin"))
                .thenCompose(_ -> Fresh.ask(List.of(captured, uniqueId, fullName)))
                .thenApply(asked -> written(asked.get(0), asked.get(1), asked.get(2)));
    }

    private Written written(Sample count, Sample id, Sample full) {
        failedBefore = false;
        String there = text(full.value());
        if (!there.endsWith(String.valueOf(file.getFileName()))) {
            throw failed(
                    fullName.pv()
                            + " is "
                            + there
                            + " where "
                            + file.getFileName()
                            + " was asked for; somebody else uses the plugin");
        }
        return new Written(whole(id), id.timestamp(), place(whole(count) - 1));
    }

    /// Where a frame of the file is.
    Frame.Elsewhere place(long index) {
        return new Frame.Elsewhere(file, settings.dataset(), Math.toIntExact(index));
    }

    /// Done when that is so; fails when the plugin is lost, and where frames are waited for also when it
    /// cannot write or has stopped.
    private CompletableFuture<Void> settle(BooleanSupplier met, boolean writing) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        List<Subscription> watches = new ArrayList<>();
        for (Signal signal : List.of(captured, capturing, writeStatus)) {
            watches.add(
                    signal.watch(now -> {
                        if (!now.connected()) {
                            settled.completeExceptionally(signal.disconnected(now));
                        } else if (writing && hasFailed()) {
                            settled.completeExceptionally(unwritten());
                        } else if (met.getAsBoolean()) {
                            settled.complete(null);
                        }
                    }));
        }
        var _ = settled.whenComplete((_, _) -> watches.forEach(Subscription::close));
        if (settled.isDone()) {
            watches.forEach(Subscription::close);
        }
        return settled;
    }

    private boolean hasFailed() {
        return (!failedBefore && writeStatus.state().number().filter(s -> s != 0).isPresent())
                || capturing.state().number().filter(now -> now == 0).isPresent();
    }

    private DeviceException unwritten() {
        return failed(
                file
                        + " is not written any more, "
                        + said()
                        + "; make room on its disk, or look at the plugin");
    }

    /// What the plugin says of itself.
    private String said() {
        String message = writeMessage.state().live().map(s -> text(s.value())).orElse("");
        return writeMessage.pv() + (message.isBlank() ? " says nothing" : " says: " + message);
    }

    private DeviceException failed(String why) {
        return new DeviceException(device, device + ": " + why);
    }

    private void await(CompletableFuture<Void> future, Supplier<String> why)
            throws InterruptedException {
        try {
            Deadline.on(
                            future,
                            limit,
                            scheduler,
                            () -> new DeviceException.TimedOut(device, device + ": " + why.get()))
                    .get();
        } catch (ExecutionException e) {
            throw Failures.of(e);
        }
    }

    private static double number(Signal signal) throws InterruptedException {
        return Fresh.await(List.of(signal)).getFirst().value().number().orElse(0);
    }

    private static long whole(Sample sample) {
        return (long) sample.value().number().orElse(0);
    }

    /// A long text is an array of characters with a zero behind it.
    private static Value text(String text) {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        return new Value.Bytes(Arrays.copyOf(letters, letters.length + 1));
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Bytes(byte[] letters) -> {
                int end = 0;
                while (end < letters.length && letters[end] != 0) {
                    end++;
                }
                yield new String(letters, 0, end, StandardCharsets.UTF_8);
            }
            default -> "";
        };
    }
}
