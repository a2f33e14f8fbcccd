package io.beamdesk.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// An export under way, on threads of its own. Progress may be looked at by any thread.
///
/// A file is either at the far end under its name, with the checksum that it has here, or it is not
/// there under its name. An export that was called off or failed can be repeated: what is there is
/// not sent again.
public final class Export implements AutoCloseable {
    private final Parcel parcel;
    private final Destination destination;
    private final Terms terms;
    private final Secrets secrets;
    private final List<Delivery> deliveries;
    private final Queue<Delivery> waiting;
    private final Map<String, String> sums = new ConcurrentHashMap<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Progress> ended = new CompletableFuture<>();
    private final AtomicLong moved = new AtomicLong();
    private final long begun = System.nanoTime();
    private final Bandwidth bandwidth;
    private volatile boolean cancelled;

    private Export(Parcel parcel, Destination destination, Terms terms, Secrets secrets) {
        this.parcel = parcel;
        this.destination = destination;
        this.terms = terms;
        this.secrets = secrets;
        deliveries = parcel.items().stream().map(Delivery::new).toList();
        waiting = new ConcurrentLinkedQueue<>(deliveries);
        bandwidth = new Bandwidth(terms.bytesPerSecond(), System::nanoTime, Thread::sleep);
    }

    /// Begins.
    public static Export start(
            Parcel parcel, Destination destination, Terms terms, Secrets secrets) {
        Export export = new Export(parcel, destination, terms, secrets);
        export.begin("export", export::run);
        return export;
    }

    /// How far it has come.
    public Progress progress() {
        return new Progress(
                deliveries.stream().map(Delivery::look).toList(),
                moved.get(),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    /// SHA-256 of the files that are at the far end by now, by their names there.
    public Map<String, String> checksums() {
        return Map.copyOf(sums);
    }

    /// Completes when nothing is under way any more; exceptionally, with an [ExportException], if
    /// nothing could be begun.
    public CompletableFuture<Progress> ended() {
        return ended.copy();
    }

    /// Calls off what is not there yet. What is there of a file stays, so that it can be gone on with.
    @Override
    public void close() {
        cancelled = true;
        threads.forEach(Thread::interrupt);
    }

    private Thread begin(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(work);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private void run() {
        try {
            switch (destination) {
                case Destination.Archive(var path) ->
                        sums.putAll(
                                new BagArchive(path)
                                        .write(
                                                deliveries,
                                                bandwidth,
                                                LocalDate.now(ZoneId.systemDefault()),
                                                moved::addAndGet));
                case Destination.Folder(var path) -> bring(() -> new FolderEnd(path));
                case Destination.Server server -> {
                    try (Login login = new Login(server, terms, secrets)) {
                        bring(() -> new ServerEnd(login.session(), server.folder()));
                    }
                }
            }
            ended.complete(progress());
        } catch (InterruptedException _) {
            calledOff();
        } catch (ExportException e) {
            if (cancelled) {
                calledOff();
                return;
            }
            close(Progress.Stage.FAILED, Courier.reason(e));
            ended.completeExceptionally(e);
        } catch (RuntimeException e) {
            close(Progress.Stage.FAILED, e.toString());
            ended.completeExceptionally(
                    new ExportException(
                            "The export to %s failed: %s; what is there of it is kept, try it again."
                                    .formatted(destination, e),
                            e));
        }
    }

    private void calledOff() {
        close(Progress.Stage.CANCELLED, "");
        ended.complete(progress());
    }

    /// Several couriers take the next file each, until there is none.
    private void bring(Courier.Door door) throws InterruptedException {
        // A server that is not trusted, or a wrong password, is said once and not for each file.
        Courier first = courier(door);
        try {
            var _ = first.farEnd();
        } catch (IOException _) {
            // It may pass: the first file tries again.
        }
        int count = Math.min(terms.parallel(), deliveries.size());
        Thread[] couriers = new Thread[count];
        for (int i = 0; i < count; i++) {
            Courier courier = i == 0 ? first : courier(door);
            couriers[i] = begin("export-" + i, () -> carry(courier));
        }
        for (Thread courier : couriers) {
            courier.join();
        }
        if (!cancelled && !sums.isEmpty()) {
            writeManifest(door);
        }
    }

    private Courier courier(Courier.Door door) {
        // A library may swallow the interrupt that calls it off; no connection is made after it.
        Courier.Door open =
                () -> {
                    if (cancelled) {
                        throw new ExportException("The export was called off.");
                    }
                    return door.open();
                };
        return new Courier(open, bandwidth, Thread::sleep, moved::addAndGet);
    }

    private void carry(Courier courier) {
        try (courier) {
            for (Delivery next = waiting.poll(); next != null; next = waiting.poll()) {
                carry(courier, next);
            }
        }
    }

    private void carry(Courier courier, Delivery delivery) {
        try {
            if (cancelled) {
                throw new InterruptedException();
            }
            sums.put(delivery.item().name(), courier.bring(delivery));
        } catch (InterruptedException _) {
            delivery.now(Progress.Stage.CANCELLED, "");
        } catch (RuntimeException e) {
            delivery.now(
                    cancelled ? Progress.Stage.CANCELLED : Progress.Stage.FAILED,
                    cancelled ? "" : Courier.reason(e));
        }
    }

    /// The checksums of everything that was ever brought there.
    private void writeManifest(Courier.Door door) throws InterruptedException {
        try (FarEnd farEnd = door.open()) {
            Manifest manifest = new Manifest();
            if (farEnd.size(Manifest.NAME).isPresent()) {
                try (InputStream in = farEnd.read(Manifest.NAME)) {
                    manifest = Manifest.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            sums.forEach(manifest::add);
            String fresh = Manifest.NAME + Courier.SUFFIX;
            try (OutputStream out = farEnd.write(fresh, 0)) {
                out.write(manifest.text().getBytes(StandardCharsets.UTF_8));
            }
            farEnd.delete(Manifest.NAME);
            farEnd.rename(fresh, Manifest.NAME);
        } catch (IOException e) {
            throw new ExportException(
                    "All files are at %s, but their list %s could not be written: %s; export again to have it."
                            .formatted(destination, Manifest.NAME, Courier.reason(e)),
                    e);
        }
    }

    private void close(Progress.Stage stage, String why) {
        deliveries.stream()
                .filter(delivery -> !delivery.look().there())
                .forEach(delivery -> delivery.now(stage, why));
    }

    /// What is exported.
    public Parcel parcel() {
        return parcel;
    }

    /// Where it goes.
    public Destination destination() {
        return destination;
    }
}
