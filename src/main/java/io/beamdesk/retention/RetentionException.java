package io.beamdesk.retention;

/// Why something cannot be decided, deleted or logged, in one sentence.
public final class RetentionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What, where, why, and what to do.
    public RetentionException(String message) {
        super(message);
    }

    /// The same, with what caused it.
    public RetentionException(String message, Throwable cause) {
        super(message, cause);
    }
}
