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

/// From the launch of the built application to its main window, to its first pane and to its first
/// live value, against an empty JavaFX window started from a class path in turn. The first, cold
/// start is not counted.
public final class Startup {
    private static final int ROUNDS = 5;

    private Startup() {}

    /// Prints three lines.
    public static void main(String[] args) throws Exception {
        double[] window = new double[ROUNDS];
        double[] pane = new double[ROUNDS];
        double[] live = new double[ROUNDS];
        double[] empty = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            double[] own = application();
            double peer = emptyWindow();
            if (round >= 0) {
                window[round] = own[0];
                pane[round] = own[1];
                live[round] = own[2];
                empty[round] = peer;
            }
        }
        print("startup", median(window), median(empty));
        print("startup-first-pane", median(pane), median(empty));
        print("startup-first-value", median(live), median(empty));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void print(String name, double value, double peer) {
        System.out.printf(
                Locale.ROOT,
                "{\"name\": \"%s\", \"value\": %.2f, \"unit\": \"s\", \"peer\": \"empty JavaFX window\","
                        + " \"peer_value\": %.2f, \"ratio\": %.2f}%n",
                name,
                value,
                peer,
                value / peer);
    }

    private static double[] application() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("beamdesk-startup");
        ProcessBuilder builder = new ProcessBuilder("target/beamdesk/bin/beamdesk");
        Map<String, String> environment = builder.environment();
        environment.put("XDG_DATA_HOME", home.toString());
        environment.put("XDG_STATE_HOME", home.toString());
        environment.put("XDG_CONFIG_HOME", home.toString());
        Path log = home.resolve("beamdesk/beamdesk.log");
        long start = System.nanoTime();
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(home.resolve("out").toFile())
                        .start();
        try {
            double window = seen(process, log, "Main window shown", start);
            double pane = seen(process, log, "First pane shown", start);
            double live = seen(process, log, "First live value", start);
            return new double[] {window, pane, live};
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static double seen(Process process, Path log, String words, long start)
            throws IOException, InterruptedException {
        while (!Files.exists(log)
                || !Files.readString(log, StandardCharsets.UTF_8).contains(words)) {
            if (!process.isAlive() || System.nanoTime() - start > 120e9) {
                throw new IllegalStateException("the application did not say \"" + words + "\"");
            }
            Thread.sleep(2);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double emptyWindow() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "io.beamdesk.bench.EmptyWindow"))
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("shown")) {
                    return (System.nanoTime() - start) / 1e9;
                }
            }
            throw new IllegalStateException("the empty window was not shown");
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }
}
