package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.config.Role;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.document.Frame;
import io.beamdesk.engine.EngineState;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A frame of the alignment camera now.
final class DeskCamera {
    private DeskCamera() {}

    /// The camera, if the beamline file names one.
    static Optional<AreaDetector> of(Desk desk) {
        return desk.beamline().role(Role.ALIGNMENT_CAMERA, AreaDetector.class);
    }

    /// What it sees: its latest frame while it runs or a run may hold it, otherwise one that is taken for
    /// it, and the camera is then as it was.
    static CompletableFuture<Frame> frame(Desk desk, AreaDetector camera) {
        boolean running = camera.acquire().state().number().orElse(0.0) != 0;
        boolean free = desk.engine().status().state() == EngineState.IDLE;
        return running || !free ? camera.latest() : taken(camera);
    }

    private static CompletableFuture<Frame> taken(AreaDetector camera) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        camera.stage();
                        try {
                            camera.trigger().future().join();
                            return (Frame)
                                    Objects.requireNonNull(camera.read().get(camera.name()))
                                            .value();
                        } finally {
                            camera.unstage();
                        }
                    } catch (InterruptedException stopped) {
                        throw new DeviceException(
                                camera.name(), camera.label() + " was not waited for", stopped);
                    }
                },
                task -> Thread.ofVirtual().name("frame of " + camera.name()).start(task));
    }
}
