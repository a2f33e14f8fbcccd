package io.beamdesk.catalogue;

import org.jspecify.annotations.Nullable;

/// The catalogue cannot be read or written. The message is one sentence: which file, what failed, what
/// to do.
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// One sentence, and what caused it, if anything did.
    public CatalogueException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
