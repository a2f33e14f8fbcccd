package io.beamdesk.bench;

import io.beamdesk.device.Readable;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.Reading;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.engine.RunRequest;
import io.beamdesk.engine.RunStorage;
import io.beamdesk.engine.SafeState;
import io.beamdesk.plan.Metadata;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.RunContext;
import io.beamdesk.plan.Scope;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/// What the engine adds to each point: a scan of a setting and a reading on local variables, against
/// a bare loop over the same calls.
public final class EngineOverhead {
    private static final int POINTS = 20_000;
    private static final int ROUNDS = 7;

    private EngineOverhead() {}

    /// Prints one line.
    public static void main(String[] args) throws Exception {
        try (LocalProvider provider = new LocalProvider();
                Scheduler scheduler = Scheduler.system();
                DocumentBus bus = new DocumentBus()) {
            provider.create("x", new Value.Floating(0));
            Signal signal = new Signal("x", provider.open(PvName.of("loc://x")));
            signal.connect();
            Readable reading = new Local(signal);
            RunEngine engine =
                    new RunEngine(
                            scheduler,
                            bus,
                            _ -> new Nowhere(),
                            new SafeState(List.of(), List.of(), Duration.ofSeconds(1), scheduler),
                            List.of(),
                            List.of());
            double[] bare = new double[ROUNDS];
            double[] run = new double[ROUNDS];
            for (int round = -2; round < ROUNDS; round++) {
                double loop = micros(() -> loop(signal, reading));
                double scan = micros(() -> scan(engine, signal));
                if (round >= 0) {
                    bare[round] = loop;
                    run[round] = scan;
                }
            }
            Arrays.sort(bare);
            Arrays.sort(run);
            double own = bare[ROUNDS / 2];
            double whole = run[ROUNDS / 2];
            System.out.printf(
                    Locale.ROOT,
                    "{\"name\": \"engine-overhead\", \"value\": %.2f, \"unit\": \"us/point\", \"peer\":"
                            + " \"bare loop over the same put and read\", \"peer_value\": %.2f, \"ratio\":"
                            + " %.2f}%n",
                    whole - own,
                    own,
                    whole / own);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double micros(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e3 / POINTS;
    }

    private static void loop(Signal signal, Readable reading) throws Exception {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            signal.put(new Value.Floating(i)).get();
            sum += (Double) reading.read().get("x").value();
        }
        if (sum < 0) {
            throw new AssertionError();
        }
    }

    private static void scan(RunEngine engine, Signal signal) {
        Plan plan = scan(signal, POINTS, _ -> {});
        Outcome outcome =
                engine.start(new RunRequest("bench", plan, Map.of(), POINTS, Duration.ZERO)).join();
        if (outcome.points() != POINTS) {
            throw new AssertionError(outcome.toString());
        }
    }

    /// A scan that moves a local variable and reads it.
    ///
    /// @param each called after each point with its number from 0
    static Plan scan(Signal signal, int points, IntConsumer each) {
        return new Plan() {
            @Override
            public String name() {
                return "bench";
            }

            @Override
            public void run(RunContext run) {
                Setpoint x = new Setpoint(signal);
                Readable reading = new Local(signal);
                try (Scope _ = run.openRun(new Metadata(Map.of()))) {
                    for (int i = 0; i < points; i++) {
                        double target = i;
                        run.step(() -> {
                            run.move(x, target);
                            run.read(reading);
                        });
                        each.accept(i);
                    }
                }
            }
        };
    }

    private record Setpoint(Signal signal) implements io.beamdesk.device.Movable<Double> {
        @Override
        public String name() {
            return "x";
        }

        @Override
        public String label() {
            return "x";
        }

        @Override
        public List<Signal> signals() {
            return List.of(signal);
        }

        @Override
        public void check(Double target) {}

        @Override
        public io.beamdesk.device.Status set(Double target) {
            var status = new io.beamdesk.device.Status("x");
            var _ = signal.put(new Value.Floating(target)).thenRun(status::complete);
            return status;
        }

        @Override
        public Double position() {
            return signal.number();
        }

        @Override
        public Duration estimate(Double from, Double to) {
            return Duration.ZERO;
        }

        @Override
        public void stop() {}
    }

    private record Local(Signal signal) implements Readable {
        @Override
        public String name() {
            return "x";
        }

        @Override
        public String label() {
            return "x";
        }

        @Override
        public List<Signal> signals() {
            return List.of(signal);
        }

        @Override
        public Map<String, DataKey> describe() {
            return Map.of("x", DataKey.number("loc://x", "", 3, "x", DataKey.Role.READBACK));
        }

        @Override
        public Map<String, Reading> read() {
            return Map.of("x", new Reading(signal.number(), Instant.now()));
        }
    }

    /// A lossless sink that keeps nothing, so that the engine alone is measured.
    private static final class Nowhere implements RunStorage.Place {
        @Override
        public URI uri() {
            return URI.create("file:///nowhere");
        }

        @Override
        public int number() {
            return 1;
        }

        @Override
        public DocumentSink sink() {
            return new DocumentSink() {
                @Override
                public Delivery delivery() {
                    return Delivery.LOSSLESS;
                }

                @Override
                public void accept(Document document) {}
            };
        }

        @Override
        public Map<String, Object> parameters(String dataKey) {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
