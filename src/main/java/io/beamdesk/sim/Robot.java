package io.beamdesk.sim;

import io.beamdesk.sim.RobotPanel.Command;
import io.beamdesk.sim.RobotPanel.Fault;
import io.beamdesk.sim.RobotPanel.Lid;
import io.beamdesk.sim.RobotPanel.Order;
import io.beamdesk.sim.RobotPanel.Shown;
import io.beamdesk.sim.RobotPanel.State;
import io.beamdesk.sim.RobotPanel.Tool;
import io.beamdesk.sim.physics.Noise;
import io.beamdesk.sim.physics.Specimen;
import io.beamdesk.sim.record.Field;
import io.beamdesk.sim.record.ValueRecord;
import io.beamdesk.sim.record.World.Ticket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// A robot that changes samples between a dewar of pucks, a hotel of plates and the goniometer.
///
/// It keeps the books of what is where; two sensors say whether something is on the goniometer and in
/// the gripper. Its gripper holds without power. What goes wrong is commanded by a record.
final class Robot {
    /// A part of the way.
    ///
    /// @param what it does, for the message
    /// @param seconds how long
    /// @param force on the tool in N
    /// @param arrival what is so when it is over
    private record Leg(String what, double seconds, double force, Runnable arrival) {}

    private static final String FIRST = "P1-1";
    private static final int SAMPLE_X = 1;
    private static final int SAMPLE_Z = 3;
    private static final int ROTATION = 4;
    private static final double NEAR = 0.5;
    private static final double CARRY = 4;
    private static final double COLLISION_FORCE = 65;
    private static final Duration BRAKE = Duration.ofMillis(400);
    private static final Duration LID_TRAVEL = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final long NOISE = 200;

    private final Site site;
    private final Motors motors;
    private final BooleanSupplier hutchReady;
    private final RobotPanel panel;
    private final Command command;
    private final Field target;
    private final Field forceLimit;
    private final Deque<Leg> way = new ArrayDeque<>();
    private Ticket arrival = Ticket.NONE;
    private Ticket lidArrival = Ticket.NONE;
    private State state = State.READY;
    private State beneath = State.READY;
    private Fault fault = Fault.NONE;
    private final RobotBooks books = new RobotBooks(FIRST);
    private boolean power = true;
    private boolean home = true;
    private Lid lid = Lid.OPEN;
    private double force;
    private String message = "";
    private long motions;

    Robot(Site site, Motors motors, BooleanSupplier hutchReady) {
        this.site = site;
        this.motors = motors;
        this.hutchReady = hutchReady;
        panel = new RobotPanel(site);
        target = panel.target();
        forceLimit = panel.forceLimit();
        command = panel.command(this::take);
        ValueRecord switched = panel.setting("Power", "Power", List.of("Off", "On"), 1);
        switched.value()
                .onWrite(v -> {
                    switched.set(v);
                    power(v.integer(0) != 0);
                });
        ValueRecord cover = panel.setting("Lid", "Lid of the dewar", List.of("Close", "Open"), 1);
        cover.value()
                .onWrite(v -> {
                    cover.set(v);
                    lid(v.integer(0) != 0);
                });
        ValueRecord faults =
                panel.setting("Fault", "Make it fail", RobotPanel.labels(Fault.values()), 0);
        faults.value()
                .onWrite(v -> {
                    faults.set(v);
                    fail(List.of(Fault.values()).get(v.integer(0)));
                });
        show();
        site.every(LOOK, this::show);
    }

    /// Whether a sample stands in the beam.
    boolean hasSample() {
        return books.onGoniometer();
    }

    /// What it looks like: the first one as in the book, each other in its own way; a plate's loops
    /// are all alike.
    Specimen specimen() {
        return books.mounted().equals(FIRST) || books.mounted().startsWith("H")
                ? Specimen.STANDARD
                : Specimen.of(site.seed() + books.mounted().hashCode());
    }

    private void show() {
        if (fault == Fault.SILENT) {
            return;
        }
        panel.show(
                new Shown(
                        state,
                        books.mounted(),
                        books.held(),
                        books.onGoniometer(),
                        books.inGripper(),
                        power,
                        lid,
                        force,
                        books.held().startsWith("H") ? Tool.PLATE_GRIPPER : Tool.DOUBLE_GRIPPER,
                        message,
                        gonioReady(),
                        interlocks()));
    }

    private boolean gonioReady() {
        for (int motor = SAMPLE_X; motor <= SAMPLE_Z; motor++) {
            if (Math.abs(motors.position(motor)) > NEAR) {
                return false;
            }
        }
        return Math.abs(Math.IEEEremainder(motors.position(ROTATION), 360)) <= NEAR;
    }

    private List<String> interlocks() {
        return hutchReady.getAsBoolean() ? List.of() : List.of("hutch is not ready; search it");
    }

    private void say(String text) {
        message = text;
        show();
    }

    private void take(Order order) {
        if (fault == Fault.SILENT) {
            // Nobody hears it, and nobody answers before the controller does again.
            command.begun();
            return;
        }
        switch (order) {
            case NONE -> {}
            case ABORT -> abort();
            case CLEAR -> clear();
            case RECOVER -> recover();
            case MOUNT, UNMOUNT, EXCHANGE, PREPARE -> {
                String obstacle = obstacle(order);
                if (obstacle.isEmpty()) {
                    carryOut(order);
                } else {
                    say("refused: " + obstacle);
                }
            }
        }
    }

    private String obstacle(Order order) {
        String place = target.text();
        boolean picks = order != Order.UNMOUNT;
        if (state != State.READY) {
            return "it is " + state.name().toLowerCase(Locale.ROOT);
        }
        if (!interlocks().isEmpty()) {
            return "interlock";
        }
        if (order != Order.PREPARE && !gonioReady()) {
            return "goniometer not at mount pos";
        }
        if (picks && !RobotStore.has(place)) {
            return "no such place";
        }
        if (picks
                && (place.equals(books.mounted())
                        || (place.equals(books.held()) && order == Order.PREPARE))) {
            return "that sample is out already";
        }
        if (order == Order.MOUNT && (books.onGoniometer() || !books.mounted().isEmpty())) {
            return "goniometer is occupied";
        }
        if ((order == Order.UNMOUNT || order == Order.EXCHANGE)
                && (books.mounted().isEmpty() || !books.onGoniometer())) {
            return "no sample mounted";
        }
        if (!books.held().isEmpty() && (!place.equals(books.held()) || order == Order.UNMOUNT)) {
            return "the gripper is occupied";
        }
        boolean dewar = RobotStore.inDewar(books.mounted()) || (picks && RobotStore.inDewar(place));
        return dewar && lid != Lid.OPEN ? "lid is not open" : "";
    }

    private void carryOut(Order order) {
        String next = target.text();
        String last = books.mounted();
        List<Leg> legs = new ArrayList<>();
        switch (order) {
            case MOUNT -> {
                legs.addAll(fetch(next));
                legs.add(new Leg("carrying " + next, CARRY, 3, () -> {}));
                legs.add(new Leg("placing " + next, 1, 12, books::place));
                legs.add(new Leg("going home", 2, 1, () -> {}));
                begin(State.MOUNTING, legs);
            }
            case UNMOUNT -> {
                legs.add(new Leg("going to the goniometer", CARRY, 1, () -> {}));
                legs.add(new Leg("taking " + last, 1, 12, this::takeOff));
                legs.addAll(putBack(last));
                begin(State.UNMOUNTING, legs);
            }
            case EXCHANGE -> {
                legs.addAll(fetch(next));
                legs.add(new Leg("carrying " + next, CARRY, 3, () -> {}));
                legs.add(new Leg("exchanging", 2, 14, this::swap));
                legs.addAll(putBack(last));
                begin(State.EXCHANGING, legs);
            }
            case PREPARE -> {
                legs.addAll(fetch(next));
                begin(State.PREPARING, legs);
            }
            case NONE, ABORT, RECOVER, CLEAR -> {}
        }
    }

    /// To the place and the sample in the gripper, unless it is there already.
    private List<Leg> fetch(String place) {
        if (books.held().equals(place)) {
            return List.of();
        }
        return List.of(
                new Leg("going to " + place, RobotStore.reach(place), 1, () -> {}),
                new Leg("gripping " + place, 2, 12, () -> grip(place)));
    }

    private List<Leg> putBack(String place) {
        return List.of(
                new Leg("carrying " + place, CARRY + RobotStore.reach(place), 3, () -> {}),
                new Leg("releasing " + place, 2, 10, books::release),
                new Leg("going home", 2, 1, () -> {}));
    }

    private void grip(String place) {
        if (fault == Fault.GRIP_FAILS) {
            broken("nothing gripped at " + place);
        } else {
            books.grip(place);
        }
    }

    private void takeOff() {
        if (fault == Fault.GRIP_FAILS) {
            broken("could not grip " + books.mounted());
        } else {
            books.takeOff();
        }
    }

    private void swap() {
        if (fault == Fault.GRIP_FAILS) {
            broken("could not grip " + books.mounted());
        } else {
            books.swap();
        }
    }

    private void begin(State next, List<Leg> legs) {
        motions++;
        way.clear();
        way.addAll(legs);
        state = next;
        home = false;
        command.begun();
        onward();
    }

    private void onward() {
        Leg leg = way.poll();
        if (leg == null) {
            home = state != State.PREPARING || books.held().isEmpty();
            rest(State.READY, "");
            return;
        }
        Noise noise = new Noise(site.seed(), NOISE, motions * 10 + way.size());
        force = leg.force() * (1 + 0.05 * noise.normal());
        if (fault == Fault.COLLISION) {
            force = COLLISION_FORCE;
        }
        if (force > forceLimit.number()) {
            broken("collision: force above its limit");
            return;
        }
        if (fault == Fault.SAMPLE_LOST && books.inGripper()) {
            lose();
            return;
        }
        say(leg.what());
        double seconds = leg.seconds() * (1 + 0.02 * noise.unit());
        arrival =
                site.world()
                        .after(
                                Duration.ofMillis(Math.round(seconds * 1000)),
                                () -> {
                                    leg.arrival().run();
                                    if (state.moves()) {
                                        onward();
                                    }
                                });
    }

    private void lose() {
        books.lose();
        broken("lost " + books.held() + " on the way");
    }

    private void broken(String what) {
        rest(State.FAULT, what);
    }

    private void rest(State next, String text) {
        boolean moved = state.moves();
        arrival.cancel();
        way.clear();
        state = next;
        force = next == State.READY ? 0 : force;
        say(text);
        if (moved && fault != Fault.SILENT) {
            command.ended();
        }
    }

    private void abort() {
        if (!state.moves()) {
            return;
        }
        String during = state.name().toLowerCase(Locale.ROOT);
        command.begun();
        arrival.cancel();
        way.clear();
        arrival = site.world().after(BRAKE, () -> rest(State.STOPPED, "aborted while " + during));
    }

    private void recover() {
        boolean prepared = state == State.READY && !books.held().isEmpty();
        if (state != State.STOPPED && state != State.FAULT && !prepared) {
            say("refused: nothing to recover from");
        } else if (books.inGripper() && RobotStore.inDewar(books.held()) && lid != Lid.OPEN) {
            say("refused: lid is not open");
        } else {
            List<Leg> legs = new ArrayList<>();
            if (books.inGripper()) {
                legs.addAll(putBack(books.held()));
            } else {
                legs.add(new Leg("going home", 3, 1, () -> {}));
            }
            legs.add(new Leg("looking", 0.5, 0, this::recovered));
            begin(State.RECOVERING, legs);
        }
    }

    private void recovered() {
        home = true;
        String doubt = books.doubt();
        if (!doubt.isEmpty()) {
            broken("look for " + doubt + ", then clear");
        }
    }

    /// Somebody has looked: what the sensors do not see is struck off.
    private void clear() {
        if (state.moves() || !power) {
            say("refused: it is " + state.name().toLowerCase(Locale.ROOT));
            return;
        }
        books.strikeOff();
        rest(home && state == State.FAULT ? State.READY : state, home ? "" : "recover it first");
    }

    private void power(boolean on) {
        if (on == power || (on && fault == Fault.POWER_LOST)) {
            return;
        }
        power = on;
        if (on) {
            rest(beneath, beneath == State.STOPPED ? "power came back" : message);
        } else {
            beneath = state.moves() ? State.STOPPED : state;
            rest(State.OFF, "no power");
        }
    }

    private void lid(boolean open) {
        Lid wanted = open ? Lid.OPEN : Lid.CLOSED;
        if (fault == Fault.SILENT || wanted == lid) {
            return;
        }
        if (fault == Fault.LID_STUCK || state.moves()) {
            say(state.moves() ? "refused: robot in the way of the lid" : "the lid does not move");
            return;
        }
        lidArrival.cancel();
        lid = Lid.MOVING;
        lidArrival =
                site.world()
                        .after(
                                LID_TRAVEL,
                                () -> {
                                    lid = wanted;
                                    show();
                                });
        show();
    }

    private void fail(Fault next) {
        boolean was = fault == Fault.SILENT;
        if (next == Fault.SILENT) {
            show();
        }
        fault = next;
        panel.silent(next == Fault.SILENT);
        if (was && next != Fault.SILENT) {
            show();
            if (!state.moves()) {
                command.ended();
            }
        }
        switch (next) {
            case NONE, GRIP_FAILS, LID_STUCK, SILENT -> {}
            case SAMPLE_LOST -> {
                if (books.inGripper()) {
                    lose();
                }
            }
            case COLLISION -> {
                if (state.moves()) {
                    force = COLLISION_FORCE;
                    broken("collision: force above its limit");
                }
            }
            case POWER_LOST -> power(false);
        }
    }
}
