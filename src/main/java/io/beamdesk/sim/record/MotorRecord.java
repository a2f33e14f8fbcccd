package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import io.beamdesk.sim.physics.Motion.Stalled;
import io.beamdesk.sim.physics.Motion.Trapezoid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The motor record of synApps as a client sees it, on an axis that moves in real time.
///
/// The axis is kept in dial coordinates; user = DIR × dial + OFF. HLM = LLM = 0 means no limits.
public final class MotorRecord extends EpicsRecord {
    private static final int STOP = 0;
    private static final int PAUSE = 1;
    private static final int MOVE = 2;
    private static final int GO = 3;
    private static final int MSTA_POSITIVE = 0x1;
    private static final int MSTA_DONE = 0x2;
    private static final int MSTA_HIGH_SWITCH = 0x4;
    private static final int MSTA_LOW_SWITCH = 0x2000;
    // The switches lie a little outside the limits that the motor starts with.
    private static final double SWITCH_MARGIN = 0.02;
    private static final int MISSED_STEPS = 20;

    private final Axis axis;
    private final double lowSwitch;
    private final double highSwitch;
    private final List<Runnable> watchers = new ArrayList<>();

    private final Field target;
    private final Field readback;
    private final Field dialTarget;
    private final Field dialReadback;
    private final Field rawTarget;
    private final Field rawReadback;
    private final Field difference;
    private final Field done;
    private final Field moving;
    private final Field high;
    private final Field low;
    private final Field dialHigh;
    private final Field dialLow;
    private final Field atHigh;
    private final Field atLow;
    private final Field violation;
    private final Field units;
    private final Field precision;
    private final Field velocity;
    private final Field ramp;
    private final Field backlash;
    private final Field tweak;
    private final Field mode;
    private final Field axisStatus;
    private final Field setting;
    private final Field offset;
    private final Field direction;
    private final Field missed;
    private final Field resolution;

    /// Where the axis goes once it stands, in dial units; `null` when the motion is the last one.
    private @Nullable Double then;

    /// Whether VAL is overwritten with where the axis comes to stand.
    private boolean takesPosition;

    private MotorFault fault = MotorFault.NONE;

    /// Makes a motor at rest.
    public MotorRecord(World world, MotorSettings with) {
        super(world, with.name(), "motor", with.description());
        axis = new Axis(world, with.start(), this::showPosition, this::standing);
        double margin = SWITCH_MARGIN * (with.high() - with.low());
        lowSwitch = with.low() - margin;
        highSwitch = with.high() + margin;

        units = text("EGU", with.units());
        precision = small("PREC", with.precision());
        resolution = positive(number("MRES", with.resolution()));
        direction = choice("DIR", List.of("Pos", "Neg"), 0);
        offset = length("OFF", 0);
        setting = choice("SET", List.of("Use", "Set"), 0).settable();
        high = length("HLM", with.high());
        low = length("LLM", with.low());
        dialHigh = length("DHLM", with.high());
        dialLow = length("DLLM", with.low());
        units.onWrite(v -> property(units, v));
        precision.onWrite(v -> property(precision, v));
        direction.onWrite(v -> reframe(direction, v));
        offset.onWrite(v -> reframe(offset, v));
        high.onWrite(v -> limit(high, v));
        low.onWrite(v -> limit(low, v));

        target = length("VAL", with.start()).onWrite(v -> go(v.number(0)));
        readback = length("RBV", with.start());
        dialTarget = length("DVAL", with.start()).onWrite(v -> go(user(v.number(0))));
        dialReadback = length("DRBV", with.start());
        rawTarget = whole("RVAL", 0).onWrite(v -> go(user(v.integer(0) * resolution.number())));
        rawReadback = whole("RRBV", 0);
        difference = length("DIFF", 0);
        done = small("DMOV", 1);
        moving = small("MOVN", 0);
        small("STOP", 0).onWrite(this::stop);
        atHigh = small("HLS", 0);
        atLow = small("LLS", 0);
        violation = small("LVIO", 0);
        velocity = positive(speed("VELO", with.velocity()));
        speed("VBAS", 0).settable();
        speed("VMAX", 0).settable();
        ramp = positive(seconds("ACCL", with.rampSeconds()));
        backlash = length("BDST", 0).settable();
        tweak = length("TWV", 1).settable();
        small("TWF", 0).onWrite(v -> tweak(v, 1));
        small("TWR", 0).onWrite(v -> tweak(v, -1));
        small("JOGF", 0).onWrite(v -> jog(v, 1));
        small("JOGR", 0).onWrite(v -> jog(v, -1));
        small("HOMF", 0).onWrite(this::home);
        small("HOMR", 0).onWrite(this::home);
        mode = choice("SPMG", List.of("Stop", "Pause", "Move", "Go"), GO).onWrite(this::turn);
        axisStatus = whole("MSTA", MSTA_DONE);
        length("RDBD", with.resolution()).settable();
        small("RTRY", 10).settable();
        missed = small("MISS", 0);
        choice("CNEN", List.of("Disable", "Enable"), 0).settable();
        choice("FOFF", List.of("Variable", "Frozen"), 0).settable();
        seconds("DLY", 0).settable();
        stamp();
        keepTarget(with.start());
        showPosition();
    }

    private Field length(String field, double initial) {
        return number(field, initial)
                .properties(() ->
                        Properties.number(
                                units.text(), precision.integer(), low.number(), high.number()));
    }

    private Field speed(String field, double initial) {
        return number(field, initial)
                .properties(
                        () -> Properties.number(units.text() + "/s", precision.integer(), 0, 0));
    }

    private Field seconds(String field, double initial) {
        return number(field, initial).properties(Properties.number("s", 3, 0, 0));
    }

    private Field positive(Field field) {
        return field.onWrite(v -> {
            if (!(v.number(0) > 0)) {
                throw new RefusedWrite(name() + " takes only speeds and times above 0.");
            }
            field.set(v);
        });
    }

    /// Position of the axis at this moment, in user units; between readbacks too.
    public double position() {
        return user(axis.position());
    }

    /// The readback field.
    public Field readback() {
        return readback;
    }

    /// Calls the action whenever the readback is updated.
    public void watch(Runnable action) {
        watchers.add(action);
    }

    /// Lets something go wrong from now on, or nothing any more: a stalled motion then goes on.
    public void fail(MotorFault next) {
        boolean stalled = fault == MotorFault.STALL;
        fault = next;
        if (next == MotorFault.STALL && axis.moving()) {
            axis.begin(new Stalled(axis.position()));
        } else if (stalled && axis.moving()) {
            then = dial(target.number());
            axis.brake(deceleration());
        }
    }

    @Override
    protected boolean busy() {
        return done.integer() == 0;
    }

    private double sign() {
        return direction.integer() == 0 ? 1 : -1;
    }

    private double user(double dial) {
        return sign() * dial + offset.number();
    }

    private double dial(double user) {
        return sign() * (user - offset.number());
    }

    private double deceleration() {
        return velocity.number() / ramp.number();
    }

    private boolean limited() {
        return high.number() != low.number();
    }

    /// A new target: every write of one pulses DMOV, and its 0 carries the time before.
    private void go(double asked) throws RefusedWrite {
        if (fault == MotorFault.REFUSE) {
            throw new RefusedWrite(name() + " refuses to move: its fault is set to Refuse.");
        }
        if (setting.integer() != 0) {
            redefine(asked);
            return;
        }
        done.post(0);
        stamp();
        boolean outside =
                !Double.isFinite(asked)
                        || (limited() && (asked > high.number() || asked < low.number()));
        violation.post(outside ? 1 : 0);
        if (outside) {
            // The old target comes back, and those who saw the new one are told.
            target.announce(ServedPv.VALUE);
            restIfStanding();
            return;
        }
        keepTarget(asked);
        if (mode.integer() == GO || mode.integer() == MOVE) {
            approach(dial(asked));
        } else {
            restIfStanding();
        }
    }

    private void restIfStanding() {
        if (!axis.moving()) {
            rest();
        }
    }

    /// SET = 1: the offset is chosen so that the present position has that value.
    private void redefine(double asked) {
        stamp();
        offset.post(asked - sign() * axis.position());
        keepTarget(asked);
        showPosition();
        propertiesChanged();
    }

    private void keepTarget(double value) {
        target.post(value);
        dialTarget.post(dial(value));
        rawTarget.post(Math.rint(dial(value) / resolution.number()));
    }

    /// Moves to a dial position; an axis that moves is first brought to a stand.
    private void approach(double to) {
        takesPosition = false;
        missed.post(0);
        double slack = backlash.number() * sign();
        boolean detour = slack != 0 && (to - axis.position()) * slack < 0;
        if (axis.moving()) {
            then = to;
            axis.brake(deceleration());
        } else if (detour) {
            then = to;
            begin(to - slack);
        } else {
            begin(to);
        }
    }

    private void begin(double to) {
        double step = resolution.number();
        double steps = Math.rint(to / step) + (fault == MotorFault.MISS ? MISSED_STEPS : 0);
        double end = Math.clamp(steps * step, lowSwitch, highSwitch);
        if (Math.abs(end - axis.position()) < step / 2) {
            standing();
            return;
        }
        moving.post(1);
        done.post(0);
        axisStatus.post(end > axis.position() ? MSTA_POSITIVE : 0);
        if (fault == MotorFault.STALL) {
            axis.begin(new Stalled(axis.position()));
        } else {
            axis.begin(new Trapezoid(axis.position(), end, velocity.number(), ramp.number()));
        }
    }

    /// The axis has come to a stand: on with what was asked meanwhile, or to rest.
    private void standing() {
        moving.post(0);
        showPosition();
        Double next = then;
        then = null;
        if (next != null) {
            begin(next);
        } else {
            rest();
        }
    }

    private void rest() {
        stamp();
        double at = axis.position();
        boolean highHit = at >= highSwitch;
        boolean lowHit = at <= lowSwitch;
        atHigh.post((sign() > 0 ? highHit : lowHit) ? 1 : 0);
        atLow.post((sign() > 0 ? lowHit : highHit) ? 1 : 0);
        if (takesPosition || highHit || lowHit) {
            takesPosition = false;
            keepTarget(user(at));
        }
        showPosition();
        missed.post(fault == MotorFault.MISS ? 1 : 0);
        axisStatus.post(
                MSTA_DONE | (highHit ? MSTA_HIGH_SWITCH : 0) | (lowHit ? MSTA_LOW_SWITCH : 0));
        done.post(1);
        if (mode.integer() == MOVE) {
            mode.post(PAUSE);
        }
        finished();
    }

    private void showPosition() {
        double at = axis.position();
        double steps = Math.rint(at / resolution.number());
        double shown = steps * resolution.number();
        stamp();
        readback.post(user(shown));
        dialReadback.post(shown);
        rawReadback.post(steps);
        difference.post(target.number() - user(shown));
        watchers.forEach(Runnable::run);
    }

    private void stop(Elements written) {
        if (written.integer(0) != 0) {
            halt(true);
        }
    }

    /// Brings the axis to a stand; VAL then becomes where it stands, or is kept for later.
    private void halt(boolean forgetTarget) {
        then = null;
        if (axis.moving()) {
            takesPosition = forgetTarget;
            axis.brake(deceleration());
        } else if (forgetTarget) {
            keepTarget(user(axis.position()));
            showPosition();
        }
    }

    private void turn(Elements written) {
        mode.set(written);
        switch (written.integer(0)) {
            case STOP -> halt(true);
            case PAUSE -> halt(false);
            default -> {
                double to = dial(target.number());
                if (Math.abs(to - axis.position()) >= resolution.number() / 2) {
                    done.post(0);
                    approach(to);
                }
            }
        }
    }

    private void tweak(Elements written, int way) throws RefusedWrite {
        if (written.integer(0) != 0) {
            go(target.number() + way * tweak.number());
        }
    }

    private void jog(Elements written, int way) throws RefusedWrite {
        if (written.integer(0) == 0) {
            halt(true);
        } else if (limited()) {
            go(way > 0 ? high.number() : low.number());
        } else {
            go(user(way * sign() > 0 ? highSwitch : lowSwitch));
        }
    }

    private void home(Elements written) throws RefusedWrite {
        if (written.integer(0) != 0) {
            go(user(0));
        }
    }

    private void property(Field field, Elements written) {
        field.set(written);
        propertiesChanged();
    }

    private void limit(Field field, Elements written) {
        field.set(written);
        dialHigh.post(dial((sign() > 0 ? high : low).number()));
        dialLow.post(dial((sign() > 0 ? low : high).number()));
        propertiesChanged();
    }

    /// A new offset or direction: the axis stays, its user coordinates change.
    private void reframe(Field field, Elements written) {
        field.set(written);
        if (limited()) {
            double one = user(dialHigh.number());
            double other = user(dialLow.number());
            high.post(Math.max(one, other));
            low.post(Math.min(one, other));
        }
        keepTarget(user(axis.position()));
        showPosition();
        propertiesChanged();
    }
}
