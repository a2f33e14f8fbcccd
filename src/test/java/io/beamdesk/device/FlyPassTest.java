package io.beamdesk.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.SeriesCamera.Series;
import io.beamdesk.device.SeriesCamera.Taken;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ten frames a second apart at a degree a second, exposed for half a second each, so that frame `i` is
/// to be exposed about `i` degrees. The axis is at `t` degrees `t` seconds after the start.
class FlyPassTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final FlyPass.Path PATH =
            new FlyPass.Path(0, 1, 10, Duration.ofMillis(500), Duration.ofSeconds(1));
    private static final double RAMP = 0.5;

    private final Turning axis = new Turning();
    private final Taking camera = new Taking();
    private final FlyPass pass = new FlyPass(axis, camera, PATH, Map.of("image_key", 0));

    /// An axis that is where the test says.
    private static final class Turning implements VelocityAxis {
        final Status passed = new Status("passing");
        final Status arrived = new Status("moving");
        Consumer<Reading> follower = _ -> {};
        double target;

        void at(double seconds) {
            double position = Math.min(seconds, target);
            follower.accept(new Reading(position, after(seconds)));
        }

        @Override
        public String name() {
            return "rotation";
        }

        @Override
        public String label() {
            return "Rotation";
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }

        @Override
        public void check(Double wanted) {}

        @Override
        public Status set(Double wanted) {
            target = wanted;
            return arrived;
        }

        @Override
        public Double position() {
            return 0.0;
        }

        @Override
        public Duration estimate(Double from, Double to) {
            return Duration.ZERO;
        }

        @Override
        public void stop() {}

        @Override
        public Map<String, DataKey> describe() {
            return Map.of();
        }

        @Override
        public Map<String, Reading> read() {
            return Map.of();
        }

        @Override
        public Movable<Double> velocity() {
            return this;
        }

        @Override
        public double ramp(double speed) {
            return RAMP;
        }

        @Override
        public Status passing(double position, double within, double speed) {
            return passed;
        }

        @Override
        public Subscription follow(Consumer<Reading> readbacks) {
            follower = readbacks;
            return () -> follower = _ -> {};
        }
    }

    /// A camera whose frames come when the test says.
    private static final class Taking implements SeriesCamera {
        final Status exposed = new Status("exposing");
        Consumer<Taken> taker = _ -> {};

        /// @param end of the exposure, in seconds after the start
        void frame(int index, double end) {
            taker.accept(
                    new Taken(index, new Frame(100 + index, after(end), "|u1", 1, 1, new byte[1])));
        }

        @Override
        public Series series(int frames, Duration period, Consumer<Taken> taken) {
            taker = taken;
            return new Series() {
                @Override
                public Status prepare() {
                    Status ready = new Status("preparing");
                    ready.complete();
                    return ready;
                }

                @Override
                public Status start() {
                    return exposed;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public String name() {
            return "camera";
        }

        @Override
        public String label() {
            return "Camera";
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }

        @Override
        public Status trigger() {
            return exposed;
        }

        @Override
        public Duration estimate(Duration exposure) {
            return exposure;
        }

        @Override
        public Movable<Double> exposure() {
            return new Turning();
        }

        @Override
        public Map<String, DataKey> describe() {
            return Map.of();
        }

        @Override
        public Map<String, Reading> read() {
            return Map.of();
        }

        @Override
        public void stage() {}

        @Override
        public void unstage() {}

        @Override
        public void secure() {}

        @Override
        public Optional<String> hazard() {
            return Optional.empty();
        }
    }

    private static Instant after(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    @BeforeEach
    void setOff() {
        Status started = pass.kickoff();
        axis.passed.complete();
        assertThat(started.future()).isCompleted();
        for (int tenth = -10; tenth < 130; tenth++) {
            axis.at(tenth / 10.0);
        }
    }

    private void ended() {
        camera.exposed.complete();
        axis.arrived.complete();
        assertThat(pass.complete().future()).isCompleted();
    }

    private List<Object> column(List<Map<String, Reading>> rows, String name) {
        return rows.stream().map(row -> row.get(name).value()).toList();
    }

    @Test
    void framesThatDidNotComeHaveNoRowAndAreNamedByTheirNumbers() throws Exception {
        for (int index : List.of(0, 1, 2, 5, 6, 8)) {
            camera.frame(index, index + 0.25);
        }
        ended();
        List<Map<String, Reading>> rows = pass.collect();
        assertThat(column(rows, "rotation")).containsExactly(0.0, 1.0, 2.0, 5.0, 6.0, 8.0);
        assertThat(column(rows, "rotation_setpoint")).containsExactly(0.0, 1.0, 2.0, 5.0, 6.0, 8.0);
        assertThat(column(rows, "camera_unique_id"))
                .containsExactly(100L, 101L, 102L, 105L, 106L, 108L);
        assertThat(pass.remarks())
                .containsExactly(
                        "camera lost 4 of 10 frames, by their unique ids: 103 to 104, 107, the last 1");
    }

    @Test
    void framesOfACameraThatBeganLateHaveTheirOwnAnglesAndThoseBehindTheEndAreNamed()
            throws Exception {
        for (int index = 0; index < 10; index++) {
            camera.frame(index, index + 2.25);
        }
        ended();
        List<Map<String, Reading>> rows = pass.collect();
        // It leaves its constant speed at 9.55 and stands at 10.05.
        assertThat(column(rows, "rotation"))
                .containsExactly(2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 10.05);
        assertThat(column(rows, "rotation_setpoint"))
                .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0);
        assertThat(pass.remarks())
                .containsExactly(
                        "camera exposed 2 of 10 frames late, when rotation ran down or stood, by their unique ids: 108 to 109");
    }

    @Test
    void frameThatComesAfterTheEndIsALostOne() throws Exception {
        for (int index = 0; index < 9; index++) {
            camera.frame(index, index + 0.25);
        }
        ended();
        camera.frame(9, 9.25);
        assertThat(pass.collect()).hasSize(9);
        assertThat(pass.collect()).isEmpty();
        assertThat(pass.remarks())
                .containsExactly("camera lost 1 of 10 frames, by their unique ids: the last 1");
    }

    @Test
    void passWithEveryFrameInTimeHasNoRemark() throws Exception {
        for (int index = 0; index < 10; index++) {
            camera.frame(index, index + 0.25);
        }
        ended();
        assertThat(pass.collect()).hasSize(10);
        assertThat(pass.remarks()).isEmpty();
        assertThat(pass.rows()).isZero();
    }
}
