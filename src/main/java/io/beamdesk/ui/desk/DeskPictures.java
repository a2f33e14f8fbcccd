package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.config.Role;
import io.beamdesk.device.Detector;
import io.beamdesk.device.DeviceException;
import io.beamdesk.engine.EngineException;
import io.beamdesk.engine.Outcome;
import io.beamdesk.plan.Measurement;
import io.beamdesk.plan.TimeSeries;
import io.beamdesk.ui.align.PictureDesk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Pictures of a desk's alignment camera.
///
/// @param held why nothing may be recorded now, as a sentence; empty if it may
record DeskPictures(Desk desk, Supplier<Optional<String>> held, Executor background)
        implements PictureDesk {
    /// A recording that nobody ends shall not fill the disk.
    private static final int MOST_FRAMES = 20_000;

    @Override
    public Path folder() {
        return desk.dataFolder().resolve("snapshots");
    }

    @Override
    public Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("Beamline", desk.beamline().name());
        put(about, "Experiment", desk.experiment().title());
        put(about, "Proposal", desk.experiment().proposal());
        put(about, "Author", desk.experiment().users());
        for (String axis : desk.axes()) {
            try {
                var device = desk.beamline().movable(axis);
                about.put(axis, device.position() + " " + device.units());
            } catch (DeviceException _) {
                // What does not say where it is, is not said.
            }
        }
        return about;
    }

    private static void put(Map<String, String> about, String keyword, String text) {
        if (!text.isBlank()) {
            about.put(keyword, text);
        }
    }

    @Override
    public CompletableFuture<Outcome> record() {
        return CompletableFuture.completedFuture("").thenComposeAsync(_ -> started(), background);
    }

    private CompletableFuture<Outcome> started() {
        held.get()
                .ifPresent(why -> {
                    throw new EngineException(why);
                });
        Detector camera =
                desk.beamline()
                        .role(Role.ALIGNMENT_CAMERA, Detector.class)
                        .orElseThrow(
                                () -> new EngineException("The beamline has no alignment camera."));
        // The shutter stays as it is: looking at a sample shall not expose it.
        return desk.measure(
                "Recording of " + camera.label(),
                new TimeSeries(
                        MOST_FRAMES,
                        Optional.empty(),
                        Duration.ZERO,
                        new Measurement(
                                List.of(camera),
                                List.of(),
                                exposure(camera),
                                Duration.ZERO,
                                Optional.empty())));
    }

    private static Duration exposure(Detector camera) {
        return Duration.ofNanos(Math.round(camera.exposure().position() * 1e9));
    }

    @Override
    public void stop() {
        desk.engine().stop();
    }
}
