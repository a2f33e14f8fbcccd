package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Stageable;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// Puts a sample back that was prepared and whose turn does not come: the queue was changed meanwhile, or a
/// person mounts another one.
final class PuttingBack implements Stageable {
    private final SampleChanger changer;

    PuttingBack(SampleChanger changer) {
        this.changer = changer;
    }

    @Override
    public String name() {
        return changer.name() + "_putting_back";
    }

    @Override
    public String label() {
        return changer.label() + " putting back";
    }

    /// Those of the changer, which is moved after it.
    @Override
    public List<Signal> signals() {
        return List.of();
    }

    /// Waits until the gripper is empty.
    @Override
    public void stage() throws InterruptedException {
        try {
            var _ = changer.recover().future().get();
        } catch (ExecutionException failed) {
            Throwable why = Failures.root(failed);
            throw why instanceof DeviceException refused
                    ? refused
                    : new DeviceException(changer.name(), String.valueOf(why.getMessage()), why);
        }
    }

    @Override
    public void unstage() {}
}
