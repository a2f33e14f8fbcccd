package io.beamdesk.recipe.scrape;

/// A recipe that cannot be written into a record, in one sentence.
public final class SscanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Says what, where, why and what to do.
    public SscanException(String message) {
        super(message);
    }
}
