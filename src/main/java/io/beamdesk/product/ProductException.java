package io.beamdesk.product;

/// A product cannot be created, written or read. The message is one sentence: which file, what
/// failed, what to do.
public final class ProductException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A failure that no other exception caused.
    public ProductException(String message) {
        super(message);
    }

    /// A failure with its cause.
    public ProductException(String message, Throwable cause) {
        super(message, cause);
    }
}
