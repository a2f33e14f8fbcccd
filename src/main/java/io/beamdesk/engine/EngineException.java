package io.beamdesk.engine;

/// The engine cannot do what was asked of it now: one sentence with the reason.
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Takes the sentence.
    public EngineException(String message) {
        super(message);
    }
}
