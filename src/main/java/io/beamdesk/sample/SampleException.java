package io.beamdesk.sample;

import java.util.List;
import java.util.stream.Collectors;

/// Something about samples or trays that is refused, with everything that is wrong.
public final class SampleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// One thing that is wrong.
    ///
    /// @param place where: `types[3].drops[0].at`; empty if the message says it
    /// @param message what is wrong and what to do, without the place
    public record Fault(String place, String message) implements java.io.Serializable {
        @Override
        public String toString() {
            return place.isEmpty() ? message : place + ": " + message;
        }
    }

    private final List<Fault> faults;

    /// Lists the faults, at least one.
    public SampleException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /// One sentence.
    public SampleException(String sentence) {
        this(List.of(new Fault("", sentence)));
    }

    /// One sentence and what caused it.
    public SampleException(String sentence, Throwable cause) {
        this(sentence);
        var _ = initCause(cause);
    }

    /// All that is wrong.
    public List<Fault> faults() {
        return faults;
    }
}
