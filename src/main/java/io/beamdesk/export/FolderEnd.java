package io.beamdesk.export;

import io.beamdesk.codec.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/// A folder of this machine. Nothing that fails here passes by itself.
final class FolderEnd implements FarEnd {
    private final Path folder;

    FolderEnd(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ExportException(
                    "The folder %s does not exist; create it, or mount its disk."
                            .formatted(folder));
        }
        this.folder = folder;
    }

    @Override
    public OptionalLong size(String name) {
        return asking(
                name,
                path ->
                        Files.isRegularFile(path)
                                ? OptionalLong.of(Files.size(path))
                                : OptionalLong.empty());
    }

    @Override
    public OutputStream write(String name, long from) {
        return asking(
                name,
                path -> {
                    Files.createDirectories(path.getParent());
                    FileChannel channel =
                            FileChannel.open(
                                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    channel.truncate(from).position(from);
                    return new Forced(channel, path);
                });
    }

    @Override
    public InputStream read(String name) {
        return asking(name, Files::newInputStream);
    }

    @Override
    public String sha256(String name) {
        return asking(name, Sha256::of);
    }

    @Override
    public void rename(String name, String to) {
        asking(
                name,
                path -> {
                    if (Files.exists(folder.resolve(to))) {
                        throw new FileAlreadyExistsException(to);
                    }
                    return Files.move(path, folder.resolve(to));
                });
    }

    @Override
    public void delete(String name) {
        asking(name, Files::deleteIfExists);
    }

    @Override
    public void close() {}

    private interface Question<T> {
        T ask(Path path) throws IOException;
    }

    private <T> T asking(String name, Question<T> question) {
        Path path = folder.resolve(name);
        try {
            return question.ask(path);
        } catch (IOException e) {
            throw refused(path, e);
        }
    }

    private static ExportException refused(Path path, IOException e) {
        return new ExportException(
                "%s cannot be written: %s; make room, check its rights, or choose another folder."
                        .formatted(path, Courier.reason(e)),
                e);
    }

    /// A file that is on the disk once it is closed.
    private static final class Forced extends OutputStream {
        private final FileChannel channel;
        private final OutputStream out;
        private final Path path;

        Forced(FileChannel channel, Path path) {
            this.channel = channel;
            this.path = path;
            out = Channels.newOutputStream(channel);
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                throw refused(path, e);
            }
        }

        @Override
        public void close() {
            try (channel) {
                if (channel.isOpen()) {
                    channel.force(true);
                }
            } catch (IOException e) {
                throw refused(path, e);
            }
        }
    }
}
