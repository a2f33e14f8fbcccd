package io.beamdesk.plan;

/// Why a plan cannot go on although every device did its part: one sentence with the remedy.
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Takes the sentence.
    public PlanException(String message) {
        super(message);
    }
}
