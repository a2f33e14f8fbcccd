package io.beamdesk.engine;

import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds a run while the disk that products are written to is nearly full, before a file is harmed.
///
/// It looks once a second. The run goes on when there is a tenth more than the limit.
public final class DiskSuspender implements Suspender {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSuspender.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final double GIB = 1L << 30;

    /// Where the disk is.
    public interface Disk {
        /// The folder that products are written to.
        Path folder();

        /// Bytes that can still be written there.
        default long free() throws IOException {
            return Files.getFileStore(folder()).getUsableSpace();
        }
    }

    private final Disk disk;
    private final long limit;
    private final Scheduler scheduler;
    private volatile Runnable watcher = () -> {};
    private String why = "";
    private boolean closed;

    /// Looks at the disk, which may take a while, and goes on looking.
    ///
    /// @param limit bytes below which a run is held
    public DiskSuspender(Disk disk, long limit, Scheduler scheduler) {
        this.disk = disk;
        this.limit = limit;
        this.scheduler = scheduler;
        look();
    }

    private void look() {
        long free = free();
        boolean changed;
        synchronized (this) {
            String now = free < 0 ? why : judge(free);
            changed = !now.equals(why);
            why = now;
            if (!closed) {
                // On a thread of its own: a disk on the network may not answer for minutes.
                var _ =
                        scheduler.after(
                                PERIOD, () -> Thread.ofVirtual().name("disk").start(this::look));
            }
        }
        if (changed) {
            watcher.run();
        }
    }

    /// Negative if it is not known, and it goes on looking: a folder that is gone fails the run with its own reason.
    private long free() {
        try {
            return disk.free();
        } catch (IOException | RuntimeException unknown) {
            LOG.debug("The free space of {} is not known: {}", disk.folder(), unknown.toString());
            return -1;
        }
    }

    private String judge(long free) {
        long wanted = why.isEmpty() ? limit : limit + limit / 10;
        return free >= wanted
                ? ""
                : "Disk: below "
                        + Quantity.exact(limit / GIB, "GiB")
                        + " free in "
                        + disk.folder()
                        + "; free some space";
    }

    @Override
    public String name() {
        return "Disk";
    }

    @Override
    public synchronized Optional<String> reason() {
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }

    @Override
    public void watch(Runnable next) {
        watcher = next;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
