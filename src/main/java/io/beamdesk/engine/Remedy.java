package io.beamdesk.engine;

import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Recovery;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.engine.EngineState.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is waited for before a step that failed is done again: some time, or the return of PVs. It
/// holds the run as a suspender does.
final class Remedy {
    /// A device that is lost more often in one step is not merely being restarted.
    private static final int MOST_LOSSES = 5;

    private final Gate gate;
    private final Scheduler scheduler;
    private final String why;
    private final Duration time;
    private final @Nullable Loss loss;
    private final AtomicBoolean over = new AtomicBoolean();
    private Scheduler.@Nullable Cancellable timer;

    /// @param signals what must answer again
    /// @param late what has failed if they do not
    private record Loss(Set<Signal> signals, String late) {}

    private Remedy(Gate gate, Scheduler scheduler, String why, Duration time, @Nullable Loss loss) {
        this.gate = gate;
        this.scheduler = scheduler;
        this.why = why;
        this.time = time;
        this.loss = loss;
    }

    /// What happened in a step that is being repeated.
    static final class Tries {
        private final Map<String, Integer> failures = new HashMap<>();
        private int losses;

        /// Counts a loss of connection; false if there were too many.
        boolean loss() {
            return ++losses <= MOST_LOSSES;
        }

        /// How often the device has been tried, to be said behind its failure.
        String said(String device) {
            int failed = failures.getOrDefault(device, 0);
            return failed > 1 ? "; given up after " + failed + " tries" : "";
        }
    }

    /// The remedy of a failure by the rules of its device; empty if there is none (any more).
    ///
    /// @param met devices of the run
    static Optional<Remedy> of(
            DeviceException failure,
            Collection<Device> met,
            Function<String, Recovery> rules,
            Tries tries,
            Gate gate,
            Scheduler scheduler) {
        Set<String> lost = lost(met);
        boolean disconnected =
                failure instanceof DeviceException.Disconnected || lost.contains(failure.device());
        if (disconnected) {
            lost.add(failure.device());
            Duration limit =
                    lost.stream()
                            .map(name -> rules.apply(name).reconnect())
                            .min(Duration::compareTo)
                            .orElse(Duration.ZERO);
            return limit.isPositive() && tries.loss()
                    ? Optional.of(connection(failure, met, lost, limit, gate, scheduler))
                    : Optional.empty();
        }
        Recovery rule = rules.apply(failure.device());
        int failed = tries.failures.merge(failure.device(), 1, Integer::sum);
        if (!mayPass(failure) || failed > rule.retries()) {
            return Optional.empty();
        }
        String why =
                failure.getMessage()
                        + "; try "
                        + (failed + 1)
                        + " of "
                        + (rule.retries() + 1)
                        + " in "
                        + seconds(rule.after());
        return Optional.of(new Remedy(gate, scheduler, why, rule.after(), null));
    }

    /// Not a limit, which stays, and not a person who stopped it.
    private static boolean mayPass(DeviceException failure) {
        return failure instanceof DeviceException.Stalled
                || failure instanceof DeviceException.TimedOut
                || failure instanceof DeviceException.Refused
                || failure instanceof DeviceException.NotArrived
                || failure instanceof DeviceException.Lost;
    }

    private static Remedy connection(
            DeviceException failure,
            Collection<Device> met,
            Set<String> lost,
            Duration limit,
            Gate gate,
            Scheduler scheduler) {
        String names =
                String.join(", ", lost)
                        + " lost "
                        + (lost.size() == 1 ? "its connection" : "their connections");
        // All that once answered, for the others of the IOC may be noticed later. What never did
        // is not waited for: the run has begun without it.
        Set<Signal> signals =
                met.stream()
                        .flatMap(device -> device.signals().stream())
                        .filter(signal -> !signal.state().since().equals(Instant.EPOCH))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Remedy(
                gate,
                scheduler,
                names + "; waiting up to " + seconds(limit),
                limit,
                new Loss(
                        signals,
                        names
                                + " and did not come back within "
                                + seconds(limit)
                                + " ("
                                + failure.getMessage()
                                + ")"));
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    /// Names of the devices of which a PV does not answer, without those that are part of another.
    private static Set<String> lost(Collection<Device> met) {
        List<Device> away = met.stream().filter(Remedy::isAway).toList();
        return away.stream()
                .filter(device -> away.stream().noneMatch(whole -> isPart(device, whole)))
                .map(Device::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isPart(Device device, Device whole) {
        List<Signal> all = whole.signals();
        return all.size() > device.signals().size() && all.containsAll(device.signals());
    }

    static boolean isAway(Device device) {
        return device.signals().stream().anyMatch(signal -> !signal.state().connected());
    }

    /// Whether PVs are waited for.
    boolean isLoss() {
        return loss != null;
    }

    /// Wants the run to be held.
    void ask() {
        gate.recovering(why);
    }

    /// Begins to wait; the run is held.
    void begin() {
        Loss lost = loss;
        if (lost == null) {
            timer = scheduler.after(time, this::ready);
            return;
        }
        timer =
                scheduler.after(
                        time,
                        () -> {
                            if (over.compareAndSet(false, true)) {
                                gate.command(Trigger.FAIL, lost.late());
                            }
                        });
        var _ =
                CompletableFuture.allOf(
                                lost.signals().stream()
                                        .map(s -> s.until(state -> state.live().isPresent()))
                                        .toArray(CompletableFuture<?>[]::new))
                        .thenRun(this::ready);
    }

    private void ready() {
        if (over.compareAndSet(false, true)) {
            gate.recovering("");
        }
    }

    /// The run goes on, whatever has let it.
    void end() {
        if (timer != null) {
            timer.cancel();
        }
        ready();
    }
}
