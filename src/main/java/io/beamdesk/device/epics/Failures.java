package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Finds the device's own error in what a future wraps around it.
final class Failures {
    private Failures() {}

    static DeviceException of(Throwable failure) {
        Throwable root = root(failure);
        if (root instanceof DeviceException known) {
            return known;
        }
        throw new IllegalStateException("a device failed with what is no device error", root);
    }

    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root instanceof CompletionException || root instanceof ExecutionException) {
            Throwable cause = root.getCause();
            if (cause == null) {
                break;
            }
            root = cause;
        }
        return root;
    }
}
