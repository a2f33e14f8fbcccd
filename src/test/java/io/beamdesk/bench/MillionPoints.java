package io.beamdesk.bench;

import io.beamdesk.app.ProductFolder;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.document.Compression;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.engine.RunRequest;
import io.beamdesk.engine.SafeState;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Memory in use after each tenth of a scan of a million points into a product on the disk, first
/// tenth against last. Garbage is collected before each look.
public final class MillionPoints {
    private static final int POINTS = 1_000_000;
    private static final int LOOKS = 10;

    private MillionPoints() {}

    /// Prints one line.
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("beamdesk-million");
        List<Double> used = new ArrayList<>();
        long begun;
        long ended;
        Outcome outcome;
        try (LocalProvider provider = new LocalProvider();
                Scheduler scheduler = Scheduler.system();
                DocumentBus bus = new DocumentBus()) {
            provider.create("x", new Value.Floating(0));
            Signal signal = new Signal("x", provider.open(PvName.of("loc://x")));
            signal.connect();
            RunEngine engine =
                    new RunEngine(
                            scheduler,
                            bus,
                            metadata ->
                                    ProductFolder.create(folder)
                                            .open(metadata, _ -> Compression.NONE),
                            new SafeState(List.of(), List.of(), Duration.ofSeconds(1), scheduler),
                            List.of(),
                            List.of());
            var plan =
                    EngineOverhead.scan(
                            signal,
                            POINTS,
                            i -> {
                                if ((i + 1) % (POINTS / LOOKS) == 0) {
                                    used.add(used());
                                }
                            });
            begun = System.nanoTime();
            outcome =
                    engine.start(new RunRequest("million", plan, Map.of(), POINTS, Duration.ZERO))
                            .join();
            ended = System.nanoTime();
        }
        if (outcome.points() != POINTS) {
            throw new AssertionError(outcome.toString());
        }
        System.out.printf(
                Locale.ROOT,
                "{\"name\": \"million-points\", \"value\": %.1f, \"unit\": \"MiB in use at the end\","
                        + " \"peer\": \"after the first tenth\", \"peer_value\": %.1f, \"ratio\": %.2f,"
                        + " \"most\": %.1f, \"us_per_point\": %.1f, \"product_mib\": %.1f}%n",
                used.getLast(),
                used.getFirst(),
                used.getLast() / used.getFirst(),
                used.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                (ended - begun) / 1e3 / POINTS,
                Files.size(Path.of(java.net.URI.create(outcome.products().getFirst().toString())))
                        / 1048576.0);
        System.exit(0);
    }

    private static double used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
    }
}
