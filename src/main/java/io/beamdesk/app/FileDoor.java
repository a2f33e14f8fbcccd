package io.beamdesk.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the desktop that is open takes the files that later starts are given: a Unix-domain socket that
/// only processes of the same person can reach. A client sends the absolute path as UTF-8 and ends its
/// side; the answer is one byte.
public final class FileDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileDoor.class);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int LONGEST_PATH = 1 << 16;
    private static final byte TAKEN = 1;

    private final ServerSocketChannel server;
    private final Path socket;

    private FileDoor(ServerSocketChannel server, Path socket) {
        this.server = server;
        this.socket = socket;
    }

    /// Opens the door, unless another desktop of this person keeps one open.
    ///
    /// @param taken told each file that comes, on a thread of the door
    public static Optional<FileDoor> open(Consumer<Path> taken) {
        return open(Folders.door(), taken);
    }

    static Optional<FileDoor> open(Path socket, Consumer<Path> taken) {
        try {
            if (answers(socket)) {
                return Optional.empty();
            }
            Files.createDirectories(socket.getParent());
            // A desktop that was killed left its own.
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            if (Files.getFileStore(socket).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
            FileDoor door = new FileDoor(server, socket);
            Thread.ofVirtual().name("file door").start(() -> door.serve(taken));
            return Optional.of(door);
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException problem) {
            LOG.warn(
                    "Files opened from outside will open a desktop of their own: {} could not be made ({})",
                    socket,
                    problem.getMessage());
            return Optional.empty();
        }
    }

    /// Gives a file to the desktop that is open.
    ///
    /// @param file absolute
    /// @return whether one took it
    public static boolean give(Path file) {
        return give(Folders.door(), file);
    }

    static boolean give(Path socket, Path file) {
        if (!Files.exists(socket)) {
            return false;
        }
        FutureTask<Boolean> asking = new FutureTask<>(() -> ask(socket, file));
        Thread.ofVirtual().name("file to the open desktop").start(asking);
        try {
            return asking.get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            asking.cancel(true);
        }
    }

    private static boolean ask(Path socket, Path file) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer path = ByteBuffer.wrap(file.toString().getBytes(StandardCharsets.UTF_8));
            while (path.hasRemaining()) {
                channel.write(path);
            }
            channel.shutdownOutput();
            ByteBuffer answer = ByteBuffer.allocate(1);
            return channel.read(answer) == 1 && answer.get(0) == TAKEN;
        }
    }

    private static boolean answers(Path socket) {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return true;
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException _) {
            return false;
        }
    }

    private void serve(Consumer<Path> taken) {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                String path =
                        new String(
                                Channels.newInputStream(client).readNBytes(LONGEST_PATH),
                                StandardCharsets.UTF_8);
                // A later start that only looks whether somebody is there sends nothing.
                if (!path.isEmpty()) {
                    taken.accept(Path.of(path));
                    client.write(ByteBuffer.wrap(new byte[] {TAKEN}));
                }
            } catch (AsynchronousCloseException _) {
                return;
            } catch (IOException | InvalidPathException problem) {
                LOG.warn(
                        "A file that was given from outside did not arrive: {}",
                        problem.getMessage());
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException problem) {
            LOG.warn("{} could not be removed: {}", socket, problem.getMessage());
        }
    }
}
