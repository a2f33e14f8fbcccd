package io.beamdesk.engine;

import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Flyable;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Triggerable;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Event;
import io.beamdesk.engine.Forecast.Share;
import io.beamdesk.plan.Interpreter;
import io.beamdesk.plan.Msg;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.RunContext;
import io.beamdesk.plan.Verbs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The verbs on a virtual clock: nothing moves, every target is checked, every duration added up.
public final class DryRun implements Interpreter {
    private static final int LIMIT = 20_000_000;
    private static final int TARGETS = 100_000;

    /// What the pace calls the reading of a row.
    static final String ROW = "";

    private final Pace pace;

    private final Map<Share, Duration> shares = new EnumMap<>(Share.class);
    private final Map<String, Object> positions = new HashMap<>();
    private final Map<String, List<Double>> targets = new LinkedHashMap<>();
    private final Map<String, Problem> problems = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final Map<String, Long> rowSizes = new HashMap<>();
    private final Set<String> beyond = new HashSet<>();
    private String part = "";
    private int points;
    private long bytes;
    private int verbs;

    private DryRun(Pace pace) {
        this.pace = pace;
    }

    /// Runs the plan dry from where the devices are now.
    ///
    /// @param pace what operations take beyond their formulas
    public static Forecast of(Plan plan, Pace pace) {
        DryRun dry = new DryRun(pace);
        try {
            plan.run(new Verbs(dry));
        } catch (RuntimeException failure) {
            dry.problem("", Live.sentence(failure));
        }
        return new Forecast(
                dry.points,
                dry.shares,
                dry.bytes,
                dry.targets,
                List.copyOf(dry.problems.values()),
                plan.remarks());
    }

    @Override
    public @Nullable Object perform(Msg msg) {
        if (++verbs > LIMIT) {
            throw new EngineException(
                    "The plan does not end: " + LIMIT + " verbs and no end in sight");
        }
        switch (msg) {
            case Msg.OpenRun _, Msg.CloseRun _, Msg.Unstage _ -> {}
            case Msg.Stage(Stageable device) -> meet(device);
            case Msg.Move<?> move -> move(move);
            case Msg.Restore<?> restore -> restore(restore);
            case Msg.Locate(Movable<?> movable) -> {
                return position(movable);
            }
            case Msg.Trigger(List<Triggerable> detectors) -> trigger(detectors);
            case Msg.Read(String stream, List<Readable> readables) -> {
                return read(stream, readables);
            }
            case Msg.Fly(Flyable flyer, List<Readable> columns) -> fly(flyer, columns);
            case Msg.Sleep(Duration time) -> add(Share.SETTLING, time);
            case Msg.Elapsed _ -> {
                return shares.values().stream().reduce(Duration.ZERO, Duration::plus);
            }
            case Msg.Step(String name, Runnable body) -> step(name, body);
            case Msg.Once(Runnable body) -> body.run();
        }
        return null;
    }

    private void add(Share share, Duration time) {
        shares.merge(share, time, Duration::plus);
    }

    private void add(Share share, String device, Duration formula) {
        Duration time = formula.plus(pace.beyond(device));
        add(share, time.isNegative() ? Duration.ZERO : time);
    }

    private void problem(String device, String message) {
        problem(new Problem(device, message));
    }

    private void problem(Problem problem) {
        problems.putIfAbsent(problem.message(), problem);
    }

    /// On its first use a device must be there with all its PVs.
    private void meet(Device device) {
        if (seen.add(device.name())) {
            for (Signal signal : device.signals()) {
                Signal.State state = signal.state();
                if (!state.connected()) {
                    problem(device.name(), signal.disconnected(state).getMessage() + "");
                }
            }
        }
    }

    private <T> void move(Msg.Move<T> move) {
        Movable<T> movable = move.movable();
        meet(movable);
        T target = move.target();
        travel(movable, target);
        reach(movable, target);
    }

    /// Gets to a target, whatever time it takes.
    private <T> void reach(Movable<T> movable, T target) {
        try {
            movable.check(target);
        } catch (DeviceException refused) {
            refused(movable, refused);
        }
        positions.put(movable.name(), target);
        if (target instanceof Double number) {
            List<Double> path = targets.computeIfAbsent(movable.name(), _ -> new ArrayList<>());
            if (path.size() < TARGETS) {
                path.add(number);
            }
        }
    }

    private void step(String name, Runnable body) {
        part = name;
        body.run();
        part = "";
    }

    /// A path out of its limits is one problem for each part of the plan, told by its first target,
    /// not one for each of them.
    private void refused(Movable<?> movable, DeviceException refused) {
        if (!(refused instanceof DeviceException.LimitViolation limit)) {
            problem(movable.name(), String.valueOf(refused.getMessage()));
        } else if (beyond.add(movable.name() + "\n" + part)) {
            problem(
                    new Problem(
                            movable.name(),
                            (part.isEmpty() ? "" : part + ": ") + refused.getMessage(),
                            limit.within()));
        }
    }

    private <T> void restore(Msg.Restore<T> restore) {
        travel(restore.movable(), restore.origin());
    }

    private <T> void travel(Movable<T> movable, T target) {
        try {
            add(Share.MOVING, movable.name(), movable.estimate(position(movable), target));
        } catch (DeviceException unknown) {
            problem(movable.name(), String.valueOf(unknown.getMessage()));
        }
        positions.put(movable.name(), target);
    }

    @SuppressWarnings(
            "unchecked") // only positions and targets of this movable are kept under its name
    private <T> T position(Movable<T> movable) {
        Object known = positions.get(movable.name());
        if (known != null) {
            return (T) known;
        }
        meet(movable);
        return movable.position();
    }

    private void trigger(List<Triggerable> detectors) {
        Duration longest = Duration.ZERO;
        for (Triggerable detector : detectors) {
            meet(detector);
            try {
                Duration formula = detector.estimate(seconds(position(detector.exposure())));
                Duration time = formula.plus(pace.beyond(detector.name()));
                longest = time.compareTo(longest) > 0 ? time : longest;
            } catch (DeviceException unknown) {
                problem(detector.name(), String.valueOf(unknown.getMessage()));
            }
        }
        add(Share.COUNTING, longest);
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private void fly(Flyable flyer, List<Readable> columns) {
        columns.forEach(this::meet);
        add(Share.COUNTING, flyer.estimate());
        flyer.ends().forEach(this::reach);
        points += flyer.rows();
        for (Readable column : columns) {
            bytes += flyer.rows() * rowSizes.computeIfAbsent(column.name(), _ -> rowSize(column));
        }
    }

    private Event read(String stream, List<Readable> readables) {
        points += stream.equals(RunContext.PRIMARY) ? 1 : 0;
        add(Share.COUNTING, ROW, Duration.ZERO);
        for (Readable readable : readables) {
            meet(readable);
            bytes += rowSizes.computeIfAbsent(readable.name(), _ -> rowSize(readable));
        }
        return new Event("", "", Instant.EPOCH, points, Map.of());
    }

    private long rowSize(Readable readable) {
        try {
            return readable.describe().values().stream().mapToLong(DryRun::size).sum();
        } catch (DeviceException unknown) {
            problem(readable.name(), String.valueOf(unknown.getMessage()));
            return 0;
        }
    }

    private static long size(DataKey key) {
        long elements =
                key.shape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        String digits = key.dtypeNumpy().replaceAll("\\D", "");
        return elements * (digits.isEmpty() ? 8 : Long.parseLong(digits));
    }
}
