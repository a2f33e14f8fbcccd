package io.beamdesk.device;

import io.beamdesk.device.SeriesCamera.Series;
import io.beamdesk.device.SeriesCamera.Taken;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An axis that moves at a constant velocity while a camera takes frames by its own clock.
///
/// A row is a frame with the position of the axis in the middle of its exposure: the readbacks,
/// interpolated in time. The time stamp of a frame is the end of its exposure, those of the readbacks
/// are the motor IOC's, so that the clocks of both IOCs must agree. A frame that did not come has no
/// row.
///
/// The axis runs up before the first position and down after the last: the ramp, and
/// [#MARGIN] at full speed in which the camera is started.
public final class FlyPass implements Flyable {
    /// Time at full speed before the first frame and after the last. Motor records tell their
    /// readback some ten times a second, and the start of the camera is timed from one.
    public static final Duration MARGIN = Duration.ofMillis(300);

    private final VelocityAxis axis;
    private final SeriesCamera camera;
    private final Path path;
    private final Map<String, Object> constants;

    // Guarded by this.
    /// Rows that were collected, in this attempt and before.
    private int collected;

    private FlyRows rows;
    private boolean ended = true;
    private Status complete = new Status("nothing kicked off");
    private @Nullable Series series;
    private @Nullable Status passing;
    private @Nullable Subscription following;

    /// The positions, in units of the axis, and how they are crossed.
    ///
    /// @param start position in the middle of the first exposure
    /// @param step from one to the next, with its sign, not 0
    /// @param frames number of positions
    /// @param exposure of each frame
    /// @param period from the start of a frame to that of the next, not below the exposure
    public record Path(double start, double step, int frames, Duration exposure, Duration period) {
        /// Units per second, without a sign.
        public double speed() {
            return Math.abs(step) / seconds(period);
        }

        /// The way that the axis makes in one exposure.
        public double blur() {
            return speed() * seconds(exposure);
        }

        /// One of the positions.
        public double position(int frame) {
            return start + frame * step;
        }

        /// Where the exposure of a frame begins, or with `+1` ends.
        double edge(int frame, int side) {
            return position(frame) + side * Math.copySign(blur() / 2, step);
        }
    }

    /// A pass over all positions.
    ///
    /// @param constants further columns of the camera that are the same in every row
    public FlyPass(
            VelocityAxis axis, SeriesCamera camera, Path path, Map<String, Object> constants) {
        this.axis = axis;
        this.camera = camera;
        this.path = path;
        this.constants = Map.copyOf(constants);
        rows = rowsFromHere();
    }

    private FlyRows rowsFromHere() {
        return new FlyRows(axis.name(), camera.name(), path, constants, collected);
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private double run() {
        double speed = path.speed();
        return Math.copySign(axis.ramp(speed) + speed * seconds(MARGIN), path.step());
    }

    /// Where the axis must be before the kickoff.
    public synchronized double begin() {
        return path.edge(collected, -1) - run();
    }

    private double target() {
        return path.edge(path.frames() - 1, 1) + run();
    }

    @Override
    public String name() {
        return axis.name() + "_pass";
    }

    @Override
    public String label() {
        return axis.label() + " with " + camera.label();
    }

    @Override
    public List<Signal> signals() {
        return List.of();
    }

    @Override
    public List<String> measures() {
        return List.of(axis.name(), camera.name());
    }

    @Override
    public synchronized int rows() {
        return path.frames() - collected;
    }

    @Override
    public Map<Axis, Double> ends() {
        return Map.of(axis, target());
    }

    /// The way at constant velocity, and a ramp on either side at half of it.
    @Override
    public Duration estimate() {
        double speed = path.speed();
        double way = Math.abs(target() - begin()) + 2 * axis.ramp(speed);
        return Duration.ofNanos(Math.round(way / speed * 1e9));
    }

    @Override
    public synchronized Status kickoff() {
        Status started = new Status(label() + " setting off");
        Status whole = new Status(label());
        rows = rowsFromHere();
        ended = false;
        complete = whole;
        if (rows() == 0) {
            end(whole, null);
            started.complete();
            return started;
        }
        Series frames = camera.series(rows(), path.period(), taken -> take(whole, taken));
        series = frames;
        var _ =
                frames.prepare()
                        .future()
                        .whenComplete((_, failure) ->
                                proceed(whole, started, failure, () -> depart(whole, started)));
        return started;
    }

    /// On to the next thing that is started, unless the pass has ended meanwhile.
    private synchronized void proceed(
            Status whole, Status started, @Nullable Throwable failure, Runnable then) {
        if (failure != null) {
            started.fail(cause(failure));
            end(whole, cause(failure));
        } else if (ended || whole != complete) {
            started.fail(stopped());
        } else {
            then.run();
        }
    }

    private DeviceException stopped() {
        return new DeviceException.Stopped(name(), name() + ": was stopped; start it again");
    }

    private void depart(Status whole, Status started) {
        double speed = path.speed();
        following = axis.follow(readback -> follow(whole, readback));
        Status there = axis.passing(path.edge(rows.first(), -1), speed * seconds(MARGIN), speed);
        passing = there;
        Status moving = axis.set(target());
        var _ =
                there.future()
                        .whenComplete((_, failure) ->
                                proceed(
                                        whole,
                                        started,
                                        failure,
                                        () -> expose(whole, started, moving)));
        var _ =
                moving.future()
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                started.fail(cause(failure));
                                end(whole, cause(failure));
                            }
                        });
    }

    private void expose(Status whole, Status started, Status moving) {
        Series frames = series;
        if (frames == null) {
            return;
        }
        Status exposing = frames.start();
        started.complete();
        var _ =
                exposing.future()
                        .thenCombine(moving.future(), (_, _) -> true)
                        .whenComplete((_, failure) ->
                                end(whole, failure == null ? null : cause(failure)));
        var _ =
                exposing.future()
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                end(whole, cause(failure));
                            }
                        });
    }

    private DeviceException cause(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof DeviceException) && root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof DeviceException known
                ? known
                : new DeviceException(name(), name() + " failed: " + root, root);
    }

    private synchronized void take(Status whole, Taken taken) {
        if (whole == complete && !ended) {
            rows.take(taken);
            notifyAll();
        }
    }

    private synchronized void follow(Status whole, Reading readback) {
        if (whole == complete && !ended && readback.value() instanceof Double position) {
            rows.follow(position, readback.timestamp());
            notifyAll();
        }
    }

    /// The end, with a failure or without: what is still on its way stops.
    private synchronized void end(Status whole, @Nullable DeviceException failure) {
        if (ended || whole != complete) {
            return;
        }
        if (failure == null) {
            rows.end();
        }
        over();
        if (failure == null) {
            whole.complete();
        } else {
            axis.stop();
            camera.secure();
            whole.fail(failure);
        }
    }

    private void over() {
        ended = true;
        if (following != null) {
            following.close();
            following = null;
        }
        if (passing != null) {
            passing.fail(stopped());
            passing = null;
        }
        if (series != null) {
            series.close();
            series = null;
        }
        notifyAll();
    }

    @Override
    public synchronized Status complete() {
        return complete;
    }

    @Override
    public synchronized List<Map<String, Reading>> collect() throws InterruptedException {
        while (rows.isEmpty() && !ended) {
            wait();
        }
        collected = rows.next();
        return rows.drain();
    }

    @Override
    public synchronized List<String> remarks() {
        return rows.remarks();
    }

    @Override
    public void secure() {
        synchronized (this) {
            if (!ended) {
                over();
                complete.fail(stopped());
            }
        }
        axis.stop();
        camera.secure();
    }

    @Override
    public Optional<String> hazard() {
        return Optional.of(axis)
                .filter(Securable.class::isInstance)
                .flatMap(a -> ((Securable) a).hazard())
                .or(camera::hazard);
    }
}
