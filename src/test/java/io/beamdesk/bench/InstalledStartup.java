package io.beamdesk.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/// The start of the installed application against an empty JavaFX window that is started the same way: by
/// the same script, from the same runtime, on the module path, with a cache of classes of its own. Both
/// are started with their caches and without, in turn. The application is the folder that is given, else
/// the one that the installer has built.
public final class InstalledStartup {
    private static final int ROUNDS = 7;
    private static final String OPTIONS = "BEAMDESK_JAVA_OPTIONS";
    private static final Map<String, String> WITHOUT_CACHE = Map.of(OPTIONS, "-XX:AOTMode=off");
    private static final String PEER = "empty JavaFX window started the same way";

    private InstalledStartup() {}

    /// Prints three lines.
    public static void main(String[] args) throws Exception {
        Path application =
                Path.of(args.length > 0 ? args[0] : "target/installer/root/usr/lib/beamdesk");
        Path desktop = application.resolve("bin/beamdesk");
        List<String> empty = List.of(emptyWindow(application.toAbsolutePath()).toString());
        Figures with = new Figures();
        Figures without = new Figures();
        for (int round = -1; round < ROUNDS; round++) {
            with.add(round, Starts.desktop(desktop, Map.of()), Starts.emptyWindow(empty, Map.of()));
            without.add(
                    round,
                    Starts.desktop(desktop, WITHOUT_CACHE),
                    Starts.emptyWindow(empty, WITHOUT_CACHE));
        }
        Starts.print(
                "startup-installed", Starts.median(with.window), PEER, Starts.median(with.empty));
        Starts.print(
                "startup-installed-first-value",
                Starts.median(with.value),
                "its main window",
                Starts.median(with.window));
        Starts.print(
                "startup-installed-without-cache",
                Starts.median(without.window),
                PEER + ", without its cache too",
                Starts.median(without.empty));
    }

    /// What was measured; the first, cold round is not counted.
    private static final class Figures {
        private final double[] window = new double[ROUNDS];
        private final double[] value = new double[ROUNDS];
        private final double[] empty = new double[ROUNDS];

        private void add(int round, Starts.Desktop own, double peer) {
            if (round >= 0) {
                window[round] = own.window();
                value[round] = own.value();
                empty[round] = peer;
            }
        }
    }

    /// A folder like the application's with an empty window in it.
    ///
    /// @return its start script
    private static Path emptyWindow(Path application) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("empty-window");
        Path classes = folder.resolve("classes");
        Path descriptor = folder.resolve("module-info.java");
        Files.writeString(
                descriptor,
                "module empty.window { requires javafx.controls; exports io.beamdesk.bench; }");
        tool(
                "javac",
                "-d",
                classes.toString(),
                "--module-path",
                System.getProperty("java.class.path"),
                descriptor.toString(),
                "src/main/java/io/beamdesk/ui/fx/Painted.java",
                "src/test/java/io/beamdesk/bench/EmptyWindow.java");
        Files.createDirectories(folder.resolve("lib"));
        tool(
                "jar",
                "--create",
                "--no-compress",
                "--file",
                folder.resolve("lib/empty.jar").toString(),
                "-C",
                classes.toString(),
                ".");
        Files.createSymbolicLink(folder.resolve("runtime"), application.resolve("runtime"));
        Path script = folder.resolve("bin/empty");
        Files.createDirectories(script.getParent());
        Files.writeString(
                script,
                Files.readString(application.resolve("bin/beamdesk"))
                        .replace(
                                "io.beamdesk/io.beamdesk.cli.Main",
                                "empty.window/io.beamdesk.bench.EmptyWindow")
                        .replace(",org.xerial.sqlitejdbc", ""));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path recorded = folder.resolve("recorded");
        double _ =
                Starts.emptyWindow(
                        List.of(script.toString()),
                        Map.of(OPTIONS, "-XX:AOTMode=record -XX:AOTConfiguration=" + recorded));
        Path cache = folder.resolve("lib/beamdesk.aot");
        ProcessBuilder create = new ProcessBuilder(script.toString()).redirectErrorStream(true);
        create.environment()
                .put(
                        OPTIONS,
                        "-XX:AOTMode=create -XX:AOTConfiguration=%s -XX:AOTCache=%s"
                                .formatted(recorded, cache));
        Process creating = create.start();
        try (InputStream said = creating.getInputStream()) {
            String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            if (creating.waitFor() != 0 || !Files.exists(cache)) {
                throw new IOException("The empty window has no cache: " + words);
            }
        }
        return script;
    }

    private static void tool(String name, String... args) throws IOException {
        if (ToolProvider.findFirst(name).orElseThrow().run(System.err, System.err, args) != 0) {
            throw new IOException(name + " failed");
        }
    }
}
