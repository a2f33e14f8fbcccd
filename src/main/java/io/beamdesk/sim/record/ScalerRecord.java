package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Alarm;
import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.Properties;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import io.beamdesk.sim.physics.Noise;
import io.beamdesk.sim.record.World.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/// The scaler record of synApps: channel 1 counts a clock, the others what they are wired to.
///
/// A count ends at the first tick of the clock check at or after TP, so that T may exceed TP. In
/// auto count mode (CONT) it counts again and again while nobody counts on purpose.
public final class ScalerRecord extends EpicsRecord {
    private static final double FREQUENCY = 1e7;
    private static final int CHANNELS = 8;
    private static final Duration SAMPLING = Duration.ofMillis(20);
    private static final double SHORTEST_AUTO_COUNT = 0.001;
    private static final double LATEST_END = 0.002;

    private enum State {
        IDLE,
        WAITING,
        COUNTING,
        WAITING_AUTO,
        COUNTING_AUTO
    }

    /// What a channel is wired to.
    ///
    /// @param name NMn
    /// @param rate counts per second at this moment
    public record Input(String name, DoubleSupplier rate) {}

    private final List<Input> inputs;
    private final long seed;
    private final Field count;
    private final Field repeat;
    private final Field preset;
    private final Field autoPreset;
    private final Field elapsed;
    private final Field clockPreset;
    private final Field rate;
    private final Field autoRate;
    private final Field delay;
    private final Field autoDelay;
    private final Field state;
    private final List<Field> counts = new ArrayList<>();
    private final List<Field> gates = new ArrayList<>();
    private final double[] sums = new double[CHANNELS];
    private Noise noise;
    private long counted;
    private State doing = State.IDLE;
    private Instant begun = NEVER;
    private Instant sampled = NEVER;
    private Instant shown = NEVER;
    private double length;
    private Ticket next = Ticket.NONE;

    /// Makes a scaler at rest; its channels are undefined until the first count.
    public ScalerRecord(World world, String name, long seed, List<Input> inputs) {
        super(world, name, "scaler", "Ion chamber counters");
        this.inputs = List.copyOf(inputs);
        this.seed = seed;
        this.noise = new Noise(seed, 0, 0);
        whole("VAL", 0);
        count = choice("CNT", List.of("Done", "Count"), 0).onWrite(this::count);
        repeat = choice("CONT", List.of("OneShot", "AutoCount"), 0).onWrite(this::repeat);
        state = small("SS", 0);
        preset = time("TP", 1);
        autoPreset = time("TP1", 1);
        elapsed = time("T", 0);
        number("FREQ", FREQUENCY).properties(Properties.number("Hz", 0, 0, 0));
        clockPreset = number("PR1", FREQUENCY);
        rate = number("RATE", 10).settable();
        autoRate = number("RAT1", 0).settable();
        delay = time("DLY", 0);
        autoDelay = time("DLY1", 0);
        preset.onWrite(v -> preset(v.number(0)));
        clockPreset.onWrite(v -> preset(v.number(0) / FREQUENCY));
        autoPreset.settable();
        delay.settable();
        autoDelay.settable();
        small("NCH", CHANNELS);
        small("PREC", 3).settable();
        text("EGU", "").settable();
        for (int i = 1; i <= CHANNELS; i++) {
            boolean wired = i <= this.inputs.size();
            text("NM" + i, wired ? this.inputs.get(i - 1).name() : "").settable();
            counts.add(number("S" + i, 0));
            gates.add(choice("G" + i, List.of("N", "Y"), i == 1 ? 1 : 0).settable());
            choice("D" + i, List.of("Up", "Dn"), 0).settable();
            if (i > 1) {
                number("PR" + i, 0).settable();
            }
        }
        alarmed(Alarm.UNDEFINED);
    }

    private Field time(String field, double initial) {
        return number(field, initial).properties(Properties.number("s", 3, 0, 0));
    }

    @Override
    protected boolean busy() {
        return doing == State.WAITING || doing == State.COUNTING;
    }

    private void preset(double seconds) throws RefusedWrite {
        if (!(seconds > 0)) {
            throw new RefusedWrite(name() + " counts only for times above 0 s.");
        }
        stamp();
        preset.post(seconds);
        clockPreset.post(Math.rint(seconds * FREQUENCY));
    }

    private void count(Elements written) {
        boolean begin = written.integer(0) != 0;
        if (begin && !busy()) {
            next.cancel();
            doing = State.WAITING;
            // The new state is told with the time of the count before.
            count.post(1);
            state.post(1);
            next = world().after(seconds(delay.number()), () -> start(State.COUNTING, preset));
        } else if (!begin && busy()) {
            sample();
            end();
        }
    }

    private void repeat(Elements written) {
        repeat.set(written);
        if (written.integer(0) == 0 && doing == State.COUNTING_AUTO) {
            sample();
            end();
        } else if (written.integer(0) == 0 && doing == State.WAITING_AUTO) {
            next.cancel();
            doing = State.IDLE;
        } else if (written.integer(0) != 0 && doing == State.IDLE) {
            repeatLater();
        }
    }

    private void repeatLater() {
        doing = State.WAITING_AUTO;
        next =
                world().after(
                                seconds(autoDelay.number()),
                                () ->
                                        start(
                                                State.COUNTING_AUTO,
                                                autoPreset.number() >= SHORTEST_AUTO_COUNT
                                                        ? autoPreset
                                                        : preset));
    }

    private void start(State as, Field time) {
        doing = as;
        counted++;
        noise = new Noise(seed, 1, counted);
        double late = LATEST_END * noise.unit() * Math.min(1, time.number());
        length = Math.rint((time.number() + late) * FREQUENCY) / FREQUENCY;
        begun = world().now();
        sampled = begun;
        shown = begun;
        Arrays.fill(sums, 0);
        state.post(2);
        sampleLater();
    }

    private void sampleLater() {
        Duration wait = seconds(length - since(begun));
        next = world().after(wait.compareTo(SAMPLING) < 0 ? wait : SAMPLING, this::tick);
    }

    private void tick() {
        sample();
        double shownRate = (doing == State.COUNTING ? rate : autoRate).number();
        // By the time of the sample: what came after it is not in the sums.
        if (seconds(begun, sampled) >= length) {
            end();
            return;
        }
        if (shownRate > 0 && since(shown) >= 1 / shownRate) {
            shown = world().now();
            show();
        }
        sampleLater();
    }

    /// Adds what arrived since the last sample, but nothing after the end of the count.
    private void sample() {
        if (doing != State.COUNTING && doing != State.COUNTING_AUTO) {
            return;
        }
        Instant now = world().now();
        double until = Math.min(length, seconds(begun, now));
        double from = Math.min(length, seconds(begun, sampled));
        sampled = now;
        sums[0] += (until - from) * FREQUENCY;
        for (int i = 1; i < inputs.size(); i++) {
            sums[i] += noise.poisson(inputs.get(i).rate().getAsDouble() * (until - from));
        }
    }

    private void show() {
        for (int i = 0; i < CHANNELS; i++) {
            counts.get(i).post(Math.rint(sums[i]));
        }
        elapsed.post(Math.rint(sums[0]) / FREQUENCY);
    }

    /// Counts are told with the time of the count before: an IOC stamps the record at the end.
    private void end() {
        next.cancel();
        boolean onPurpose = busy();
        doing = State.IDLE;
        show();
        state.post(0);
        count.post(0);
        stamp();
        raise(Alarm.NONE);
        get("VAL").post((int) counted);
        if (onPurpose) {
            finished();
        }
        if (repeat.integer() != 0 && doing == State.IDLE) {
            repeatLater();
        }
    }

    private double since(Instant past) {
        return seconds(past, world().now());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static Duration seconds(double seconds) {
        // Rounded up, so that what is due has come when the time has.
        return Duration.ofNanos((long) Math.ceil(Math.max(0, seconds) * 1e9));
    }
}
