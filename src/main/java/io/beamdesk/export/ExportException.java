package io.beamdesk.export;

/// Why something cannot be exported, in one sentence.
public sealed class ExportException extends RuntimeException permits UnknownServerException {
    private static final long serialVersionUID = 1;

    /// What, where, why, and what to do.
    public ExportException(String message) {
        super(message);
    }

    /// The same, with what caused it.
    public ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
