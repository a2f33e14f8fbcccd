package io.beamdesk.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// From the launch of the built application to its main window, to its first pane and to its first
/// live value, against an empty JavaFX window started from a class path in turn. The first, cold
/// start is not counted.
public final class Startup {
    private static final int ROUNDS = 5;
    private static final String PEER = "empty JavaFX window";

    private Startup() {}

    /// Prints three lines.
    public static void main(String[] args) throws Exception {
        double[] window = new double[ROUNDS];
        double[] pane = new double[ROUNDS];
        double[] live = new double[ROUNDS];
        double[] empty = new double[ROUNDS];
        List<String> emptyWindow =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.beamdesk.bench.EmptyWindow");
        for (int round = -1; round < ROUNDS; round++) {
            Starts.Desktop own = Starts.desktop(Path.of("target/beamdesk/bin/beamdesk"), Map.of());
            double peer = Starts.emptyWindow(emptyWindow, Map.of());
            if (round >= 0) {
                window[round] = own.window();
                pane[round] = own.pane();
                live[round] = own.value();
                empty[round] = peer;
            }
        }
        double peer = Starts.median(empty);
        Starts.print("startup", Starts.median(window), PEER, peer);
        Starts.print("startup-first-pane", Starts.median(pane), PEER, peer);
        Starts.print("startup-first-value", Starts.median(live), PEER, peer);
    }
}
