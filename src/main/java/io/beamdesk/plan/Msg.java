package io.beamdesk.plan;

import io.beamdesk.device.Flyable;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Triggerable;
import java.time.Duration;
import java.util.List;

/// A verb as it is handed to an interpreter.
public sealed interface Msg {
    /// [RunContext#openRun].
    ///
    /// @param metadata what the plan knows
    record OpenRun(Metadata metadata) implements Msg {}

    /// End of an open run.
    record CloseRun() implements Msg {}

    /// [RunContext#stage] of one device.
    ///
    /// @param device to make ready
    record Stage(Stageable device) implements Msg {}

    /// End of a staging.
    ///
    /// @param device to put back
    record Unstage(Stageable device) implements Msg {}

    /// [RunContext#move].
    ///
    /// @param movable what
    /// @param target where to
    /// @param <T> type of a target
    record Move<T>(Movable<T> movable, T target) implements Msg {}

    /// End of a [RunContext#restoring]: a move back.
    ///
    /// @param movable what
    /// @param origin where it was
    /// @param <T> type of a target
    record Restore<T>(Movable<T> movable, T origin) implements Msg {}

    /// [RunContext#position].
    ///
    /// @param movable what
    record Locate(Movable<?> movable) implements Msg {}

    /// [RunContext#trigger].
    ///
    /// @param detectors all at once
    record Trigger(List<Triggerable> detectors) implements Msg {}

    /// [RunContext#read].
    ///
    /// @param stream that the row belongs to
    /// @param readables in the order of their columns
    record Read(String stream, List<Readable> readables) implements Msg {}

    /// [RunContext#fly].
    ///
    /// @param flyer measures row by row
    /// @param columns devices of a row, in the order of their columns
    record Fly(Flyable flyer, List<Readable> columns) implements Msg {}

    /// [RunContext#sleep].
    ///
    /// @param time how long
    record Sleep(Duration time) implements Msg {}

    /// [RunContext#elapsed].
    record Elapsed() implements Msg {}

    /// [RunContext#step].
    ///
    /// @param part of the plan that it belongs to, for people; may be empty
    /// @param body what is done or repeated as a whole
    record Step(String part, Runnable body) implements Msg {}

    /// [RunContext#once].
    ///
    /// @param body what is never repeated
    record Once(Runnable body) implements Msg {}
}
