package io.beamdesk.plan;

import io.beamdesk.device.FlyPass;
import io.beamdesk.device.SeriesCamera;
import io.beamdesk.device.VelocityAxis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Continuous tomography: the rotation crosses the range at a constant velocity while the camera takes
/// frames by its own clock. Each projection has the angle that was measured in the middle of its
/// exposure; one that was lost has no row.
///
/// The rows are published while it turns. A pass that is paused or broken keeps them, and goes on
/// with the projections that are not there yet.
///
/// @param setup what it is made of; its rotation, camera and period are those of the pass
/// @param rotation the rotation axis
/// @param camera takes the frames
/// @param period time between the starts of two projections
public record FlyTomographyScan(
        TomographySetup setup, VelocityAxis rotation, SeriesCamera camera, Duration period)
        implements Plan {
    @Override
    public String name() {
        return "fly_tomography";
    }

    private FlyPass.Path path() {
        TomographySetup.Rotation angles = setup.rotation();
        return new FlyPass.Path(
                angles.start(), angles.step(), angles.projections(), setup.exposure(), period);
    }

    @Override
    public List<String> remarks() {
        FlyPass.Path path = path();
        double step = Math.abs(path.step());
        return List.of(
                "%s at %s deg/s, a frame every %s s; blurred over %s deg in each, %s %% of the step"
                        .formatted(
                                rotation.name(),
                                shown(path.speed()),
                                shown(Measurement.seconds(period)),
                                shown(path.blur()),
                                shown(100 * path.blur() / step)));
    }

    private static String shown(double value) {
        return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }

    @Override
    public void run(RunContext run) {
        FlyPass.Path path = path();
        Map<String, Object> further = Map.of("velocity", path.speed(), "blur", path.blur());
        setup.run(
                run,
                name(),
                further,
                stage -> {
                    FlyPass pass =
                            new FlyPass(
                                    rotation,
                                    camera,
                                    path,
                                    Map.of(ImageKey.COLUMN, ImageKey.PROJECTION.number()));
                    try (var _ = run.restoring(rotation.velocity());
                            var _ = run.stage(pass)) {
                        stage.fly(pass, rotation.velocity(), path.speed());
                    }
                });
    }
}
