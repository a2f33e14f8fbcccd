package io.beamdesk.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The right to change and run the queue of a folder, which one process has at a time. The system
/// takes it back when the process ends, however it does.
final class QueueLock implements AutoCloseable {
    // A second channel to the file must not even be opened in this process: closing it would give
    // the lock of the first one up (fcntl).
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private QueueLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// @throws QueueException if somebody else has it
    static QueueLock take(Path folder, Instant now) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw held(folder, "this Beamdesk");
        }
        QueueLock lock = null;
        try {
            lock = lock(real, folder, now);
            return lock;
        } finally {
            if (lock == null) {
                HELD.remove(real);
            }
        }
    }

    private static QueueLock lock(Path real, Path folder, Instant now) throws IOException {
        Path file = real.resolve("queue.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock taken = null;
        try {
            taken = channel.tryLock();
            if (taken == null) {
                throw held(folder, Files.readString(file).strip());
            }
            String who =
                    "process %d of %s since %s%n"
                            .formatted(
                                    ProcessHandle.current().pid(),
                                    System.getProperty("user.name", "somebody"),
                                    now);
            channel.truncate(0);
            int _ = channel.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)), 0);
            return new QueueLock(real, channel);
        } finally {
            if (taken == null) {
                channel.close();
            }
        }
    }

    private static QueueException held(Path folder, String who) {
        return new QueueException(
                "The queue in "
                        + folder
                        + " is in use by "
                        + (who.isEmpty() ? "another Beamdesk" : who)
                        + "; close it there, or work with the queue there");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The system gives it up with the process.
        }
        HELD.remove(folder);
    }
}
