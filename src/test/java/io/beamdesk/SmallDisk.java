package io.beamdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real file system in memory that is soon full, mounted for a test. Mounts need root.
public final class SmallDisk implements AutoCloseable {
    private static final int PAGE = 4096;

    private final Path path;

    /// Mounts one in a folder.
    ///
    /// @param size as `mount` has it: `256k`
    public SmallDisk(Path folder, String size) throws IOException {
        path = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    /// Leaves no page free.
    ///
    /// @return the file that has them
    public Path fill() throws IOException {
        Path filler = path.resolve("filler");
        byte[] page = new byte[PAGE];
        try (OutputStream out = Files.newOutputStream(filler)) {
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    out.write(page);
                                }
                            })
                    .hasMessage("No space left on device");
        }
        return filler;
    }

    @Override
    public void close() throws IOException {
        run("umount", path.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.onExit().join().exitValue()).as(String.join(" ", command)).isZero();
    }
}
