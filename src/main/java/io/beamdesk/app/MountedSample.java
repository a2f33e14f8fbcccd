package io.beamdesk.app;

import io.beamdesk.device.Place;
import io.beamdesk.device.Whereabouts;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the states of samples in step with what the sample changer has mounted, whoever had it do
/// so. While nobody knows what is mounted, nothing is said of any sample.
final class MountedSample implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MountedSample.class);
    private static final long PERIOD_SECONDS = 2;

    private final SampleStore store;
    private final Supplier<Optional<Whereabouts.Spot>> goniometer;
    private final Function<Place, Optional<SampleRef>> samples;
    private final Supplier<String> who;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Optional<Whereabouts.Spot> seen = Optional.empty();

    /// @param goniometer what is mounted; empty if there is no sample changer
    /// @param samples the sample of a place of the changer
    MountedSample(
            SampleStore store,
            Supplier<Optional<Whereabouts.Spot>> goniometer,
            Function<Place, Optional<SampleRef>> samples,
            Supplier<String> who) {
        this.store = store;
        this.goniometer = goniometer;
        this.samples = samples;
        this.who = who;
    }

    /// Looks every two seconds, on a thread of its own.
    void start() {
        Thread.ofVirtual().name("mounted-sample").start(this::follow);
    }

    private void follow() {
        try {
            while (!closing.await(PERIOD_SECONDS, TimeUnit.SECONDS)) {
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks now.
    void look() {
        Optional<Whereabouts.Spot> now = goniometer.get();
        if (now.equals(seen) || now.isEmpty()) {
            return;
        }
        try {
            // The first time that it looks, nobody knows what was mounted meanwhile.
            store.centrings().exchanged(SamplePlaces.STAGE);
            switch (now.get()) {
                case Whereabouts.Unknown _ -> {}
                case Whereabouts.Empty _ -> become(Optional.empty());
                case Whereabouts.Holds(Place place) -> become(samples.apply(place));
            }
            seen = now;
        } catch (SampleException e) {
            // Looked at again in a moment.
            LOG.warn("The state of what is mounted could not be kept: {}", e.getMessage());
        }
    }

    private void become(Optional<SampleRef> mounted) {
        for (SampleCard card : store.search(SampleSearch.ALL.states(Set.of(SampleState.MOUNTED)))) {
            String id = card.sample().id();
            if (mounted.filter(sample -> sample.id().equals(id)).isEmpty()) {
                store.life().unmounted(id, who.get());
            }
        }
        // One that is being measured is mounted as well, and its state says more.
        mounted.flatMap(sample -> store.sample(sample.id()))
                .filter(card -> card.state() != SampleState.MEASURING)
                .filter(card -> card.state().canBecome(SampleState.MOUNTED))
                .ifPresent(card ->
                        store.life()
                                .become(card.sample().id(), SampleState.MOUNTED, who.get(), ""));
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
