package io.beamdesk.app;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueException;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Found;
import io.beamdesk.catalogue.Gathering;
import io.beamdesk.catalogue.Page;
import io.beamdesk.catalogue.Place;
import io.beamdesk.export.Export;
import io.beamdesk.pv.Subscription;
import io.beamdesk.retention.DiskUse;
import io.beamdesk.retention.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The catalogue of the data folder, kept up to date while the desk is open: at once where a run of this
/// desk begins or ends, and now and then by a look at the folder for what others have brought.
public final class DeskCatalogue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Catalogue");
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    /// A look at the folder may take this share of the time.
    private static final int REST = 20;

    /// Asks for a look at the folder.
    private static final Path FOLDER = Path.of("");

    private final Supplier<Path> folder;
    private final Path index;
    private final BlockingQueue<Path> news = new LinkedBlockingQueue<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private final Thread upkeep;
    private @Nullable Catalogue catalogue;
    private long others;
    private boolean closed;
    private volatile String problem = "";

    /// @param folder the data folder; may change
    /// @param index the folder of all catalogues
    DeskCatalogue(Supplier<Path> folder, Path index) {
        this.folder = folder;
        this.index = index;
        upkeep = Thread.ofPlatform().daemon().name("catalogue").unstarted(this::keep);
    }

    /// Begins to look.
    void start() {
        upkeep.start();
    }

    /// Says that the run of a product has begun or ended.
    void tell(Path product) {
        news.add(product);
    }

    /// Looks at the folder as soon as possible.
    public void refresh() {
        news.add(FOLDER);
    }

    /// Calls the watcher, on any thread, when products have come, changed or gone.
    ///
    /// @return ends it
    public Subscription watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /// Why the catalogue is not up to date, in one sentence; empty if it is.
    public String problem() {
        return problem;
    }

    /// Answers a query about the data folder.
    ///
    /// @throws CatalogueException if it cannot be read
    public Found search(CatalogueQuery query) {
        return current().map(now -> now.search(query)).orElse(Found.NOTHING);
    }

    /// Answers it at once, see [Catalogue#begin].
    ///
    /// @throws CatalogueException if it cannot be read
    public Found begin(CatalogueQuery query) {
        return current().map(now -> now.begin(query)).orElse(Found.NOTHING);
    }

    /// What follows a place, see [Catalogue#next].
    ///
    /// @throws CatalogueException if it cannot be read
    public Page next(CatalogueQuery query, Place after) {
        return current()
                .map(now -> now.next(query, after))
                .orElse(new Page(List.of(), Optional.empty()));
    }

    /// The first products to go, as [Retention#first].
    ///
    /// @throws CatalogueException if it cannot be read
    public Retention.First firstToGo(Retention retention, int most) {
        return current()
                .map(now -> retention.first(now, most))
                .orElse(new Retention.First(List.of(), false));
    }

    /// What fills the disk.
    ///
    /// @param free bytes left on it
    /// @throws CatalogueException if it cannot be read
    public DiskUse use(long free, Instant now) {
        return current()
                .map(catalogueNow -> DiskUse.of(catalogueNow, free, now))
                .orElse(new DiskUse(List.of(), free, 0, Optional.empty()));
    }

    /// Notes the verified copies that an export has brought elsewhere.
    ///
    /// @return how many; none of copies on the same disk
    /// @throws CatalogueException if the catalogue cannot be read
    public int note(Export export, String person) {
        return current().map(now -> Copies.note(export, now, person)).orElse(0);
    }

    /// The catalogue of the folder as it is now; empty when the desk is closed.
    private Optional<Catalogue> current() {
        synchronized (lock) {
            Path wanted = folder.get().toAbsolutePath().normalize();
            Catalogue open = catalogue;
            if (open != null && (closed || !open.folder().equals(wanted))) {
                open.close();
                catalogue = null;
            }
            if (catalogue == null && !closed) {
                catalogue = Catalogue.open(wanted, index);
                others = catalogue.others();
            }
            return Optional.ofNullable(catalogue);
        }
    }

    private void keep() {
        long rest = 0;
        try {
            while (true) {
                Path told = news.poll(rest, TimeUnit.NANOSECONDS);
                long begin = System.nanoTime();
                boolean isNews = (told == null || told.equals(FOLDER)) ? gather() : look(told);
                if (isNews) {
                    watchers.forEach(Runnable::run);
                }
                if (told == null || told.equals(FOLDER)) {
                    rest = Math.max(SHORTEST.toNanos(), REST * (System.nanoTime() - begin));
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private boolean gather() throws InterruptedException {
        try {
            Optional<Catalogue> now = current();
            boolean isNews = now.isPresent() && Gathering.of(now.get()).isNews();
            boolean healed = !problem.isEmpty();
            problem = "";
            return isNews || healed || byOthers(now);
        } catch (CatalogueException failed) {
            return fail(failed);
        }
    }

    private boolean byOthers(Optional<Catalogue> now) {
        long changes = now.map(Catalogue::others).orElse(others);
        boolean changed = changes != others;
        others = changes;
        return changed;
    }

    private boolean look(Path product) {
        try {
            current().ifPresent(now -> now.look(product));
            return true;
        } catch (CatalogueException failed) {
            return fail(failed);
        }
    }

    /// The files are safe, whatever becomes of the index.
    private boolean fail(CatalogueException failed) {
        String sentence = String.valueOf(failed.getMessage());
        boolean isNew = !sentence.equals(problem) && !Thread.currentThread().isInterrupted();
        if (isNew) {
            LOG.warn("{}", sentence);
            problem = sentence;
        }
        return isNew;
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        upkeep.interrupt();
        try {
            boolean _ = !upkeep.isAlive() || upkeep.join(SHORTEST);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (lock) {
            if (catalogue != null) {
                catalogue.close();
                catalogue = null;
            }
        }
    }
}
