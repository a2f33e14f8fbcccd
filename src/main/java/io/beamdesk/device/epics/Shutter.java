package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A shutter: one PV that commands it, one that says where it is, and one that permits opening.
///
/// Its column holds the label of the status PV (`Open`, `Closed`). Closing is always allowed, with
/// or without the permit. Its safe state is closed.
public final class Shutter implements Movable<Shutter.Position>, Readable, Securable {
    /// Where a shutter can be sent.
    public enum Position {
        /// Lets the beam through.
        OPEN,
        /// Stops the beam.
        CLOSED
    }

    /// The PVs of a shutter and their words.
    ///
    /// @param command where it is told what to do
    /// @param openCommand what the command PV takes to open: a label, or a number as text
    /// @param closeCommand what it takes to close
    /// @param status where it says where it is, an enum
    /// @param permit 1 where opening is permitted; empty where nothing can forbid it
    /// @param travel how long it takes as a rule; it has failed after five times that and a second
    public record Wires(
            PvName command,
            String openCommand,
            String closeCommand,
            PvName status,
            Optional<PvName> permit,
            Duration travel) {
        /// When it has failed to follow.
        Duration limit() {
            return travel.multipliedBy(5).plusSeconds(1);
        }
    }

    private static final String OPEN_LABEL = "open";
    private static final String CLOSED_LABEL = "closed";

    private final String name;
    private final String label;
    private final Wires wires;
    private final Scheduler scheduler;
    private final List<Signal> signals;
    private final Signal status;
    private final Signal command;
    private final @Nullable Signal permit;
    private final SetpointPut put;

    /// Wires the PVs.
    public Shutter(String name, String label, Wires wires, Pvs pvs, Scheduler scheduler) {
        this.name = name;
        this.label = label;
        this.wires = wires;
        this.scheduler = scheduler;
        Wiring wiring = new Wiring(name, pvs);
        status = wiring.open(wires.status());
        command = wiring.open(wires.command());
        permit = wires.permit().isPresent() ? wiring.open(wires.permit().get()) : null;
        signals = wiring.signals();
        put = new SetpointPut(name, command);
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

    /// Where it says where it is.
    public Signal status() {
        return status;
    }

    /// Whether opening is permitted; empty where nothing can forbid it.
    public Optional<Signal> permit() {
        return Optional.ofNullable(permit);
    }

    @Override
    public void check(Position target) {
        put.check();
        status.sample();
        if (target == Position.OPEN && permit != null && permit.number() == 0) {
            throw new DeviceException.Refused(
                    name,
                    name
                            + ": opening is not permitted ("
                            + permit.pv()
                            + " is 0); search the hutch, clear the interlock, then open again",
                    null);
        }
    }

    @Override
    public Status set(Position target) {
        String goal = target == Position.OPEN ? OPEN_LABEL : CLOSED_LABEL;
        String word = target == Position.OPEN ? wires.openCommand() : wires.closeCommand();
        return put.start(
                label + " to " + goal,
                () -> check(target),
                new Value.Text(word),
                new SetpointPut.Follow(
                        status, value -> reads(value, goal), goal, wires.limit(), scheduler));
    }

    private static boolean reads(Value value, String goal) {
        return switch (value) {
            case Value.Choice choice -> choice.label().toLowerCase(Locale.ROOT).equals(goal);
            case Value.Text(String text) -> text.toLowerCase(Locale.ROOT).equals(goal);
            case Value.Floating _,
                    Value.Whole _,
                    Value.Bytes _,
                    Value.Shorts _,
                    Value.Ints _,
                    Value.Longs _,
                    Value.Floats _,
                    Value.Doubles _,
                    Value.Texts _,
                    Value.NdArray _ ->
                    false;
        };
    }

    /// Open or closed.
    ///
    /// @throws DeviceException.Disconnected if nobody knows
    /// @throws DeviceException if it is neither, on its way or faulty
    @Override
    public Position position() {
        Value now = status.sample().value();
        if (reads(now, OPEN_LABEL)) {
            return Position.OPEN;
        }
        if (reads(now, CLOSED_LABEL)) {
            return Position.CLOSED;
        }
        throw new DeviceException(
                name,
                name
                        + ": "
                        + status.pv()
                        + " says neither Open nor Closed, but "
                        + status.state().shown()
                        + "; look at the shutter");
    }

    /// The time it may take at most.
    @Override
    public Duration estimate(Position from, Position to) {
        return from == to ? Duration.ZERO : wires.travel();
    }

    /// Does nothing: a shutter ends its travel by itself, and half open is no position.
    @Override
    public void stop() {}

    @Override
    public void secure() {
        if (hazard().isPresent()) {
            var _ = command.send(new Value.Text(wires.closeCommand()));
        }
    }

    @Override
    public Optional<String> hazard() {
        String place = label + " (" + status.pv() + ")";
        return status.state()
                .live()
                .map(now ->
                        reads(now.value(), CLOSED_LABEL)
                                ? Optional.<String>empty()
                                : Optional.of(place + " is " + status.state().shown()))
                .orElseGet(() -> Optional.of(place + " is not connected, it may be open"));
    }

    @Override
    public Map<String, DataKey> describe() {
        return Map.of(name, Readings.key(name, status, DataKey.Role.AUXILIARY));
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        return Map.of(name, Readings.scalar(name, status, Fresh.await(List.of(status)).getFirst()));
    }

    /// Open or closed is no curve.
    @Override
    public List<String> hints() {
        return List.of();
    }
}
