package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Files that h5py writes for a test.
final class H5py {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private H5py() {}

    /// Runs a script of the folder `interop`; the test is left out where there is no h5py, unless it is
    /// required.
    static void run(String script, String... arguments) throws Exception {
        boolean there =
                Files.isExecutable(PYTHON)
                        && new ProcessBuilder(PYTHON.toString(), "-c", "import h5py")
                                        .redirectErrorStream(true)
                                        .start()
                                        .waitFor()
                                == 0;
        if ("required".equals(System.getenv("BEAMDESK_INTEROP"))) {
            assertThat(there).as("python3-h5py is installed").isTrue();
        }
        assumeTrue(there, "python3-h5py is not installed (apt-get install it)");
        Path file =
                Path.of(
                        Objects.requireNonNull(H5py.class.getResource("/interop/" + script))
                                .toURI());
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), file.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
