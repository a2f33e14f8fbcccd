package io.beamdesk.device.epics;

import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.pv.Subscription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The moment at which a motor at constant speed passes a position, foretold from each readback on
/// the way to it by the time of its arrival here, so that the clock of the IOC does not matter.
final class MotorPassing {
    private final Signal readback;
    private final double position;
    private final double within;
    private final double speed;
    private final Scheduler scheduler;
    private final double side;
    private Scheduler.@Nullable Cancellable foretold;

    /// The motor is on the side that it comes from.
    MotorPassing(
            Signal readback, double position, double within, double speed, Scheduler scheduler) {
        this.readback = readback;
        this.position = position;
        this.within = within;
        this.speed = speed;
        this.scheduler = scheduler;
        side = Math.signum(position - readback.number());
    }

    Status watch(String what) {
        Status status = new Status(what);
        Subscription watch =
                readback.watch(state -> {
                    if (!state.connected()) {
                        status.fail(readback.disconnected(state));
                    } else {
                        state.number().ifPresent(at -> near(at, status));
                    }
                });
        var _ = status.future().whenComplete((_, _) -> end(watch));
        return status;
    }

    private synchronized void near(double at, Status status) {
        double left = side * (position - at);
        if (status.future().isDone() || left > within) {
            return;
        }
        if (foretold != null) {
            foretold.cancel();
        }
        foretold =
                scheduler.after(
                        Duration.ofNanos(Math.round(Math.max(0, left / speed) * 1e9)),
                        status::complete);
    }

    private synchronized void end(Subscription watch) {
        watch.close();
        if (foretold != null) {
            foretold.cancel();
        }
    }
}
