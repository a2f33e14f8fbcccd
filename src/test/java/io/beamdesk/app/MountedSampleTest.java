package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Place;
import io.beamdesk.device.Whereabouts;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayTypes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedSampleTest {
    @TempDir private Path folder;
    private SampleStore store;
    private MountedSample mounted;
    private Optional<Whereabouts.Spot> spot = Optional.of(new Whereabouts.Empty());
    private String first;
    private String second;

    @BeforeEach
    void open() {
        store =
                SampleStore.open(
                        folder.resolve("samples.db"), TrayTypes.shipped(), Clock.systemUTC());
        store.apply(Edit.add(Tray.of("PK", "unipuck")), "anna");
        store.apply(
                Edit.add(List.of(Sample.of("PK", "1", "one"), Sample.of("PK", "2", "two"))),
                "anna");
        first = id("1");
        second = id("2");
        mounted = follower();
    }

    private MountedSample follower() {
        return new MountedSample(store, () -> spot, this::sample, () -> "anna");
    }

    @AfterEach
    void close() {
        mounted.close();
        store.close();
    }

    private String id(String position) {
        return store.sample("PK", position).orElseThrow().sample().id();
    }

    private Optional<SampleRef> sample(Place place) {
        return place instanceof Place.Position(int _, int position)
                ? Optional.of(new SampleRef(id("" + position), "PK", "" + position))
                : Optional.empty();
    }

    private void holds(int position) {
        now(new Whereabouts.Holds(new Place.Position(1, position)));
    }

    private void now(Whereabouts.Spot there) {
        spot = Optional.of(there);
        mounted.look();
    }

    private SampleState state(String id) {
        return store.sample(id).orElseThrow().state();
    }

    @Test
    void sampleIsMountedUntilAnotherOneIs() {
        holds(1);
        assertThat(state(first)).isEqualTo(SampleState.MOUNTED);
        holds(2);
        assertThat(state(first)).isEqualTo(SampleState.DEFINED);
        assertThat(state(second)).isEqualTo(SampleState.MOUNTED);
        now(new Whereabouts.Empty());
        assertThat(state(second)).isEqualTo(SampleState.DEFINED);
        assertThat(store.history(second))
                .extracting(t -> t.to())
                .endsWith(SampleState.MOUNTED, SampleState.DEFINED);
    }

    @Test
    void sampleThatWaitsIsInTheQueueAgain() {
        store.life().queued(first, "item", "anna");
        holds(1);
        assertThat(state(first)).isEqualTo(SampleState.MOUNTED);
        now(new Whereabouts.Empty());
        assertThat(state(first)).isEqualTo(SampleState.QUEUED);
    }

    @Test
    void whatIsMeasuredIsLeftToWhatComesOfIt() {
        store.life().become(first, SampleState.MEASURING, "anna", "");
        holds(1);
        assertThat(state(first)).isEqualTo(SampleState.MEASURING);
        store.life().become(first, SampleState.MEASURED, "anna", "");
        mounted.look();
        now(new Whereabouts.Empty());
        assertThat(state(first)).isEqualTo(SampleState.MEASURED);
    }

    @Test
    void nothingIsSaidWhileNobodyKnows() {
        holds(1);
        now(new Whereabouts.Unknown(Optional.empty(), "its sensor sees no sample"));
        assertThat(state(first)).isEqualTo(SampleState.MOUNTED);
        spot = Optional.empty();
        mounted.look();
        assertThat(state(first)).isEqualTo(SampleState.MOUNTED);
    }

    @Test
    void whatChangedWhileNobodyLookedIsMadeUpFor() {
        holds(1);
        mounted = follower();
        holds(2);
        assertThat(state(first)).isEqualTo(SampleState.DEFINED);
        assertThat(state(second)).isEqualTo(SampleState.MOUNTED);
    }
}
