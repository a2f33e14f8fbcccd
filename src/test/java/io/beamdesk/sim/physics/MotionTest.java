package io.beamdesk.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.sim.physics.Motion.Braking;
import io.beamdesk.sim.physics.Motion.Trapezoid;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class MotionTest {
    @Test
    void longMoveTakesDistanceOverSpeedAndOneRamp() {
        assertThat(new Trapezoid(0, 10, 5, 0.2).duration()).isCloseTo(2.2, within(1e-9));
    }

    @Property
    void trapezoidIsSmoothNeverTooFastAndEndsExactly(
            @ForAll @DoubleRange(min = -100, max = 100) double from,
            @ForAll @DoubleRange(min = -100, max = 100) double to,
            @ForAll @DoubleRange(min = 0.1, max = 50) double speed,
            @ForAll @DoubleRange(min = 0.01, max = 2) double ramp) {
        Trapezoid motion = new Trapezoid(from, to, speed, ramp);
        double step = motion.duration() / 200;
        double before = from;
        for (int i = 0; i <= 201; i++) {
            double now = motion.position(i * step);
            assertThat(Math.abs(now - before)).isLessThanOrEqualTo(speed * step * 1.001 + 1e-9);
            assertThat((now - before) * Math.signum(to - from)).isGreaterThanOrEqualTo(-1e-9);
            assertThat(Math.abs(motion.velocity(i * step))).isLessThanOrEqualTo(speed * 1.000001);
            before = now;
        }
        assertThat(before).isEqualTo(to);
    }

    @Property
    void brakingContinuesFromTheSameVelocityToAStand(
            @ForAll @DoubleRange(min = -20, max = 20) double speed,
            @ForAll @DoubleRange(min = 0.1, max = 100) double rate) {
        Braking motion = new Braking(3, speed, rate);
        assertThat(motion.velocity(0)).isCloseTo(speed, within(1e-9));
        double end = motion.duration();
        assertThat(motion.position(end))
                .isCloseTo(3 + Math.signum(speed) * speed * speed / (2 * rate), within(1e-6));
        assertThat(motion.velocity(end)).isZero();
        assertThat(motion.position(end + 5)).isEqualTo(motion.position(end));
    }
}
