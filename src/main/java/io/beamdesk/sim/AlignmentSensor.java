package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.physics.AlignmentView;
import io.beamdesk.sim.physics.AlignmentView.Lens;
import io.beamdesk.sim.physics.Region;
import io.beamdesk.sim.record.ValueRecord;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// The microscope that looks at the sample.
final class AlignmentSensor implements Sensor {
    private static final int SAMPLE_Z = 3;
    private static final int CAMERA_FOCUS = 13;
    // At half illumination and 50 ms the ground is at two thirds of the range.
    private static final double BRIGHTNESS = 68;

    private static final List<String> LEVELS = List.of("1x", "2x", "4x");
    private static final List<Lens> LENSES =
            List.of(Lens.WIDE, new Lens(0.0025, 524, 505), new Lens(0.00125, 536, 498));

    private record Picture(AlignmentView view, Region region) {}

    private final Site site;
    private final Motors motors;
    private final Stage stage;
    private final DoubleSupplier illumination;
    private final ValueRecord zoom;
    private final Kept<Picture> pictures = new Kept<>(key -> key.view().picture(key.region()));

    AlignmentSensor(Site site, Motors motors, Stage stage, DoubleSupplier illumination) {
        this.site = site;
        this.motors = motors;
        this.stage = stage;
        this.illumination = illumination;
        zoom =
                site.add(
                        ValueRecord.choice(
                                site.world(), site.name("cam2:Zoom"), "mbbo", "Zoom", LEVELS));
        zoom.value().settable();
    }

    @Override
    public String model() {
        return "Simulated microscope 1024";
    }

    @Override
    public int size() {
        return AlignmentView.SIZE;
    }

    @Override
    public int startSize() {
        return AlignmentView.SIZE;
    }

    @Override
    public Depth depth() {
        return Depth.UINT8;
    }

    @Override
    public Supplier<Elements> expose(Region region, double seconds, long frame) {
        AlignmentView view =
                new AlignmentView(
                        stage.x(),
                        stage.y(),
                        stage.rotation(),
                        motors.position(SAMPLE_Z) + motors.position(CAMERA_FOCUS),
                        illumination.getAsDouble() * seconds * BRIGHTNESS,
                        stage.specimen(),
                        LENSES.get(zoom.value().integer()));
        return () ->
                new Elements.Bytes(
                        AlignmentView.expose(
                                pictures.get(new Picture(view, region)),
                                site.seed() + 1,
                                frame,
                                region));
    }
}
