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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

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
    private static final Pattern OWN_END = Pattern.compile("_\\d{8}T\\d{6}_[0-9a-f]{8}\\.h5$");

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

    /// The last frame in the file.
    ///
    /// @param count frames in the file, this one included; 0 if there is none
    /// @param id its number by the driver
    /// @param taken when the plugin had it
    record Written(long count, long id, Instant taken) {}

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

    /// Begins a file with a name of its own; goes on with the one that it has begun, if only the
    /// connection was lost meanwhile.
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
            String name = fileName(text(Fresh.await(List.of(fullName)).getFirst().value()));
            if (begun && name.equals(String.valueOf(file.getFileName()))) {
                return;
            }
            throw failed(
                    capturing.pv()
                            + " says that a file is being written already"
                            + (isOwn(name) ? ", " + name + ", which a run left open" : "")
                            + "; wait for its end, or set "
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

    /// Whether a file has a name of [#newName].
    private boolean isOwn(String name) {
        return name.startsWith(device + "_") && OWN_END.matcher(name).find();
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// What it says of a file that a run has begun and nobody has ended: the process of that run was killed.
    Optional<String> leftOpen() {
        boolean captures = capturing.state().number().filter(now -> now != 0).isPresent();
        String name = fullName.state().live().map(s -> fileName(text(s.value()))).orElse("");
        return captures && !begun && isOwn(name)
                ? Optional.of(
                        "still has %s open (%s), which cannot be read before it is closed"
                                .formatted(name, capturing.pv()))
                : Optional.empty();
    }

    /// Ends such a file.
    void close() {
        if (leftOpen().isPresent()) {
            var _ = capture.send(OFF);
        }
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
                .thenCompose(_ -> last());
    }

    /// The last frame in the file now. Its number is asked for after the count: whoever finds that both have
    /// grown by the same knows that no frame was left out, whatever came between.
    CompletableFuture<Written> last() {
        return Fresh.ask(List.of(captured))
                .thenCompose(count ->
                        Fresh.ask(List.of(uniqueId, fullName))
                                .thenApply(asked ->
                                        written(count.getFirst(), asked.get(0), asked.get(1))));
    }

    /// The same once a frame of that number is in the file, or the file is empty, or none has come within
    /// the limit: then the plugin has left it out.
    CompletableFuture<Written> upTo(long id) {
        return last().thenCompose(last ->
                last.count() == 0 || last.id() >= id
                        ? CompletableFuture.completedFuture(last)
                        : Deadline.on(
                                        settle(
                                                () ->
                                                        uniqueId.state()
                                                                .number()
                                                                .filter(now ->
                                                                        now.longValue() >= id)
                                                                .isPresent(),
                                                true),
                                        limit,
                                        scheduler,
                                        () -> new DeviceException.TimedOut(device, device))
                                .exceptionallyCompose(failure ->
                                        Failures.root(failure) instanceof DeviceException.TimedOut
                                                ? CompletableFuture.completedFuture(null)
                                                : CompletableFuture.failedFuture(failure))
                                .thenCompose(_ -> last()));
    }

    private Written written(Sample count, Sample id, Sample full) {
        String there = text(full.value());
        if (whole(count) == 0) {
            return new Written(0, 0, id.timestamp());
        }
        failedBefore = false;
        if (!there.endsWith(String.valueOf(file.getFileName()))) {
            throw failed(
                    fullName.pv()
                            + " is "
                            + there
                            + " where "
                            + file.getFileName()
                            + " was asked for; somebody else uses the plugin");
        }
        return new Written(whole(count), whole(id), id.timestamp());
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
        for (Signal signal : List.of(captured, uniqueId, capturing, writeStatus)) {
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
