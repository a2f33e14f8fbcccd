package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Place;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One command of a sample changer, from the put to the comparison of what is where.
///
/// It is over when the changer, once the command has completed or was seen to be carried out, does
/// not move any more; whether it succeeded is asked from the server and not concluded from that.
final class ChangerOrder {
    /// What can be commanded.
    enum Verb {
        MOUNT("Mount"),
        UNMOUNT("Unmount"),
        EXCHANGE("Exchange"),
        PREPARE("Prepare"),
        RECOVER("Recover"),
        CLEAR("Clear");

        private final String word;

        Verb(String word) {
            this.word = word;
        }
    }

    /// What is commanded.
    ///
    /// @param verb the command
    /// @param place that it is about, [Place#NONE] if about none
    /// @param what in words: "exchanging for P2-7 (puck 2, position 7)"
    /// @param reached whether it has succeeded
    record Task(Verb verb, Place place, String what, Predicate<ChangerReading> reached) {}

    /// How long a changer that was seen to come to rest may take to complete its command, and to say
    /// what has become of it.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String device;
    private final ChangerFields fields;
    private final Task task;
    private final Duration limit;
    private final Scheduler scheduler;
    private final Status status;
    private final List<Subscription> watches = new ArrayList<>();
    private Scheduler.@Nullable Cancellable timer;
    private Scheduler.@Nullable Cancellable grace;
    private boolean completed;
    private boolean seenMoving;
    private boolean judging;
    private boolean restReported;
    private boolean stopRequested;
    private boolean ended;
    private boolean lost;

    ChangerOrder(
            String device,
            ChangerFields fields,
            Task task,
            Duration limit,
            Scheduler scheduler,
            Status status) {
        this.device = device;
        this.fields = fields;
        this.task = task;
        this.limit = limit;
        this.scheduler = scheduler;
        this.status = status;
    }

    Task task() {
        return task;
    }

    synchronized boolean isOver() {
        return ended;
    }

    /// Whether it ended because the changer was not heard any more, which may have gone on.
    synchronized boolean wasLost() {
        return lost;
    }

    /// Notes that this program stops it.
    synchronized void stopRequested() {
        stopRequested = true;
    }

    /// Commands it.
    void start() {
        armTimer();
        CompletableFuture<Void> about =
                task.place().equals(Place.NONE)
                        ? CompletableFuture.completedFuture(null)
                        : fields.target().put(new Value.Text(task.place().text()));
        CompletableFuture<Void> put =
                about.thenCompose(_ -> fields.command().put(new Value.Text(task.verb().word)));
        watch();
        var _ =
                put.whenComplete((_, failure) -> {
                    if (failure == null) {
                        onCompletion();
                    } else {
                        onRefusal(failure);
                    }
                });
    }

    /// Waits for one that was commanded before and whose end was not heard.
    void join() {
        armTimer();
        synchronized (this) {
            completed = true;
        }
        watch();
    }

    private void armTimer() {
        synchronized (this) {
            timer = scheduler.after(limit, this::onLimit);
        }
    }

    private void watch() {
        for (Signal signal : fields.readbacks()) {
            Subscription watch = signal.watch(state -> onEvent(signal, state));
            synchronized (this) {
                if (!ended) {
                    watches.add(watch);
                    continue;
                }
            }
            watch.close();
        }
    }

    private void onEvent(Signal signal, Signal.State now) {
        if (!now.connected()) {
            end(lost("lost " + signal.pv()), true);
            return;
        }
        if (signal == fields.state()
                && now.live().filter(s -> s.alarm().severity() == Severity.INVALID).isPresent()) {
            end(silent(signal), true);
            return;
        }
        boolean judge = false;
        synchronized (this) {
            if (signal == fields.state() && now.live().isPresent()) {
                boolean moves = ChangerState.of(now.live()).moves();
                seenMoving |= moves;
                restReported = !moves;
                judge = completed && !moves;
                if (seenMoving && !moves && grace == null && !ended) {
                    grace = scheduler.after(GRACE, this::judge);
                }
            }
        }
        if (judge) {
            judge();
        }
    }

    private void onCompletion() {
        synchronized (this) {
            completed = true;
        }
        judge();
    }

    private void onRefusal(Throwable failure) {
        DeviceException refused = fields.command().refused(task.what(), failure);
        if (refused instanceof DeviceException.Disconnected) {
            end(lost("lost " + fields.command().pv()), true);
        } else {
            end(refused, false);
        }
    }

    private void judge() {
        synchronized (this) {
            if (ended || judging) {
                return;
            }
            judging = true;
            restReported = false;
        }
        var _ =
                Fresh.ask(fields.readbacks())
                        .whenComplete((samples, failure) -> {
                            if (failure == null) {
                                onAnswer(ChangerReading.asked(fields, samples));
                            } else {
                                DeviceException cause = Failures.of(failure);
                                end(
                                        cause instanceof DeviceException.Disconnected
                                                ? lost("lost " + fields.state().pv())
                                                : cause,
                                        cause instanceof DeviceException.Disconnected);
                            }
                        });
    }

    private void onAnswer(ChangerReading reading) {
        if (reading.state().moves()) {
            boolean again;
            synchronized (this) {
                judging = false;
                seenMoving = true;
                // It may have come to rest while the answers were under way.
                again = restReported;
            }
            if (again) {
                judge();
            }
            return;
        }
        if (reading.state() == ChangerState.UNKNOWN) {
            end(silent(fields.state()), true);
        } else if (task.reached().test(reading)) {
            end(null, false);
        } else {
            end(failure(reading), false);
        }
    }

    private DeviceException failure(ChangerReading reading) {
        boolean own;
        synchronized (this) {
            own = stopRequested;
        }
        String said = reading.message().isEmpty() ? "" : ", it says \"" + reading.message() + "\"";
        String begin = device + ": " + task.what() + " ";
        String remedy =
                Recourse.of(reading).stream().findFirst().map(Recourse::what).orElse("look at it");
        String end = "; " + reading.whereabouts().sentence() + "; " + remedy;
        return switch (reading.state()) {
            case STOPPED ->
                    new DeviceException.Stopped(
                            device,
                            begin
                                    + (own ? "was aborted" : "was stopped by somebody else")
                                    + said
                                    + end);
            case READY ->
                    new DeviceException.NotArrived(
                            device, begin + "ended without success" + said + end);
            case OFF ->
                    new DeviceException(device, begin + "ended by a loss of power" + said + end);
            case FAULT, UNKNOWN, MOUNTING, UNMOUNTING, EXCHANGING, PREPARING, RECOVERING ->
                    new DeviceException(device, begin + "failed" + said + end);
        };
    }

    private DeviceException lost(String how) {
        return new DeviceException.Disconnected(
                device,
                device
                        + ": "
                        + how
                        + " while "
                        + task.what()
                        + ", which may go on, so that where the samples are now is unknown; last"
                        + " heard: "
                        + ChangerReading.live(fields).whereabouts().sentence()
                        + "; check its IOC and network, then look at the changer");
    }

    private DeviceException silent(Signal signal) {
        return new DeviceException.TimedOut(
                device,
                device
                        + ": "
                        + signal.pv()
                        + " is INVALID while "
                        + task.what()
                        + ", the changer does not answer its IOC and may go on, so that where the"
                        + " samples are now is unknown; last heard: "
                        + ChangerReading.live(fields).whereabouts().sentence()
                        + "; check the controller, then look at the changer");
    }

    private void onLimit() {
        end(
                new DeviceException.TimedOut(
                        device,
                        device
                                + ": "
                                + task.what()
                                + " has not ended after "
                                + limit.toSeconds()
                                + " s, the changer is "
                                + ChangerReading.live(fields).state().word()
                                + "; "
                                + ChangerReading.live(fields).whereabouts().sentence()
                                + "; look at the changer and abort it"),
                true);
    }

    private void end(@Nullable DeviceException failure, boolean unheard) {
        List<Subscription> closing;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            lost = unheard;
            closing = List.copyOf(watches);
            watches.clear();
            if (timer != null) {
                timer.cancel();
            }
            if (grace != null) {
                grace.cancel();
            }
        }
        closing.forEach(Subscription::close);
        if (failure == null) {
            status.complete();
        } else {
            status.fail(failure);
        }
    }
}
