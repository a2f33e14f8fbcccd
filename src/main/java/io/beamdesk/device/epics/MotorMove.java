package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Progress;
import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One move of a motor record, from the put to the comparison of the readback.
///
/// It ends when the put has completed and DMOV is 1, both asked from the server: the monitors of
/// DMOV still show the rest before the move, and every write pulses DMOV even if nothing moves.
final class MotorMove {
    private final String device;
    private final PvName record;
    private final MotorFields fields;
    private final double target;
    private final double tolerance;
    private final Duration stallTime;
    private final Scheduler scheduler;
    private final Status status;
    private final Properties properties;

    private final List<Subscription> watches = new ArrayList<>();
    private final double from;
    private double lastReadback;
    private boolean completed;
    private boolean judging;
    private boolean restReported;
    private boolean stopRequested;
    private boolean ended;
    private Scheduler.@Nullable Cancellable stallTimer;

    MotorMove(
            String device,
            PvName record,
            MotorFields fields,
            double target,
            double tolerance,
            Duration stallTime,
            Scheduler scheduler,
            Status status) {
        this.device = device;
        this.record = record;
        this.fields = fields;
        this.target = target;
        this.tolerance = tolerance;
        this.stallTime = stallTime;
        this.scheduler = scheduler;
        this.status = status;
        this.properties = fields.readback().state().properties();
        this.from = fields.readback().number();
        this.lastReadback = from;
    }

    void start() {
        synchronized (this) {
            armStallTimer();
        }
        // The present state is told at once, so the put must already be on its way when the
        // watchers are called: a connection lost in between then fails the one or the other.
        var put = fields.setpoint().put(new Value.Floating(target));
        watch(fields.setpoint());
        watch(fields.readback());
        watch(fields.done());
        var _ =
                put.whenComplete((_, failure) -> {
                    if (failure == null) {
                        onCompletion();
                    } else {
                        end(fields.setpoint().refused("moving to " + goal(), failure));
                    }
                });
    }

    /// Notes that this program stops the motor, so that the end is not blamed on somebody else.
    synchronized void stopRequested() {
        stopRequested = true;
    }

    synchronized boolean isOver() {
        return ended;
    }

    private void watch(Signal signal) {
        Subscription watch = signal.watch(_ -> onEvent(signal));
        synchronized (this) {
            if (!ended) {
                watches.add(watch);
                return;
            }
        }
        watch.close();
    }

    private void onEvent(Signal signal) {
        Signal.State now = signal.state();
        if (!now.connected()) {
            end(lost(signal));
            return;
        }
        boolean judge = false;
        synchronized (this) {
            if (ended) {
                return;
            }
            if (signal == fields.readback()) {
                now.number().ifPresent(this::advance);
            } else if (signal == fields.done()) {
                armStallTimer();
                restReported = now.number().filter(done -> done == 1).isPresent();
                judge = completed && restReported;
            }
        }
        if (judge) {
            judge();
        }
    }

    private DeviceException lost(Signal signal) {
        return new DeviceException.Disconnected(
                device,
                device
                        + ": lost "
                        + signal.pv()
                        + " while moving to "
                        + goal()
                        + "; where it is now is unknown, check its IOC and network");
    }

    private void advance(double readback) {
        if (readback != lastReadback) {
            lastReadback = readback;
            armStallTimer();
            double way = Math.abs(target - from);
            double gone = way == 0 ? 1 : 1 - Math.abs(target - readback) / way;
            status.report(new Progress(Math.clamp(gone, 0, 1)));
        }
    }

    private void onCompletion() {
        synchronized (this) {
            completed = true;
        }
        judge();
    }

    private void judge() {
        synchronized (this) {
            if (ended || judging) {
                return;
            }
            judging = true;
            restReported = false;
        }
        List<Signal> asked =
                List.of(
                        fields.done(),
                        fields.setpoint(),
                        fields.readback(),
                        fields.limitViolated(),
                        fields.highSwitch(),
                        fields.lowSwitch(),
                        fields.missed(),
                        fields.mode());
        var _ =
                Fresh.ask(asked)
                        .whenComplete((samples, failure) -> {
                            if (failure == null) {
                                onAnswer(samples);
                            } else {
                                end(Failures.of(failure));
                            }
                        });
    }

    private void onAnswer(List<Sample> samples) {
        if (number(samples, 0) != 1) {
            boolean again;
            synchronized (this) {
                judging = false;
                // DMOV may have come to rest while the answers were under way.
                again = restReported;
            }
            if (again) {
                judge();
            }
            return;
        }
        MotorEnd state =
                new MotorEnd(
                        number(samples, 1),
                        number(samples, 2),
                        number(samples, 3) == 1,
                        number(samples, 4) == 1,
                        number(samples, 5) == 1,
                        number(samples, 6) == 1,
                        (int) number(samples, 7));
        MotorEnd.Task task;
        synchronized (this) {
            task = new MotorEnd.Task(device, record, target, tolerance, properties, stopRequested);
        }
        end(state.failure(task).orElse(null));
    }

    private static double number(List<Sample> samples, int index) {
        return samples.get(index).value().number().orElse(Double.NaN);
    }

    private void armStallTimer() {
        if (stallTimer != null) {
            stallTimer.cancel();
        }
        stallTimer = scheduler.after(stallTime, this::onStandstill);
    }

    /// The monitors were silent for the stall time. A readback deadband (MDEL) can hide a slow
    /// motion, so the server is asked before the move is given up.
    private void onStandstill() {
        var _ =
                Fresh.ask(List.of(fields.readback(), fields.done()))
                        .whenComplete((samples, failure) -> {
                            if (failure != null) {
                                end(Failures.of(failure));
                            } else {
                                judgeStandstill(number(samples, 0), number(samples, 1) == 1);
                            }
                        });
    }

    private void judgeStandstill(double readback, boolean atRest) {
        boolean judge;
        synchronized (this) {
            if (ended) {
                return;
            }
            if (readback != lastReadback) {
                advance(readback);
                return;
            }
            judge = completed && atRest;
            if (judge) {
                armStallTimer();
            }
        }
        if (judge) {
            judge();
            return;
        }
        String at = Quantity.measured(readback, properties);
        String waited = stallTime.toMillis() / 1000.0 + " s";
        if (atRest) {
            end(
                    new DeviceException.TimedOut(
                            device,
                            device
                                    + ": rests at "
                                    + at
                                    + " but "
                                    + record
                                    + " has not completed the move to "
                                    + goal()
                                    + " for "
                                    + waited
                                    + "; look at the record, another client may hold it busy"));
        } else {
            end(
                    new DeviceException.Stalled(
                            device,
                            device
                                    + ": stands at "
                                    + at
                                    + " for "
                                    + waited
                                    + " on the way to "
                                    + goal()
                                    + " although "
                                    + fields.done().pv()
                                    + " says that it moves; check drive, brake and encoder, then"
                                    + " stop it"));
        }
    }

    private String goal() {
        return Quantity.exact(target, properties.units());
    }

    private void end(@Nullable DeviceException failure) {
        List<Subscription> closing;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            closing = List.copyOf(watches);
            watches.clear();
            if (stallTimer != null) {
                stallTimer.cancel();
            }
        }
        closing.forEach(Subscription::close);
        if (failure == null) {
            status.report(new Progress(1));
            status.complete();
        } else {
            status.fail(failure);
        }
    }
}
