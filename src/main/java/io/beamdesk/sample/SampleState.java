package io.beamdesk.sample;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Where a sample is in its life, and the table of all that can follow.
public enum SampleState {
    /// Nothing is known to be there.
    EMPTY,
    /// It is described.
    DEFINED,
    /// It waits in the queue.
    QUEUED,
    /// It is in the beam position, and nothing is being measured.
    MOUNTED,
    /// It is being measured.
    MEASURING,
    /// It has been measured.
    MEASURED,
    /// Its last measurement, mounting or screening failed.
    FAILED,
    /// It has been screened and has a score.
    SCREENED;

    private static final Map<SampleState, Set<SampleState>> TABLE =
            Map.of(
                    EMPTY, EnumSet.of(DEFINED),
                    DEFINED, EnumSet.of(EMPTY, QUEUED, MOUNTED, MEASURING, FAILED),
                    // Taken out of the queue it is again what it was before.
                    QUEUED, EnumSet.of(DEFINED, MEASURED, FAILED, SCREENED, MOUNTED, MEASURING),
                    // Put back unmeasured it is again what it was before.
                    MOUNTED, EnumSet.of(MEASURING, DEFINED, QUEUED, MEASURED, FAILED, SCREENED),
                    // Interrupted it is again in the queue.
                    MEASURING, EnumSet.of(MEASURED, FAILED, SCREENED, QUEUED),
                    // Never defined again: there is a product that leads back to it.
                    MEASURED, EnumSet.of(QUEUED, MOUNTED, MEASURING, FAILED),
                    FAILED, EnumSet.of(DEFINED, QUEUED, MOUNTED, MEASURING, MEASURED, SCREENED),
                    SCREENED, EnumSet.of(DEFINED, QUEUED, MOUNTED, MEASURING, FAILED));

    /// Whether another state can follow.
    public boolean canBecome(SampleState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }

    /// All that can follow.
    public Set<SampleState> next() {
        return Set.copyOf(TABLE.getOrDefault(this, Set.of()));
    }

    /// Whether a sample is in this state until somebody does something about it, so that it comes back
    /// to it when it is taken out of the queue or put back.
    public boolean isSettled() {
        return switch (this) {
            case DEFINED, MEASURED, FAILED, SCREENED -> true;
            case EMPTY, QUEUED, MOUNTED, MEASURING -> false;
        };
    }

    /// Whether the sample itself is out of its place, so that its place cannot be changed.
    public boolean isInBeam() {
        return switch (this) {
            case MOUNTED, MEASURING -> true;
            case EMPTY, DEFINED, QUEUED, MEASURED, FAILED, SCREENED -> false;
        };
    }

    /// In a sentence: `measured`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
