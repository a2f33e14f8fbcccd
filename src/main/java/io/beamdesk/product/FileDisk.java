package io.beamdesk.product;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file on a file system. An interrupt of the calling thread does not harm it: the channel that
/// the interrupt closes is opened again, the operation repeated, and the interrupt kept for the
/// caller.
final class FileDisk implements Disk {
    private Path path;
    private volatile FileChannel channel;
    private boolean locked;

    private FileDisk(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Creates the file; fails if there is one of that name.
    static FileDisk create(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new FileDisk(path, channel);
    }

    /// Opens a file that is there.
    static FileDisk open(Path path) throws IOException {
        return new FileDisk(path, FileChannel.open(path, StandardOpenOption.WRITE));
    }

    /// Takes the place of a file that may be there.
    void replace(Path name) throws IOException {
        Files.move(path, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        path = name;
    }

    /// Says to other programs, as long as it is open, that it is being written.
    void lock() throws IOException {
        locked = true;
        channel.tryLock();
    }

    /// Cuts the file off.
    void truncate(long size) throws IOException {
        uninterrupted(() -> channel.truncate(size));
    }

    /// Gives the file its final name, which nothing may have yet.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if something has
    void publish(Path name) throws IOException {
        try {
            // A link, unlike a move, refuses a name that is taken in one operation of the file
            // system.
            Files.createLink(name, path);
            Files.delete(path);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException _) {
            // Shares and sticks without links.
            Files.move(path, name);
        }
        path = name;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        int first = bytes.position();
        uninterrupted(() -> {
            bytes.position(first);
            while (bytes.hasRemaining()) {
                channel.write(bytes, position + bytes.position() - first);
            }
        });
    }

    @Override
    public void force() throws IOException {
        uninterrupted(() -> channel.force(false));
        // A file that was deleted, or whose folder was, can be written and forced all the same.
        if (!Files.exists(path)) {
            throw new NoSuchFileException(
                    path.toString(),
                    null,
                    "it is no longer in its folder, which was removed or is no longer mounted");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private interface Operation {
        void run() throws IOException;
    }

    private void uninterrupted(Operation operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    operation.run();
                    return;
                } catch (ClosedByInterruptException _) {
                    interrupted = true;
                    Thread.interrupted();
                    channel = FileChannel.open(path, StandardOpenOption.WRITE);
                    if (locked) {
                        channel.tryLock();
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
