package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.device.FlyPass;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Triggerable;
import io.beamdesk.plan.TomographySetup.Flats;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shutter, sample and rotation during a tomography. What already is where it is wanted is not sent
/// there again, unless a step is repeated: then nobody knows what has moved meanwhile.
final class TomographyStage {
    private final RunContext run;
    private final TomographySetup setup;
    private final double in;
    private final Map<Movable<?>, Object> sent = new HashMap<>();
    private double height;
    private double angle;

    /// Takes the sample to be in the beam.
    TomographyStage(RunContext run, TomographySetup setup) {
        this.run = run;
        this.setup = setup;
        in = setup.flats().map(flats -> run.position(flats.axis())).orElse(0.0);
        angle = setup.rotation().start();
    }

    /// What follows is taken at this position of the tile axis, beginning at the first angle.
    void tile(double position) {
        height = position;
        angle = setup.rotation().start();
    }

    /// Frames of a kind, where the rotation stands.
    void take(ImageKey key, int count) {
        for (int i = 0; i < count; i++) {
            frame(key, angle);
        }
    }

    /// A frame of a kind at an angle; a step.
    void frame(ImageKey key, double at) {
        angle = at;
        boolean[] repeated = new boolean[1];
        run.step(() -> {
            if (repeated[0]) {
                sent.clear();
            }
            repeated[0] = true;
            if (pose(key, at)) {
                run.sleep(setup.settle());
            }
            run.trigger(setup.detectors().toArray(Triggerable[]::new));
            run.read(columns(key));
        });
    }

    /// Projections on the fly; a step, which leaves the rotation where the pass ends. Done again, it
    /// goes on with the projections that are not there yet.
    ///
    /// @param pass staged
    /// @param velocity setting of the rotation's velocity, restored on every way out
    /// @param speed of the pass
    void fly(FlyPass pass, Movable<Double> velocity, double speed) {
        Axis rotation = setup.rotation().axis();
        double usual = run.position(velocity);
        boolean[] repeated = new boolean[1];
        run.step(() -> {
            if (repeated[0]) {
                sent.clear();
                run.move(velocity, usual);
            }
            repeated[0] = true;
            if (pass.rows() > 0) {
                if (pose(ImageKey.PROJECTION, pass.begin())) {
                    run.sleep(setup.settle());
                }
                run.move(velocity, speed);
                run.fly(pass, columns(ImageKey.PROJECTION));
                run.move(velocity, usual);
            }
        });
        angle = Objects.requireNonNull(pass.ends().get(rotation));
        sent.put(rotation, angle);
    }

    /// Whatever a row has beside the camera's columns comes after them.
    private Readable[] columns(ImageKey key) {
        Stream<Readable> camera = Stream.of(new KeyedFrames(setup.camera(), key));
        return Stream.of(
                        setup.axes().stream(),
                        camera,
                        setup.monitor().stream(),
                        setup.others().stream())
                .flatMap(s -> s.map(Readable.class::cast))
                .toArray(Readable[]::new);
    }

    /// The shutter closes before anything moves, and opens when all have arrived.
    ///
    /// @return whether anything moved
    boolean pose(ImageKey key, double at) {
        boolean moved = key == ImageKey.DARK && shutter(false);
        Map<Axis, Double> targets = new LinkedHashMap<>();
        setup.flats().ifPresent(flats -> targets.put(flats.axis(), in));
        setup.tiles().ifPresent(tiles -> targets.put(tiles.axis(), height));
        if (key == ImageKey.FLAT) {
            setup.flats().ifPresent(flats -> targets.put(flats.axis(), out(flats)));
        }
        targets.put(setup.rotation().axis(), at);
        for (Map.Entry<Axis, Double> target : targets.entrySet()) {
            moved |= send(target.getKey(), target.getValue());
        }
        return (key != ImageKey.DARK && shutter(true)) || moved;
    }

    private double out(Flats flats) {
        return flats.relative() ? in + flats.out() : flats.out();
    }

    private boolean shutter(boolean open) {
        Optional<StepScan.Opening<?>> shutter = setup.shutter();
        return shutter.isPresent() && shutter(shutter.get(), open);
    }

    private <P> boolean shutter(StepScan.Opening<P> opening, boolean open) {
        return send(opening.shutter(), open ? opening.open() : opening.closed());
    }

    private <T> boolean send(Movable<T> movable, T target) {
        @Nullable Object last = sent.remove(movable);
        if (!target.equals(last)) {
            run.move(movable, target);
        }
        sent.put(movable, target);
        return !target.equals(last);
    }
}
