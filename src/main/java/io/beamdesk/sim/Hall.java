package io.beamdesk.sim;

import io.beamdesk.sim.record.Database;
import io.beamdesk.sim.record.World;
import java.util.List;
import java.util.function.Function;

/// Builds the whole beamline: the parts in their order along the beam, tied together by the light.
final class Hall {
    private Hall() {}

    /// The same without PVAccess.
    static Database build(World world, String prefix, long seed) {
        return build(world, _ -> (_, _, _, _) -> {}, prefix, seed);
    }

    /// @param frames makes a place for the frames of a camera, by the name of its PVAccess variable
    static Database build(
            World world, Function<String, FrameSink> frames, String prefix, long seed) {
        Site site = new Site(world, new Database(), prefix, seed);
        site.world()
                .hold(() -> {
                    Ring ring = new Ring(site);
                    Motors motors = new Motors(site);
                    Shutters shutters = new Shutters(site);
                    Robot robot = new Robot(site, motors, shutters::hutchReady);
                    Stage stage = new Stage(motors, robot);
                    Optics optics = new Optics(site, ring, motors, shutters, stage);
                    new Counters(site, optics);
                    Surroundings surroundings = new Surroundings(site);
                    new Camera(
                            site,
                            "cam1:",
                            "image1:",
                            List.of(
                                    frames.apply(site.name("Pva1:Image")),
                                    new Hdf5Plugin(site, "HDF1:", "DET1")),
                            "DET1",
                            new DetectorSensor(site, optics, stage));
                    new Camera(
                            site,
                            "cam2:",
                            "image2:",
                            List.of(frames.apply(site.name("Pva2:Image"))),
                            "MIC1",
                            new AlignmentSensor(site, motors, stage, surroundings::illumination));
                    new StepScans(site);
                });
        return site.database();
    }
}
