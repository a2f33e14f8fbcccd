package io.beamdesk.sim;

/// How to serve the simulated beamline.
///
/// @param port port of 127.0.0.1 for Channel Access over both UDP and TCP; 0 chooses a free one
/// @param pvaPort port of 127.0.0.1 for PVAccess over TCP; UDP searches are answered at the one after
///     it; 0 chooses a free one and answers none
/// @param prefix what every name begins with, for example `SIM:`
/// @param seed seed of all noise: the same seed and the same actions give the same counts
public record SimSettings(int port, int pvaPort, String prefix, long seed) {
    private static final long SEED = 20_260_101;

    /// Refuses a port that does not exist.
    public SimSettings {
        check(port);
        check(pvaPort);
    }

    /// With a free port for PVAccess.
    public SimSettings(int port, String prefix, long seed) {
        this(port, 0, prefix, seed);
    }

    private static void check(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "Port "
                            + port
                            + " does not exist: choose one of 1 to 65535, or 0 for a free one.");
        }
    }

    /// A free port, the prefix `SIM:` and a fixed seed.
    public static SimSettings defaults() {
        return new SimSettings(0, 0, "SIM:", SEED);
    }
}
