package io.beamdesk.device.epics;

import io.beamdesk.device.Changer;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Obstacle;
import io.beamdesk.device.Place;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Status;
import io.beamdesk.device.Whereabouts;
import io.beamdesk.device.epics.ChangerOrder.Task;
import io.beamdesk.device.epics.ChangerOrder.Verb;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A sample changer behind the PVs of one prefix: a robot between a dewar, a plate hotel and the
/// goniometer.
///
/// One command is under way at a time. A command has succeeded when the changer is ready again and
/// books and sensor agree on what is mounted; otherwise it is a [DeviceException] that says where
/// each sample is, or that it is unknown, and what to do. Its column holds the place of the sample
/// mounted, `unknown` where that is so. Its safe state is at rest, whatever it holds: gripper and
/// magnet keep it, and nothing is ever let go for safety.
public final class SampleChanger implements Changer {
    private static final Duration SWITCHING = Duration.ofSeconds(20);

    private final String name;
    private final String label;
    private final Duration limit;
    private final Scheduler scheduler;
    private final List<Signal> signals;
    private final ChangerFields fields;
    private final ChangerTimes times;
    private final SetpointPut power;
    private final SetpointPut lid;
    private final Object lock = new Object();
    private @Nullable ChangerOrder order;

    /// Wires the PVs.
    ///
    /// @param prefix `SIM:robot:`
    /// @param usual how long a command is assumed to take before one was done
    /// @param limit when a command has failed to end
    public SampleChanger(
            String name,
            String label,
            PvName prefix,
            Duration usual,
            Duration limit,
            Pvs pvs,
            Scheduler scheduler) {
        this.name = name;
        this.label = label;
        this.limit = limit;
        this.scheduler = scheduler;
        Wiring wiring = new Wiring(name, pvs);
        fields = ChangerFields.open(wiring, prefix);
        signals = wiring.signals();
        times = new ChangerTimes(scheduler::steady, usual);
        power = new SetpointPut(name, fields.power());
        lid = new SetpointPut(name, fields.lid());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public List<Signal> signals() {
        return signals;
    }

    /// What it does.
    public ChangerState state() {
        return ChangerReading.live(fields).state();
    }

    /// What it says, may be empty.
    public String message() {
        return ChangerReading.live(fields).message();
    }

    /// Whether its drives have power.
    public boolean isPowered() {
        return ChangerReading.is(fields.powered().state().live(), "on");
    }

    /// Where the lid is, in its own words; `nothing` if it does not answer.
    public String lidPosition() {
        return fields.lidAt().state().shown();
    }

    /// What helps in the state that it is in, in the order to do it; empty where nothing is wrong.
    public List<Recourse> recourses() {
        return Recourse.of(ChangerReading.live(fields));
    }

    @Override
    public Whereabouts whereabouts() {
        return ChangerReading.live(fields).whereabouts();
    }

    @Override
    public List<Obstacle> obstacles(Place target) {
        ChangerReading now = ChangerReading.live(fields);
        return isAt(target, now) ? List.of() : ChangerObstacles.of(fields, now, target);
    }

    /// At the place, and not half-way somewhere.
    private static boolean isAt(Place target, ChangerReading now) {
        return now.whereabouts().isMounted(target)
                && (now.state() == ChangerState.READY || now.state() == ChangerState.OFF);
    }

    /// What a plan sees to first is left out: where the goniometer stands, and what the gripper holds for
    /// another turn. [#set] refuses both.
    @Override
    public void check(Place target) {
        for (Signal signal : signals) {
            signal.sample();
        }
        ChangerObstacles.checkPlace(name, fields, target);
        ChangerReading now = ChangerReading.live(fields);
        if (!isAt(target, now)) {
            refuseFor(target, ChangerObstacles.beforeAPlan(fields, now, target));
        }
    }

    private void refuseFor(Place target, List<Obstacle> obstacles) {
        if (!obstacles.isEmpty()) {
            String what =
                    target.equals(Place.NONE) ? "take the sample off" : "mount " + named(target);
            String all =
                    obstacles.stream().map(Obstacle::toString).collect(Collectors.joining("; "));
            throw new DeviceException.Refused(name, name + ": cannot " + what + ": " + all, null);
        }
    }

    private static String named(Place place) {
        return place.text() + " (" + place.label() + ")";
    }

    @Override
    public Status set(Place target) {
        String what =
                target.equals(Place.NONE)
                        ? label + " taking the sample off"
                        : label + " mounting " + named(target);
        synchronized (lock) {
            try {
                for (Signal signal : signals) {
                    signal.sample();
                }
                ChangerObstacles.checkPlace(name, fields, target);
                ChangerReading now = ChangerReading.live(fields);
                Task unheard = unheard(target, now);
                if (unheard != null) {
                    Status status = new Status(what);
                    ChangerOrder again = order(unheard, status);
                    again.join();
                    return status;
                }
                refuseSecond(what);
                if (isAt(target, now)) {
                    return Status.done(what);
                }
                refuseFor(target, ChangerObstacles.of(fields, now, target));
                return start(task(target, now), what);
            } catch (DeviceException refused) {
                return Status.failed(what, refused);
            }
        }
    }

    /// The command for this place that is still being carried out although its end was given up,
    /// because the connection was lost: it is waited for and not given again.
    private @Nullable Task unheard(Place target, ChangerReading now) {
        ChangerOrder last = order;
        if (last == null || !last.wasLost() || !now.state().moves()) {
            return null;
        }
        Task task = last.task();
        boolean same =
                switch (task.verb()) {
                    case UNMOUNT -> target.equals(Place.NONE);
                    case MOUNT, EXCHANGE ->
                            task.place().equals(target)
                                    && ChangerReading.text(fields.target().sample().value())
                                            .equals(target.text());
                    case PREPARE, RECOVER, CLEAR -> false;
                };
        return same ? task : null;
    }

    private void refuseSecond(String what) {
        ChangerOrder present = order;
        if (present != null && !present.isOver()) {
            throw new DeviceException.Refused(
                    name,
                    name
                            + ": "
                            + present.task().what()
                            + " is under way; wait for its end or abort it before \""
                            + what
                            + "\"",
                    null);
        }
    }

    private static Task task(Place target, ChangerReading now) {
        if (target.equals(Place.NONE)) {
            return new Task(
                    Verb.UNMOUNT,
                    target,
                    "taking the sample off",
                    reading -> isReadyAt(reading, target));
        }
        boolean empty = now.whereabouts().isMounted(Place.NONE);
        return new Task(
                empty ? Verb.MOUNT : Verb.EXCHANGE,
                target,
                (empty ? "mounting " : "exchanging for ") + named(target),
                reading -> isReadyAt(reading, target));
    }

    private static boolean isReadyAt(ChangerReading reading, Place target) {
        return reading.state() == ChangerState.READY && reading.whereabouts().isMounted(target);
    }

    private Status start(Task task, String what) {
        Status status = new Status(what);
        ChangerOrder next = order(task, status);
        times.measure(task.verb(), status);
        next.start();
        return status;
    }

    private ChangerOrder order(Task task, Status status) {
        ChangerOrder next = new ChangerOrder(name, fields, task, limit, scheduler, status);
        order = next;
        return next;
    }

    /// Takes the next sample into the gripper. Refused as [#set] is, and where it cannot.
    Status prepare(Place next) {
        String what = label + " preparing " + named(next);
        synchronized (lock) {
            try {
                refuseSecond(what);
                ChangerReading now = ChangerReading.live(fields);
                refuseFor(next, ChangerObstacles.withoutGoniometer(fields, now, next));
                return start(
                        new Task(
                                Verb.PREPARE,
                                next,
                                "preparing " + named(next),
                                reading ->
                                        reading.whereabouts()
                                                .gripper()
                                                .equals(new Whereabouts.Holds(next))),
                        what);
            } catch (DeviceException refused) {
                return Status.failed(what, refused);
            }
        }
    }

    @Override
    public Optional<Stageable> preparing(Place next) {
        return ChangerReading.is(fields.prepares().state().live(), "yes")
                ? Optional.of(new Preparation(this, next))
                : Optional.empty();
    }

    @Override
    public Optional<Stageable> freeing(Place next) {
        ChangerReading now = ChangerReading.live(fields);
        return now.state() == ChangerState.READY
                        && now.whereabouts().gripper() instanceof Whereabouts.Holds(Place held)
                        && !held.equals(next)
                ? Optional.of(new PuttingBack(this))
                : Optional.empty();
    }

    /// Puts back what the gripper holds and goes home; refused while a command is under way.
    public Status recover() {
        return maintain(
                new Task(
                        Verb.RECOVER,
                        Place.NONE,
                        "recovering",
                        reading -> reading.state() == ChangerState.READY));
    }

    /// Strikes off the books what the sensors do not see. Somebody has looked.
    public Status clear() {
        return maintain(
                new Task(
                        Verb.CLEAR,
                        Place.NONE,
                        "clearing",
                        reading -> reading.whereabouts().isKnown()));
    }

    private Status maintain(Task task) {
        String what = label + " " + task.what();
        synchronized (lock) {
            try {
                fields.state().sample();
                fields.command().sample();
                refuseSecond(what);
                ChangerState state = state();
                if (state.moves() || state == ChangerState.UNKNOWN) {
                    throw new DeviceException.Refused(
                            name,
                            name
                                    + ": cannot begin "
                                    + task.what()
                                    + " while it is "
                                    + state.word()
                                    + "; wait until it is at rest and answers",
                            null);
                }
                return start(task, what);
            } catch (DeviceException refused) {
                return Status.failed(what, refused);
            }
        }
    }

    /// Switches the power of the drives; off is allowed at any time.
    public Status setPower(boolean on) {
        return toggle(
                power, label + " power", fields.powered(), on ? "On" : "Off", on ? "on" : "off");
    }

    /// Opens or closes the lid; refused while the changer moves.
    public Status setLid(boolean open) {
        String what = label + " lid";
        ChangerState state = state();
        if (state.moves()) {
            return Status.failed(
                    what,
                    new DeviceException.Refused(
                            name,
                            name
                                    + ": the lid stays as it is while the changer is "
                                    + state.word()
                                    + "; wait for its end",
                            null));
        }
        return toggle(lid, what, fields.lidAt(), open ? "Open" : "Close", open ? "open" : "closed");
    }

    private Status toggle(SetpointPut put, String what, Signal readback, String word, String goal) {
        return put.start(
                what + " to " + goal,
                () -> {
                    put.check();
                    readback.sample();
                },
                new Value.Text(word),
                new SetpointPut.Follow(
                        readback,
                        value -> ChangerReading.text(value).equalsIgnoreCase(goal),
                        goal,
                        SWITCHING,
                        scheduler));
    }

    @Override
    public Place position() {
        fields.mounted().sample();
        Whereabouts now = whereabouts();
        return switch (now.goniometer()) {
            case Whereabouts.Empty _ -> Place.NONE;
            case Whereabouts.Holds(Place place) -> place;
            case Whereabouts.Unknown _ ->
                    throw new DeviceException(
                            name, name + ": " + now.sentence() + "; look at the changer");
        };
    }

    /// The median of what such a command took lately.
    @Override
    public Duration estimate(Place from, Place to) {
        if (from.equals(to)) {
            return Duration.ZERO;
        }
        return times.of(
                to.equals(Place.NONE)
                        ? Verb.UNMOUNT
                        : from.equals(Place.NONE) ? Verb.MOUNT : Verb.EXCHANGE);
    }

    /// Stops the robot where it is, with what it holds.
    @Override
    public void stop() {
        ChangerOrder present;
        synchronized (lock) {
            present = order;
        }
        if (present != null) {
            present.stopRequested();
        }
        // Without completion, for a put with one would wait behind the command that it ends.
        var _ = fields.command().send(new Value.Text("Abort"));
    }

    @Override
    public void secure() {
        if (hazard().isPresent()) {
            stop();
        }
    }

    @Override
    public Optional<String> hazard() {
        String place = label + " (" + fields.state().pv() + ")";
        ChangerState now = state();
        if (now == ChangerState.UNKNOWN) {
            return Optional.of(place + " does not answer, it may be moving");
        }
        return now.moves() || isStarted()
                ? Optional.of(place + " is " + (now.moves() ? now.word() : "about to move"))
                : Optional.empty();
    }

    /// The monitor of the state may not have seen the beginning of a command yet.
    private boolean isStarted() {
        synchronized (lock) {
            return order != null && !order.isOver();
        }
    }

    @Override
    public Map<String, DataKey> describe() {
        return Map.of(name, Readings.key(name, fields.mounted(), DataKey.Role.AUXILIARY));
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        var samples = Fresh.await(fields.readbacks());
        ChangerReading now = ChangerReading.asked(fields, samples);
        String mounted =
                switch (now.whereabouts().goniometer()) {
                    case Whereabouts.Empty _ -> "";
                    case Whereabouts.Holds(Place place) -> place.text();
                    case Whereabouts.Unknown _ -> "unknown";
                };
        return Map.of(name, new Reading(mounted, samples.get(1).timestamp()));
    }

    /// A place is no curve.
    @Override
    public List<String> hints() {
        return List.of();
    }
}
