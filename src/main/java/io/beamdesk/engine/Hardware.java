package io.beamdesk.engine;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Flyable;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Status;
import io.beamdesk.device.Triggerable;
import io.beamdesk.document.Reading;
import io.beamdesk.plan.Msg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a plan starts on devices, waits for, and brings to rest. Used by the plan's thread alone.
final class Hardware {
    private static final Logger LOG = LoggerFactory.getLogger(Hardware.class);

    private final Gate gate;
    private final SafeState safeState;
    private final Pace pace;

    /// Devices that the run has touched, in the order of their first use.
    private final Set<Securable> used = new LinkedHashSet<>();

    /// Devices that were started and have not ended.
    private final Set<Device> active = new LinkedHashSet<>();

    /// Every device of the run by its name, also those that are only read.
    private final Map<String, Device> met = new LinkedHashMap<>();

    /// Where the run has brought each movable, by its name.
    private final Map<String, Object> places = new ConcurrentHashMap<>();

    private final StandingOrders orders = new StandingOrders();

    Hardware(Gate gate, SafeState safeState, Pace pace) {
        this.gate = gate;
        this.safeState = safeState;
        this.pace = pace;
    }

    Set<Securable> used() {
        return used;
    }

    Collection<Device> met() {
        return met.values();
    }

    StandingOrders orders() {
        return orders;
    }

    void meet(Device device) {
        met.putIfAbsent(device.name(), device);
    }

    private void use(Device device) {
        meet(device);
        if (device instanceof Securable securable) {
            used.add(securable);
        }
    }

    void stage(Stageable device) {
        use(device);
        List<Instant> since = StandingOrders.since(device);
        await(() -> {
            device.stage();
            return null;
        });
        orders.given(device, new Msg.Stage(device), since);
    }

    void unstage(Stageable device) throws InterruptedException {
        orders.withdrawn(device);
        settle(device);
        device.unstage();
    }

    <T> void move(Msg.Move<T> move) {
        use(move.movable());
        active.add(move.movable());
        List<Instant> since = StandingOrders.since(move.movable());
        if (move.movable().endsByItself()) {
            unpaused(() -> await(gate.start(() -> set(move.movable(), move.target()))));
        } else {
            await(gate.start(() -> set(move.movable(), move.target())));
        }
        active.remove(move.movable());
        orders.given(move.movable(), move, since);
    }

    private void unpaused(Runnable verb) {
        boolean was = gate.protectFromPause(true);
        try {
            verb.run();
        } finally {
            gate.protectFromPause(was);
        }
    }

    <T> void restore(Msg.Restore<T> restore) throws InterruptedException {
        Movable<T> movable = restore.movable();
        // Also one that the plan has not moved: it may stall on its way back.
        use(movable);
        orders.withdrawn(movable);
        settle(movable);
        if (movable instanceof Securable shutter && safeState.shutters().contains(shutter)) {
            // Wherever it was: the safe state is closed, and nothing opens it after the
            // measurement.
            atRest(List.of(shutter));
        } else if (movable instanceof Securable || movable instanceof Axis) {
            gate.startUnlessHalted(() -> set(movable, restore.origin()))
                    .ifPresentOrElse(
                            this::await,
                            () ->
                                    LOG.info(
                                            "{} stays where it stopped, for the run was halted",
                                            movable.label()));
        } else {
            await(set(movable, restore.origin()));
        }
    }

    void trigger(List<Triggerable> detectors) {
        List<Status> started = new ArrayList<>();
        for (Triggerable detector : detectors) {
            use(detector);
            active.add(detector);
            started.add(gate.start(() -> start(detector)));
        }
        started.forEach(this::await);
        detectors.forEach(active::remove);
    }

    /// Hands out the rows as they are collected, each with all columns.
    void fly(Flyable flyer, List<Readable> columns, Consumer<List<Map<String, Reading>>> rows) {
        use(flyer);
        columns.forEach(this::meet);
        List<Readable> others =
                columns.stream().filter(c -> !flyer.measures().contains(c.name())).toList();
        active.add(flyer);
        await(gate.start(flyer::kickoff));
        Status end = flyer.complete();
        while (true) {
            // Before the rows: once they are collected nothing may keep them from being published.
            Map<String, Reading> beside = await(() -> read(others));
            List<Map<String, Reading>> collected = await(flyer::collect);
            if (collected.isEmpty()) {
                break;
            }
            rows.accept(collected.stream().map(row -> joined(row, beside)).toList());
        }
        await(end);
        active.remove(flyer);
        flyer.ends().forEach((axis, at) -> places.put(axis.name(), at));
    }

    private static Map<String, Reading> read(List<Readable> readables) throws InterruptedException {
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (Readable readable : readables) {
            readings.putAll(readable.read());
        }
        return readings;
    }

    private static Map<String, Reading> joined(
            Map<String, Reading> row, Map<String, Reading> beside) {
        Map<String, Reading> all = new LinkedHashMap<>(row);
        all.putAll(beside);
        return all;
    }

    private <T> Status set(Movable<T> movable, T target) {
        T from = place(movable);
        Status status = movable.set(target);
        if (from != null) {
            measure(movable, () -> movable.estimate(from, target), status);
        }
        var _ = status.future().thenRun(() -> places.put(movable.name(), target));
        return status;
    }

    private Status start(Triggerable detector) {
        Double exposure = place(detector.exposure());
        Status status = detector.trigger();
        if (exposure != null) {
            measure(detector, () -> detector.estimate(DryRun.seconds(exposure)), status);
        }
        return status;
    }

    /// Where the run has brought it; null if it has not yet.
    @SuppressWarnings("unchecked") // only targets of this movable are kept under its name
    private <T> @Nullable T place(Movable<T> movable) {
        return (T) places.get(movable.name());
    }

    private void measure(Device device, Supplier<Duration> formula, Status status) {
        try {
            pace.measure(device.name(), formula.get(), status);
        } catch (DeviceException unknown) {
            LOG.debug("{} does not know how long it will take", device.name(), unknown);
        }
    }

    /// What was started and has not ended; to be brought to rest by whoever asks. Not what comes to
    /// its end by itself: a robot that was lost half-way goes on, and is waited for when it is back.
    List<Securable> takeActive() {
        List<Securable> started =
                securables(active).stream()
                        .filter(device -> !(device instanceof Movable<?> m && m.endsByItself()))
                        .toList();
        active.clear();
        return started;
    }

    private static List<Securable> securables(Set<Device> devices) {
        return devices.stream()
                .filter(Securable.class::isInstance)
                .map(Securable.class::cast)
                .toList();
    }

    /// Before a device is put back, what the run had started on it comes to rest.
    private void settle(Device device) throws InterruptedException {
        if (active.remove(device) && device instanceof Securable securable) {
            atRest(List.of(securable));
        }
    }

    void atRest(List<Securable> devices) throws InterruptedException {
        List<String> hazards = safeState.confirm(devices);
        if (!hazards.isEmpty()) {
            throw new EngineException(String.join("; ", hazards));
        }
    }

    private void await(Status status) {
        await(() -> {
            try {
                return status.future().get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
        });
    }

    <T extends @Nullable Object> T await(Callable<T> wait) {
        try {
            return gate.await(wait);
        } catch (Gate.RunEnded ending) {
            // At once: what was started does not go on while the clean-up begins elsewhere.
            securables(active).forEach(Securable::secure);
            throw ending;
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception checked) {
            throw new EngineException(String.valueOf(checked.getMessage()));
        }
    }
}
