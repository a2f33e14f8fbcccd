package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// Writes a setpoint and waits until the readback follows.
final class SetpointPut {
    private final String device;
    private final Signal setpoint;

    SetpointPut(String device, Signal setpoint) {
        this.device = device;
        this.setpoint = setpoint;
    }

    /// What to wait for after the put has completed.
    ///
    /// @param readback where the value is read
    /// @param arrived whether this is what was asked for
    /// @param goal what was asked for, in words
    /// @param limit how long it may take
    /// @param scheduler times the limit
    record Follow(
            Signal readback,
            Predicate<Value> arrived,
            String goal,
            Duration limit,
            Scheduler scheduler) {}

    /// Whether the setpoint can be written now.
    ///
    /// @throws DeviceException if not
    void check() {
        setpoint.sample();
        if (!setpoint.state().access().writable()) {
            throw new DeviceException.Refused(
                    device,
                    device
                            + ": no write access to "
                            + setpoint.pv()
                            + "; ask who controls the beamline",
                    null);
        }
    }

    Status start(String what, Runnable check, Value target, Follow follow) {
        Status status = new Status(what);
        try {
            check.run();
        } catch (DeviceException e) {
            status.fail(e);
            return status;
        }
        var _ =
                setpoint.put(target)
                        .exceptionallyCompose(failure ->
                                CompletableFuture.failedFuture(
                                        setpoint.refused("setting " + follow.goal(), failure)))
                        .thenCompose(_ -> await(follow))
                        .whenComplete((_, failure) -> {
                            if (failure == null) {
                                status.complete();
                            } else {
                                status.fail(Failures.of(failure));
                            }
                        });
        return status;
    }

    private CompletableFuture<?> await(Follow follow) {
        Signal readback = follow.readback();
        // Asked once from the server, for the monitor may show what was there before the put.
        return Fresh.ask(List.of(readback))
                .thenCompose(now ->
                        follow.arrived().test(now.getFirst().value())
                                ? CompletableFuture.completedFuture(null)
                                : follows(follow));
    }

    private CompletableFuture<?> follows(Follow follow) {
        Signal readback = follow.readback();
        CompletableFuture<Signal.State> change =
                readback.until(state ->
                        !state.connected()
                                || state.sample()
                                        .filter(s -> follow.arrived().test(s.value()))
                                        .isPresent());
        return Deadline.on(change, follow.limit(), follow.scheduler(), () -> late(follow))
                .thenAccept(state -> {
                    if (!state.connected()) {
                        throw readback.disconnected(state);
                    }
                });
    }

    private DeviceException late(Follow follow) {
        Signal readback = follow.readback();
        return new DeviceException.NotArrived(
                device,
                device
                        + ": "
                        + readback.pv()
                        + " reads "
                        + readback.state().shown()
                        + " instead of "
                        + follow.goal()
                        + " "
                        + follow.limit().toMillis() / 1000.0
                        + " s after "
                        + setpoint.pv()
                        + " was written; check the device");
    }
}
