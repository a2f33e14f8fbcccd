package io.beamdesk.product;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A disk that forces what was written while more is being written, so that who asks for it waits
/// for the last few megabytes only.
final class EarlyForce implements Disk {
    /// Bytes that are worth a force of their own.
    static final long STRIDE = 4L << 20;

    private final Disk disk;
    private long unforced;
    private CompletableFuture<Void> early = CompletableFuture.completedFuture(null);
    private volatile @Nullable IOException failed;

    EarlyForce(Disk disk) {
        this.disk = disk;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        unforced += bytes.remaining();
        disk.write(bytes, position);
        if (unforced >= STRIDE && early.isDone()) {
            unforced = 0;
            early = CompletableFuture.runAsync(this::forceEarly, EarlyForce::start);
        }
    }

    // A disk reports a failure once; it is kept for the force that somebody waits for.
    @Override
    public void force() throws IOException {
        early.join();
        unforced = 0;
        IOException earlier = failed;
        if (earlier != null) {
            throw earlier;
        }
        disk.force();
    }

    @Override
    public void close() throws IOException {
        early.join();
        disk.close();
    }

    private void forceEarly() {
        try {
            disk.force();
        } catch (ClosedChannelException _) {
            // An interrupt of the writing thread closed it; what it opens next is forced whole.
        } catch (IOException e) {
            failed = e;
        }
    }

    private static void start(Runnable force) {
        Thread.ofPlatform().daemon().name("product-force").start(force);
    }
}
