package io.beamdesk.app;

import io.beamdesk.config.Beamline;
import io.beamdesk.pv.Subscription;
import io.beamdesk.sample.SampleStore;
import java.util.function.Supplier;

/// The trays and samples of a desk, where they are at its beamline, and their lives in step with its
/// queue.
public final class DeskSamples implements AutoCloseable {
    private final SampleStore store;
    private final SamplePlaces places;
    private final SampleLives lives;
    private final MountedSample mounted;
    private final Supplier<String> who;

    private DeskSamples(
            SampleStore store, SamplePlaces places, Beamline beamline, Supplier<String> who) {
        this.store = store;
        this.places = places;
        this.who = who;
        lives = new SampleLives(store, who, camera -> CameraScale.pixelSize(beamline, camera));
        mounted = new MountedSample(store, places::goniometer, places::pin, who);
        mounted.start();
    }

    /// Opens the samples of the person at the desk.
    ///
    /// @throws io.beamdesk.sample.SampleException if they cannot be opened, or one of the person's own
    ///     types of tray is wrong
    static DeskSamples open(Beamline beamline, BeamlineDevices devices, Supplier<String> who) {
        SampleStore store = SampleFiles.store();
        return new DeskSamples(store, new SamplePlaces(store, beamline, devices), beamline, who);
    }

    /// Trays and samples.
    public SampleStore store() {
        return store;
    }

    /// Where they are at the beamline.
    public SamplePlaces places() {
        return places;
    }

    /// Who is at the desk now.
    public String user() {
        return who.get();
    }

    /// Keeps the lives of the samples in step with a queue.
    ///
    /// @return ends it
    public Subscription follow(DeskQueue queue) {
        return lives.follow(queue);
    }

    /// Waits until every state of the queue told so far is looked at.
    void settle() {
        lives.settle();
    }

    @Override
    public void close() {
        mounted.close();
        lives.close();
        store.close();
    }
}
