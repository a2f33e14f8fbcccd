package io.beamdesk.device;

import java.util.concurrent.CompletableFuture;

/// Something that was started and will end: a motion, a measurement.
public final class Status {
    private final String what;
    private final CompletableFuture<Void> done;
    private volatile Progress progress = Progress.UNKNOWN;

    /// Names what is going on, for messages: `Sample X moving to 2.4 mm`.
    public Status(String what) {
        this(what, new CompletableFuture<>());
    }

    private Status(String what, CompletableFuture<Void> done) {
        this.what = what;
        this.done = done;
    }

    /// Something that ended before it was asked for.
    public static Status done(String what) {
        return new Status(what, CompletableFuture.completedFuture(null));
    }

    /// Something that failed before it could begin.
    public static Status failed(String what, DeviceException cause) {
        return new Status(what, CompletableFuture.failedFuture(cause));
    }

    /// What is going on.
    public String what() {
        return what;
    }

    /// Completes when it ended; fails with a [DeviceException] if it did not end well.
    public CompletableFuture<Void> future() {
        return done;
    }

    /// How far it is.
    public Progress progress() {
        return progress;
    }

    /// Says how far it is.
    public void report(Progress now) {
        progress = now;
    }

    /// Ends it well; later ends are ignored.
    public void complete() {
        done.complete(null);
    }

    /// Ends it with a failure; later ends are ignored.
    public void fail(DeviceException cause) {
        done.completeExceptionally(cause);
    }
}
