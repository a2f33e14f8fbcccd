package io.beamdesk.device.epics;

import io.beamdesk.device.Place;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Status;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the next sample into the gripper while another one is measured.
final class Preparation implements Stageable {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final SampleChanger changer;
    private final Place next;
    private @Nullable Status status;

    Preparation(SampleChanger changer, Place next) {
        this.changer = changer;
        this.next = next;
    }

    @Override
    public String name() {
        return changer.name() + "_preparation";
    }

    @Override
    public String label() {
        return changer.label() + " preparation";
    }

    /// None of its own: a measurement does not wait for a changer that is away.
    @Override
    public List<Signal> signals() {
        return List.of();
    }

    @Override
    public void stage() {
        if (status == null) {
            status = changer.prepare(next);
        }
    }

    /// Waits for its end. Nothing is lost where it failed: the changer says so when it is next used.
    @Override
    public void unstage() throws InterruptedException {
        Status begun = status;
        status = null;
        if (begun == null) {
            return;
        }
        try {
            var _ = begun.future().get();
        } catch (ExecutionException failed) {
            LOG.warn("Not prepared: {}", Failures.root(failed).getMessage());
        }
    }
}
