package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.physics.Beam;
import io.beamdesk.sim.physics.Phantom;
import io.beamdesk.sim.physics.Radiograph;
import io.beamdesk.sim.physics.Region;
import java.util.function.Supplier;

/// The detector behind the sample: the phantom in the beam. Pictures that did not change since the
/// last frame are kept; they are used by the one thread that computes.
final class DetectorSensor implements Sensor {
    private record Flat(Beam.Slits slits, Region region) {}

    private record Projection(Phantom.View view, Region region) {}

    private final Site site;
    private final Optics optics;
    private final Stage stage;
    private final Kept<Flat> flats = new Kept<>(key -> Radiograph.flat(key.slits(), key.region()));
    private final Kept<Projection> projections =
            new Kept<>(key -> Phantom.transmission(key.view(), key.region()));

    DetectorSensor(Site site, Optics optics, Stage stage) {
        this.site = site;
        this.optics = optics;
        this.stage = stage;
    }

    @Override
    public String model() {
        return "Simulated detector 2048";
    }

    @Override
    public int size() {
        return Radiograph.SIZE;
    }

    @Override
    public int startSize() {
        return 512;
    }

    @Override
    public Depth depth() {
        return Depth.UINT16;
    }

    @Override
    public Supplier<Elements> expose(Region region, double seconds, long frame) {
        Beam beam = optics.beam();
        double centre = Radiograph.SIZE / 2.0;
        Phantom.View view =
                new Phantom.View(
                        stage.rotation(),
                        stage.x(),
                        stage.y(),
                        beam.energyEv(),
                        Radiograph.PIXEL,
                        centre,
                        centre);
        double light = beam.intensity() / beam.slits().transmission() * seconds;
        return () ->
                new Elements.UnsignedShorts(
                        Radiograph.expose(
                                flats.get(new Flat(beam.slits(), region)),
                                projections.get(new Projection(view, region)),
                                Double.isFinite(light) ? light : 0,
                                site.seed(),
                                frame,
                                region));
    }
}
