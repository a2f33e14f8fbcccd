package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// Exposure time of an areaDetector camera; the acquire period is raised where it is shorter, for
/// some cameras cut the exposure to it.
final class Exposure implements Movable<Double> {
    /// Cameras round the exposure to their clock.
    static final double ROUNDING = 0.02;

    private final Signal period;
    private final Signal periodReadback;
    private final Setting time;

    Exposure(
            String name,
            String label,
            Signal time,
            Signal timeReadback,
            Signal period,
            Signal periodReadback,
            Duration limit,
            Scheduler scheduler) {
        this.period = period;
        this.periodReadback = periodReadback;
        this.time =
                new Setting(
                        name,
                        label,
                        time,
                        timeReadback,
                        OptionalDouble.empty(),
                        ROUNDING,
                        limit,
                        scheduler);
    }

    @Override
    public String name() {
        return time.name();
    }

    @Override
    public String label() {
        return time.label();
    }

    @Override
    public List<Signal> signals() {
        return time.signals();
    }

    @Override
    public String units() {
        return "s";
    }

    @Override
    public void check(Double target) {
        time.check(target);
        if (target < 0) {
            throw new DeviceException.LimitViolation(
                    name(), name() + ": " + target + " s below 0.0 s; give a positive time");
        }
    }

    @Override
    public Status set(Double target) {
        String what = label() + " to " + Quantity.exact(target, "s");
        Status status = new Status(what);
        try {
            check(target);
        } catch (DeviceException e) {
            return Status.failed(what, e);
        }
        var _ =
                raisePeriod(target)
                        .thenCompose(_ -> time.set(target).future())
                        .whenComplete((_, failure) -> {
                            if (failure == null) {
                                status.complete();
                            } else {
                                status.fail(Failures.of(failure));
                            }
                        });
        return status;
    }

    private CompletableFuture<Void> raisePeriod(double target) {
        return Fresh.ask(List.of(periodReadback))
                .thenCompose(now ->
                        now.getFirst().value().number().orElse(0) >= target
                                ? CompletableFuture.<Void>completedFuture(null)
                                : period.put(new Value.Floating(target)))
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(
                                period.refused("raising the acquire period", failure)));
    }

    @Override
    public Double position() {
        return time.position();
    }

    @Override
    public Duration estimate(Double from, Double to) {
        return time.estimate(from, to);
    }

    @Override
    public void stop() {}
}
