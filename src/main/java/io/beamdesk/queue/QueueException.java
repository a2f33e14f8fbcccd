package io.beamdesk.queue;

import org.jspecify.annotations.Nullable;

/// The queue cannot do what was asked of it: one sentence with the reason and what to do.
public final class QueueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Takes the sentence.
    public QueueException(String message) {
        super(message);
    }

    /// Takes the sentence and what is behind it.
    public QueueException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
