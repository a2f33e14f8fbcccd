package io.beamdesk.engine;

import io.beamdesk.device.Readable;
import io.beamdesk.document.Event;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStop.ExitStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The runs of one plan, one open at a time; each is recorded until the next one opens.
final class Runs {
    private final List<Readable> baseline;
    private final Function<Map<String, Object>, RunRecord> recorder;
    private @Nullable RunRecord record;
    private int earlier;
    private boolean closed;

    Runs(List<Readable> baseline, Function<Map<String, Object>, RunRecord> recorder) {
        this.baseline = baseline;
        this.recorder = recorder;
    }

    /// Rows of all runs so far.
    int points() {
        RunRecord open = record;
        return earlier + (open == null ? 0 : open.points());
    }

    /// Publishes the start of a run; the one before must have been closed.
    void open(Map<String, Object> metadata) {
        if (record != null) {
            if (!closed) {
                throw new EngineException(
                        "The plan opened a run within a run; close the first one before");
            }
            String problem = finish(ExitStatus.SUCCESS, "");
            if (problem != null) {
                throw new EngineException(problem);
            }
        }
        record = recorder.apply(metadata);
        closed = false;
    }

    /// Records the baseline of the present run.
    void baseline() throws InterruptedException {
        if (record != null) {
            record.baseline(baseline);
        }
    }

    /// Ends the present run but for its stop document.
    void close() throws InterruptedException {
        if (record != null && !closed) {
            closed = true;
            baseline();
        }
    }

    /// Publishes the stop document of the present run and gives it up.
    ///
    /// @return what went wrong with its product; null if nothing
    @Nullable String finish(ExitStatus exitStatus, String reason) {
        RunRecord open = record;
        record = null;
        earlier += open == null ? 0 : open.points();
        return open == null ? null : open.stop(exitStatus, reason);
    }

    /// The run that a row can be read into.
    RunRecord reading() {
        RunRecord open = record;
        if (open == null || closed) {
            throw new EngineException("The plan read a row outside a run; open one before");
        }
        return open;
    }

    Event read(String stream, List<Readable> readables) throws InterruptedException {
        return reading().read(stream, readables);
    }

    /// Publishes rows at once, whatever becomes of the present step.
    void publish(List<Readable> readables, List<Map<String, Reading>> rows) {
        reading().publish(readables, rows);
    }

    /// Number of rows read in the present step.
    int drafts() {
        return record == null ? 0 : record.drafts();
    }

    /// Publishes the rows of the present step.
    void commit() {
        if (record != null) {
            record.commit();
        }
    }

    /// Forgets the rows of the present step from this one on.
    void forget(int from) {
        if (record != null && record.drafts() > from) {
            record.forget(from);
        }
    }

    /// Publishes at once why the run is held or goes on.
    void interruption(String what) {
        if (record != null && !closed) {
            record.interruption(what);
        }
    }
}
