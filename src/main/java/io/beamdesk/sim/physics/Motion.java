package io.beamdesk.sim.physics;

/// Where an axis is, as a function of the time since it began to move. Times in seconds.
public sealed interface Motion {
    /// Position at that time; the end position from the end on.
    double position(double seconds);

    /// Velocity at that time; zero from the end on.
    double velocity(double seconds);

    /// Time until it stands still; infinite if it never moves on.
    double duration();

    /// Speeds up at a constant rate, cruises, and slows down at the same rate. A short move never
    /// reaches the cruising speed.
    ///
    /// @param from start
    /// @param to end
    /// @param speed cruising speed, above zero
    /// @param rampTime time to reach it, zero or more
    record Trapezoid(double from, double to, double speed, double rampTime) implements Motion {
        private double sign() {
            return Math.signum(to - from);
        }

        /// Time of one ramp, shorter where the move is too short to reach the speed.
        private double ramp() {
            double distance = Math.abs(to - from);
            return distance >= speed * rampTime ? rampTime : Math.sqrt(distance * rampTime / speed);
        }

        @Override
        public double duration() {
            double ramp = ramp();
            double distance = Math.abs(to - from);
            return ramp < rampTime ? 2 * ramp : distance / speed + rampTime;
        }

        @Override
        public double position(double seconds) {
            double end = duration();
            if (seconds <= 0) {
                return from;
            }
            if (seconds >= end) {
                return to;
            }
            double ramp = ramp();
            double rate = rampTime > 0 ? speed / rampTime : 0;
            if (seconds < ramp) {
                return from + sign() * rate * seconds * seconds / 2;
            }
            double left = end - seconds;
            if (left < ramp) {
                return to - sign() * rate * left * left / 2;
            }
            return from + sign() * (rate * ramp * ramp / 2 + speed * (seconds - ramp));
        }

        @Override
        public double velocity(double seconds) {
            double end = duration();
            if (seconds <= 0 || seconds >= end) {
                return 0;
            }
            double ramp = ramp();
            double edge = Math.min(seconds, end - seconds);
            return sign() * (edge < ramp ? speed / rampTime * edge : speed);
        }
    }

    /// Slows down at a constant rate until it stands still.
    ///
    /// @param from where the braking begins
    /// @param speed signed velocity there
    /// @param rate deceleration, above zero
    record Braking(double from, double speed, double rate) implements Motion {
        @Override
        public double duration() {
            return Math.abs(speed) / rate;
        }

        @Override
        public double position(double seconds) {
            double time = Math.clamp(seconds, 0, duration());
            return from + speed * time - Math.signum(speed) * rate * time * time / 2;
        }

        @Override
        public double velocity(double seconds) {
            return seconds >= duration()
                    ? 0
                    : speed - Math.signum(speed) * rate * Math.max(0, seconds);
        }
    }

    /// A stalled axis: it should move and does not.
    ///
    /// @param at where it stands
    record Stalled(double at) implements Motion {
        @Override
        public double duration() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double position(double seconds) {
            return at;
        }

        @Override
        public double velocity(double seconds) {
            return 0;
        }
    }
}
