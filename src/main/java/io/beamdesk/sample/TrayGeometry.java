package io.beamdesk.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where each place of a tray is on its stage. Three taught places define the plane; with more, it is
/// the plane with the least squares of what is left over.
///
/// The stage's axes may run either way and the tray may be turned and tilted, but the millimetres of
/// the tray must be millimetres of the motors, and its rows at right angles to its columns.
public final class TrayGeometry {
    /// Places that have to be taught.
    public static final int NEEDED = 3;

    /// A pitch may be wrong by this part: drops and moulded wells vary by far less.
    private static final double MOST_SCALE = 0.02;

    private static final double MOST_SKEW_DEG = 1.5;

    /// Taught places that all lie closer to one line than this share of their extent are one line.
    private static final double LEAST_SPREAD = 0.05;

    private final TrayType type;
    private final List<Taught> taught;
    private final MotorPosition origin;
    private final MotorPosition right;
    private final MotorPosition down;
    private final double rms;

    private TrayGeometry(
            TrayType type,
            List<Taught> taught,
            MotorPosition origin,
            MotorPosition right,
            MotorPosition down) {
        this.type = type;
        this.taught = List.copyOf(taught);
        this.origin = origin;
        this.right = right;
        this.down = down;
        this.rms =
                Math.sqrt(
                        taught.stream()
                                .mapToDouble(t -> {
                                    double off = at(spot(type, t)).minus(t.motors()).length();
                                    return off * off;
                                })
                                .average()
                                .orElse(0));
    }

    /// The plane through what was taught.
    ///
    /// @throws SampleException if it defines no plane or no plausible one: too few, unknown, repeated,
    ///     on one line, or a pitch or an angle that the type of tray does not have
    public static TrayGeometry of(TrayType type, List<Taught> taught) {
        if (!type.kind().isOnStage()) {
            throw new SampleException(
                    type.title() + " is served by a sample changer; there is nothing to teach");
        }
        check(type, taught);
        List<TrayType.Spot> spots = taught.stream().map(t -> spot(type, t)).toList();
        double n = taught.size();
        double meanX = spots.stream().mapToDouble(TrayType.Spot::x).sum() / n;
        double meanY = spots.stream().mapToDouble(TrayType.Spot::y).sum() / n;
        MotorPosition mean = new MotorPosition(0, 0, 0);
        for (Taught t : taught) {
            mean = mean.plus(t.motors().times(1 / n));
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        MotorPosition xm = new MotorPosition(0, 0, 0);
        MotorPosition ym = new MotorPosition(0, 0, 0);
        for (int i = 0; i < taught.size(); i++) {
            double x = spots.get(i).x() - meanX;
            double y = spots.get(i).y() - meanY;
            MotorPosition motors = taught.get(i).motors().minus(mean);
            xx += x * x;
            xy += x * y;
            yy += y * y;
            xm = xm.plus(motors.times(x));
            ym = ym.plus(motors.times(y));
        }
        double determinant = xx * yy - xy * xy;
        if (determinant <= Math.pow(LEAST_SPREAD * (xx + yy), 2)) {
            throw new SampleException(
                    names(taught)
                            + " lie on one line; teach one well away from it, such as three corners");
        }
        MotorPosition right = xm.times(yy).minus(ym.times(xy)).times(1 / determinant);
        MotorPosition down = ym.times(xx).minus(xm.times(xy)).times(1 / determinant);
        MotorPosition origin = mean.minus(right.times(meanX)).minus(down.times(meanY));
        TrayGeometry geometry = new TrayGeometry(type, taught, origin, right, down);
        geometry.checkPlausible();
        return geometry;
    }

    private static void check(TrayType type, List<Taught> taught) {
        Set<TrayType.Spot> seen = new HashSet<>();
        for (Taught t : taught) {
            if (!seen.add(spot(type, t))) {
                throw new SampleException(t.id() + " is taught twice; teach each place once");
            }
            if (!t.motors().isFinite()) {
                throw new SampleException(
                        "the motors have no position at " + t.id() + "; teach it again");
            }
        }
        if (taught.size() < NEEDED) {
            throw new SampleException(
                    "%d of %d places are taught; teach %s, best at three corners"
                            .formatted(
                                    taught.size(),
                                    NEEDED,
                                    taught.size() == NEEDED - 1 ? "one more" : "the others"));
        }
    }

    private static TrayType.Spot spot(TrayType type, Taught taught) {
        return type.spot(taught.id())
                .orElseThrow(() ->
                        new SampleException(
                                type.title()
                                        + " has no place \""
                                        + taught.id()
                                        + "\"; teach one that it has"));
    }

    private void checkPlausible() {
        List<String> wrong = new ArrayList<>();
        pitch("columns", right, wrong);
        pitch("rows", down, wrong);
        double skew = Math.abs(skewDeg());
        if (wrong.isEmpty() && skew > MOST_SKEW_DEG) {
            wrong.add(
                    String.format(
                            Locale.ROOT, "rows and columns are %.1f° from a right angle", skew));
        }
        if (!wrong.isEmpty()) {
            throw new SampleException(
                    "what was taught at %s does not fit %s: %s; check each taught place, the type of tray and the units of the motors"
                            .formatted(names(taught), type.title(), String.join(", ", wrong)));
        }
    }

    private static void pitch(String what, MotorPosition vector, List<String> wrong) {
        double deviation = vector.length() - 1;
        // Written so that NaN deviates.
        if (!(Math.abs(deviation) <= MOST_SCALE)) {
            wrong.add(
                    String.format(
                            Locale.ROOT,
                            "the pitch of its %s comes out %.1f %% too %s",
                            what,
                            100 * Math.abs(deviation),
                            deviation > 0 ? "large" : "small"));
        }
    }

    private static String names(List<Taught> taught) {
        List<String> ids = taught.stream().map(Taught::id).toList();
        return String.join(", ", ids.subList(0, ids.size() - 1)) + " and " + ids.getLast();
    }

    /// Type of the tray.
    public TrayType type() {
        return type;
    }

    /// What was taught.
    public List<Taught> taught() {
        return taught;
    }

    /// Where the stage has to stand for a place to be in the beam.
    public MotorPosition motors(Position position) {
        return at(new TrayType.Spot(position.x(), position.y()));
    }

    private MotorPosition at(TrayType.Spot spot) {
        return origin.plus(right.times(spot.x())).plus(down.times(spot.y()));
    }

    /// Root of the mean square distance in millimetres between where the taught places were and where
    /// the plane has them; 0 for three, which leave nothing over.
    public double rms() {
        return rms;
    }

    /// Angle in degrees, −180 to 180, from the x motor to the direction of growing columns, seen along
    /// the z motor.
    public double rotationDeg() {
        return Math.toDegrees(Math.atan2(right.y(), right.x()));
    }

    /// Angle in degrees, 0 to 90, between the plane of the tray and that of the x and y motors.
    public double tiltDeg() {
        MotorPosition normal = right.cross(down);
        double across = Math.hypot(normal.x(), normal.y());
        return Math.toDegrees(Math.atan2(across, Math.abs(normal.z())));
    }

    /// Millimetres of the motors for one of the tray along its rows; 1 for a perfect one.
    public double columnScale() {
        return right.length();
    }

    /// Millimetres of the motors for one of the tray along its columns; 1 for a perfect one.
    public double rowScale() {
        return down.length();
    }

    /// Degrees by which the angle between rows and columns differs from a right one.
    public double skewDeg() {
        double cosine = right.dot(down) / (right.length() * down.length());
        return Math.toDegrees(Math.asin(Math.clamp(cosine, -1, 1)));
    }
}
