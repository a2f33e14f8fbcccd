package io.beamdesk.ui.align;

import java.util.concurrent.CompletionException;

/// Failures as the sentence that they carry.
final class Sentences {
    private Sentences() {}

    /// The message of what really failed.
    static String of(Throwable failure) {
        Throwable root =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
