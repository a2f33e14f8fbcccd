package io.beamdesk.plan;

import io.beamdesk.device.Flyable;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Triggerable;
import io.beamdesk.document.Event;
import java.time.Duration;

/// The verbs of a plan.
///
/// Each verb waits for its end and passes the operator's wishes: a pause, a stop or an abort takes
/// effect in it. A failure of a device ends the run; catching it does not prevent that.
public interface RunContext {
    /// Opens a run: its start document, its product, the baseline. Closing ends it. The stop document
    /// follows when the next run opens or the plan has ended, so that it tells the truth about the end.
    Scope openRun(Metadata metadata);

    /// Makes devices ready, in order; closing puts them back, in reverse order, on every way out.
    Scope stage(Stageable... devices);

    /// Remembers where the devices are; closing takes them back, the last one first, unless they are to
    /// be kept where they then are. Not after a halt, after which nothing moves.
    Restoring restoring(Movable<?>... movables);

    /// A transaction: the events read in the body are published when it ends. An immediate pause
    /// interrupts the body, and resuming runs it again from its beginning.
    default void step(Runnable body) {
        step("", body);
    }

    /// A step of a part of the plan that a problem is told with: `region 2`.
    void step(String part, Runnable body);

    /// Within a step, what must not be repeated (dose on a sample): a pause waits for its end, and a
    /// repeated step passes over it and keeps its events.
    void once(Runnable body);

    /// Moves and waits for the arrival.
    <T> void move(Movable<T> movable, T target);

    /// Where a device is.
    <T> T position(Movable<T> movable);

    /// Measures once with all of them together, and waits for the last.
    void trigger(Triggerable... detectors);

    /// Name of the stream that is the measurement.
    String PRIMARY = "primary";

    /// Reads one row of the stream `primary`. In a dry run the row has no values.
    default Event read(Readable... readables) {
        return read(PRIMARY, readables);
    }

    /// Reads one row of a stream. Only rows of `primary` are points of the run.
    ///
    /// @param stream what the rows are, `rocking_curve`; always with the same devices in a run
    Event read(String stream, Readable... readables);

    /// Kicks off what measures by itself, collects its rows while it does, and waits for its end. Each
    /// row is published as it comes, not with its step: a step that flies and is done again goes on
    /// with the rows that are not there yet. Columns that the flyer does not measure are read once for
    /// all rows that are collected together.
    ///
    /// @param flyer staged before, so that it comes to rest on every way out
    /// @param columns devices of a row, in the order of their columns
    void fly(Flyable flyer, Readable... columns);

    /// Waits.
    void sleep(Duration time);

    /// Time since the plan began, by the clock of whoever interprets it: in a dry run a virtual one.
    Duration elapsed();
}
