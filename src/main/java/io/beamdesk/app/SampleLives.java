package io.beamdesk.app;

import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueState;
import io.beamdesk.queue.Running;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Transition;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the lives of the samples in step with the queue: which are queued, which one is measured,
/// what has come of it. What happened while nobody followed is made up for.
final class SampleLives implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Samples");

    private final SampleStore store;
    private final Supplier<String> who;
    private final Function<String, OptionalDouble> pixelMm;
    private final ExecutorService steps =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("sample-lives").factory());
    private final Set<String> told = new HashSet<>();

    /// Those of the run that is followed.
    private final Set<URI> products = new HashSet<>();

    /// The run that was seen to begin, and its sample.
    private String begun = "";

    private Optional<SampleRef> measured = Optional.empty();
    private boolean caughtUp;

    /// @param who the person at the desk now
    /// @param pixelMm how much of the sample a pixel of a camera shows in mm, by the camera's name
    SampleLives(SampleStore store, Supplier<String> who, Function<String, OptionalDouble> pixelMm) {
        this.store = store;
        this.who = who;
        this.pixelMm = pixelMm;
    }

    /// Begins to follow a queue.
    ///
    /// @return ends it
    Subscription follow(DeskQueue queue) {
        Subscription subscription = queue.watch(() -> later(queue.state()));
        later(queue.state());
        return subscription;
    }

    private void later(QueueState state) {
        try {
            steps.execute(() -> step(state));
        } catch (RejectedExecutionException _) {
            // Closed: the next start makes up for it.
        }
    }

    /// Waits until every state told so far is looked at.
    void settle() {
        java.util.concurrent.CompletableFuture.runAsync(() -> {}, steps).join();
    }

    private void step(QueueState state) {
        Map<String, QueueItem> items = new HashMap<>();
        for (QueueItem item : state.items()) {
            if (item.origin().isPresent()) {
                items.put(item.id(), item);
            }
        }
        Optional<Running> running = state.running().filter(r -> r.item().origin().isPresent());
        running.ifPresent(r -> items.put(r.item().id(), r.item()));
        if (!caughtUp) {
            told.addAll(queuedOnDisk());
        }
        // An end first: an item that loops is queued again after it.
        if (caughtUp) {
            state.recent().forEach(entry -> ended(entry, running));
        } else {
            makeUpFor(state.recent(), running);
        }
        notBegun(state, running);
        items.values().stream().filter(item -> told.add(item.id())).forEach(this::queued);
        running.ifPresent(this::measuring);
        List<String> gone = told.stream().filter(id -> !items.containsKey(id)).toList();
        gone.forEach(this::unqueued);
        caughtUp = true;
    }

    private Set<String> queuedOnDisk() {
        try {
            return store.queueItems().keySet();
        } catch (SampleException unreadable) {
            LOG.warn("{}", unreadable.getMessage());
            return Set.of();
        }
    }

    private void queued(QueueItem item) {
        SampleRef origin = item.origin().orElseThrow();
        boolean failed = item.state() == QueueItem.State.FAILED && item.attempts() > 0;
        attempt(() -> {
            if (failed) {
                // Its failure was made up for.
                store.life().about(origin.id(), item.id());
            } else {
                store.life().queued(origin.id(), item.id(), item.by());
            }
        });
    }

    private void unqueued(String item) {
        told.remove(item);
        attempt(() -> store.life().unqueued(item, who.get()));
    }

    private void measuring(Running running) {
        SampleRef origin = running.item().origin().orElseThrow();
        if (!begun.equals(running.run())) {
            begun = running.run();
            measured = Optional.of(origin);
            become(origin, SampleState.MEASURING, running.by(), running.item().title());
        }
        running.products().forEach(p -> product(origin, p, running.item().title()));
    }

    /// A run that was announced and refused before it began has said nothing of its sample: it waits as
    /// before.
    private void notBegun(QueueState state, Optional<Running> running) {
        if (begun.isEmpty()
                || running.filter(r -> r.run().equals(begun)).isPresent()
                || state.recent().stream().anyMatch(entry -> entry.run().equals(begun))) {
            return;
        }
        begun = "";
        measured.filter(origin -> state(origin).filter(s -> s == SampleState.MEASURING).isPresent())
                .ifPresent(origin ->
                        become(origin, SampleState.QUEUED, who.get(), "it was not begun"));
        measured = Optional.empty();
    }

    /// What has ended since somebody followed last: of each sample its latest run is what counts.
    private void makeUpFor(List<HistoryEntry> entries, Optional<Running> running) {
        Map<SampleRef, HistoryEntry> latest = new HashMap<>();
        for (HistoryEntry entry : entries) {
            entry.origin()
                    .ifPresent(origin -> {
                        latest.put(origin, entry);
                        entry.products().forEach(p -> product(origin, p, entry.title()));
                    });
        }
        running.ifPresent(r -> latest.remove(r.item().origin().orElseThrow()));
        latest.forEach((origin, entry) -> {
            switch (state(origin).orElse(SampleState.EMPTY)) {
                case MEASURING -> cameTo(origin, entry);
                case DEFINED, QUEUED, MOUNTED, MEASURED, FAILED, SCREENED -> {
                    if (isOver(entry) && isNews(origin, entry)) {
                        become(origin, SampleState.MEASURING, entry.by(), entry.title());
                        cameTo(origin, entry);
                    }
                }
                case EMPTY -> {}
            }
        });
    }

    /// Whether the run ended after the last thing that is known of its sample.
    private boolean isNews(SampleRef origin, HistoryEntry entry) {
        try {
            List<Transition> life = store.history(origin.id());
            // The store keeps milliseconds.
            return !life.isEmpty()
                    && entry.ended().toEpochMilli() > life.getLast().time().toEpochMilli();
        } catch (SampleException unreadable) {
            LOG.warn("{}", unreadable.getMessage());
            return false;
        }
    }

    private static boolean isOver(HistoryEntry entry) {
        return switch (entry.result()) {
            case SUCCESS, STOPPED, FAILED -> true;
            case ABORTED, INTERRUPTED -> false;
        };
    }

    /// What the run that was seen to begin has come to.
    private void ended(HistoryEntry entry, Optional<Running> running) {
        if (entry.origin().isEmpty()
                || !begun.equals(entry.run())
                || running.filter(r -> r.run().equals(entry.run())).isPresent()) {
            return;
        }
        begun = "";
        SampleRef origin = entry.origin().get();
        entry.products().forEach(p -> product(origin, p, entry.title()));
        products.clear();
        if (state(origin).filter(s -> s == SampleState.MEASURING).isPresent()) {
            cameTo(origin, entry);
        }
    }

    private void cameTo(SampleRef origin, HistoryEntry entry) {
        attempt(() ->
                Centrings.of(entry, store.centrings().of(origin.id()))
                        .ifPresent(at -> store.centrings().keep(origin.id(), at)));
        switch (entry.result()) {
            case SUCCESS, STOPPED -> {
                if (Screenings.is(entry)) {
                    screened(origin, entry);
                } else {
                    become(origin, SampleState.MEASURED, entry.by(), entry.reason());
                }
            }
            case FAILED -> become(origin, SampleState.FAILED, entry.by(), entry.reason());
            // It waits in front of the queue again.
            case ABORTED, INTERRUPTED -> {
                if (state(origin).filter(s -> s == SampleState.MEASURING).isPresent()) {
                    become(origin, SampleState.QUEUED, entry.by(), entry.reason());
                }
            }
        }
    }

    /// A screening that was stopped before it had a score has said nothing of the sample.
    private void screened(SampleRef origin, HistoryEntry entry) {
        Optional<Screenings.Result> result = Screenings.of(entry);
        result.ifPresent(r ->
                r.scores()
                        .forEach((name, value) ->
                                attempt(() -> store.life().score(origin.id(), name, value))));
        result.flatMap(Screenings.Result::picture)
                .ifPresent(picture ->
                        attempt(() ->
                                store.pictures()
                                        .add(
                                                origin.id(),
                                                FramePng.of(picture),
                                                picture.timestamp(),
                                                "Screening snapshot",
                                                scale(entry))));
        become(
                origin,
                result.isPresent() ? SampleState.SCREENED : SampleState.FAILED,
                entry.by(),
                result.map(Screenings.Result::reason)
                        .orElse("the screening ended before it had a score; screen it again"));
    }

    /// How much of the sample a pixel of the picture shows. The zoom of a screening that is made up for may
    /// have been another.
    private OptionalDouble scale(HistoryEntry screening) {
        return caughtUp
                ? Screenings.camera(screening).map(pixelMm).orElse(OptionalDouble.empty())
                : OptionalDouble.empty();
    }

    private Optional<SampleState> state(SampleRef origin) {
        try {
            return store.sample(origin.id()).map(SampleCard::state);
        } catch (SampleException unreadable) {
            LOG.warn("{}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    private void become(SampleRef origin, SampleState next, String by, String why) {
        attempt(() -> store.life().become(origin.id(), next, by, why));
    }

    private void product(SampleRef origin, URI product, String title) {
        if (products.add(product)) {
            attempt(() -> store.life().product(origin.id(), product, title));
        }
    }

    /// A life that cannot be kept must not keep the queue from going on.
    private static void attempt(Runnable fact) {
        try {
            fact.run();
        } catch (SampleException refused) {
            LOG.warn("{}", refused.getMessage());
        }
    }

    @Override
    public void close() {
        steps.close();
    }
}
