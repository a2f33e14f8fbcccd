package io.beamdesk.plan;

import io.beamdesk.device.Flyable;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Triggerable;
import io.beamdesk.document.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The verbs as messages to an interpreter.
public final class Verbs implements RunContext {
    private final Interpreter interpreter;

    /// Hands every verb to the interpreter.
    public Verbs(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public Scope openRun(Metadata metadata) {
        interpreter.perform(new Msg.OpenRun(metadata));
        return () -> interpreter.perform(new Msg.CloseRun());
    }

    @Override
    public Scope stage(Stageable... devices) {
        List<Msg> undo = new ArrayList<>();
        return begin(
                undo,
                () -> {
                    for (Stageable device : devices) {
                        // Before the staging, for one that failed half-way must be put back too.
                        undo.add(new Msg.Unstage(device));
                        interpreter.perform(new Msg.Stage(device));
                    }
                });
    }

    @Override
    public Restoring restoring(Movable<?>... movables) {
        List<Msg> undo = new ArrayList<>();
        Scope scope =
                begin(
                        undo,
                        () -> {
                            for (Movable<?> movable : movables) {
                                undo.add(restore(movable));
                            }
                        });
        return new Restoring() {
            @Override
            public void keep() {
                undo.clear();
            }

            @Override
            public void close() {
                scope.close();
            }
        };
    }

    private <T> Msg restore(Movable<T> movable) {
        return new Msg.Restore<>(movable, position(movable));
    }

    /// Runs the beginning of a scope; what was begun is undone at once if the rest of it fails.
    private Scope begin(List<Msg> undo, Runnable beginning) {
        Scope scope = () -> undo.reversed().forEach(interpreter::perform);
        try {
            beginning.run();
            return scope;
        } catch (Throwable failure) {
            scope.close();
            throw failure;
        }
    }

    @Override
    public void step(String part, Runnable body) {
        interpreter.perform(new Msg.Step(part, body));
    }

    @Override
    public void once(Runnable body) {
        interpreter.perform(new Msg.Once(body));
    }

    @Override
    public <T> void move(Movable<T> movable, T target) {
        interpreter.perform(new Msg.Move<>(movable, target));
    }

    @Override
    @SuppressWarnings(
            "unchecked") // an interpreter answers with what the movable's position returns
    public <T> T position(Movable<T> movable) {
        return (T) Objects.requireNonNull(interpreter.perform(new Msg.Locate(movable)));
    }

    @Override
    public void trigger(Triggerable... detectors) {
        interpreter.perform(new Msg.Trigger(List.of(detectors)));
    }

    @Override
    public Event read(String stream, Readable... readables) {
        return (Event)
                Objects.requireNonNull(
                        interpreter.perform(new Msg.Read(stream, List.of(readables))));
    }

    @Override
    public void fly(Flyable flyer, Readable... columns) {
        interpreter.perform(new Msg.Fly(flyer, List.of(columns)));
    }

    @Override
    public void sleep(Duration time) {
        interpreter.perform(new Msg.Sleep(time));
    }

    @Override
    public Duration elapsed() {
        return (Duration) Objects.requireNonNull(interpreter.perform(new Msg.Elapsed()));
    }
}
