package io.beamdesk.replay;

/// What was kept cannot be shown; the message is one sentence.
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message one sentence: which file, why, what to do
    public RecordingException(String message) {
        super(message);
    }

    /// @param message one sentence: which file, why, what to do
    /// @param cause what failed below
    public RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
