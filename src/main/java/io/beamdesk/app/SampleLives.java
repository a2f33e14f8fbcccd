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
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the lives of the samples in step with the queue: which are queued, which one is measured,
/// what has come of it. What happened while nobody followed is made up for.
final class SampleLives implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Samples");

    private final SampleStore store;
    private final Supplier<String> who;
    private final ExecutorService steps =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("sample-lives").factory());
    private final Set<String> told = new HashSet<>();
    private final Set<URI> products = new HashSet<>();
    private String begun = "";
    private boolean caughtUp;

    /// @param who the person at the desk now
    SampleLives(SampleStore store, Supplier<String> who) {
        this.store = store;
        this.who = who;
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
        for (HistoryEntry entry : state.recent()) {
            ended(entry, running);
        }
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
        attempt(() -> store.queued(origin.id(), item.id(), item.by()));
    }

    private void unqueued(String item) {
        told.remove(item);
        attempt(() -> store.unqueued(item, who.get()));
    }

    private void measuring(Running running) {
        SampleRef origin = running.item().origin().orElseThrow();
        if (!begun.equals(running.run())) {
            begun = running.run();
            become(origin, SampleState.MEASURING, running.by(), running.item().title());
        }
        running.products().forEach(p -> product(origin, p, running.item().title()));
    }

    /// What a run has come to; known already if the sample is not being measured any more.
    private void ended(HistoryEntry entry, Optional<Running> running) {
        if (entry.origin().isEmpty()
                || running.filter(r -> r.run().equals(entry.run())).isPresent()) {
            return;
        }
        SampleRef origin = entry.origin().get();
        boolean current = begun.equals(entry.run()) || !caughtUp;
        if (!current) {
            return;
        }
        entry.products().forEach(p -> product(origin, p, entry.title()));
        boolean open =
                state(origin).filter(s -> s == SampleState.MEASURING).isPresent()
                        && running.filter(r -> r.item().origin().equals(entry.origin())).isEmpty();
        if (begun.equals(entry.run())) {
            begun = "";
        }
        if (open) {
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
                case ABORTED, INTERRUPTED ->
                        become(origin, SampleState.QUEUED, entry.by(), entry.reason());
            }
        }
    }

    /// A screening that was stopped before it had a score has said nothing of the sample.
    private void screened(SampleRef origin, HistoryEntry entry) {
        Optional<Screenings.Result> result = Screenings.of(entry);
        result.ifPresent(r ->
                r.scores()
                        .forEach((name, value) ->
                                attempt(() -> store.score(origin.id(), name, value))));
        become(
                origin,
                result.isPresent() ? SampleState.SCREENED : SampleState.FAILED,
                entry.by(),
                result.map(Screenings.Result::reason)
                        .orElse("the screening ended before it had a score; screen it again"));
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
        attempt(() -> store.become(origin.id(), next, by, why));
    }

    private void product(SampleRef origin, URI product, String title) {
        if (products.add(product)) {
            attempt(() -> store.product(origin.id(), product, title));
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
