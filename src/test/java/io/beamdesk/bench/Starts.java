package io.beamdesk.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Starts of the desktop and of an empty window, timed from the launch of their process.
final class Starts {
    private static final double LIMIT = 120e9;

    private Starts() {}

    /// When a start of the desktop came how far, in seconds.
    ///
    /// @param window the main window is painted
    /// @param pane the first pane is painted
    /// @param value the first live value is painted
    record Desktop(double window, double pane, double value) {}

    /// Starts a desktop with empty folders, and ends it.
    static Desktop desktop(Path program, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("beamdesk-startup");
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        for (String folder :
                List.of("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")) {
            builder.environment().put(folder, home.toString());
        }
        builder.environment().putAll(environment);
        Path log = home.resolve("beamdesk/beamdesk.log");
        long start = System.nanoTime();
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(home.resolve("out").toFile())
                        .start();
        try {
            double window = seen(process, log, "Main window shown", start);
            double value = seen(process, log, "First live value shown", start);
            double pane = seen(process, log, "First pane shown", start);
            return new Desktop(window, pane, value);
        } finally {
            end(process);
        }
    }

    private static double seen(Process process, Path log, String words, long start)
            throws IOException, InterruptedException {
        while (!Files.exists(log)
                || !Files.readString(log, StandardCharsets.UTF_8).contains(words)) {
            if (!process.isAlive() || System.nanoTime() - start > LIMIT) {
                throw new IllegalStateException("the application did not say \"" + words + "\"");
            }
            Thread.sleep(2);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /// Starts an [EmptyWindow], and ends it.
    static double emptyWindow(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("shown")) {
                    return (System.nanoTime() - start) / 1e9;
                }
            }
            throw new IllegalStateException("the empty window was not shown");
        } finally {
            end(process);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    static void print(String name, double value, String peer, double peerValue) {
        System.out.printf(
                Locale.ROOT,
                "{\"name\": \"%s\", \"value\": %.2f, \"unit\": \"s\", \"peer\": \"%s\","
                        + " \"peer_value\": %.2f, \"ratio\": %.2f}%n",
                name,
                value,
                peer,
                peerValue,
                value / peerValue);
    }
}
