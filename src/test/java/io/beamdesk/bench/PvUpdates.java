package io.beamdesk.bench;

import io.beamdesk.interop.SoftIoc;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.ca.CaProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Monitor updates a second that reach consumers from a real IOC, and the CPU time each costs,
/// beside EPICS' own `camonitor` watching the same records of the same IOC in turn.
///
/// The IOC processes 5,000 records at 10 Hz: 50,000 updates a second, if it keeps up. Both clients
/// get every update; `camonitor` formats each as a line of text, which goes nowhere.
public final class PvUpdates {
    private static final int RECORDS = 5000;
    private static final int ROUNDS = 3;
    private static final Duration ROUND = Duration.ofSeconds(4);

    private PvUpdates() {}

    private record Measured(double updatesPerSecond, double microsPerUpdate) {}

    /// Runs the benchmark; takes about half a minute.
    public static void main(String[] args) throws Exception {
        if (SoftIoc.find().isEmpty()) {
            System.err.println("pv-updates needs a softIoc: name it in BEAMDESK_SOFTIOC");
            System.exit(1);
        }
        Path directory = Files.createTempDirectory("pv-updates");
        SoftIoc.Definition definition = SoftIoc.in(directory);
        for (int i = 0; i < RECORDS; i++) {
            definition.records("fast.db", "P=B:,N=" + i);
        }
        Path camonitor = SoftIoc.executable().resolveSibling("camonitor");
        List<Measured> ours = new ArrayList<>();
        List<Measured> theirs = new ArrayList<>();
        try (SoftIoc ioc = definition.start()) {
            beamdesk(ioc);
            for (int round = 0; round < ROUNDS; round++) {
                ours.add(beamdesk(ioc));
                if (Files.isExecutable(camonitor)) {
                    theirs.add(camonitor(ioc, camonitor));
                }
            }
        }
        print(
                "pv-updates",
                "updates/s",
                median(ours, true),
                theirs.isEmpty() ? null : median(theirs, true));
        print(
                "pv-updates-cpu",
                "µs/update",
                median(ours, false),
                theirs.isEmpty() ? null : median(theirs, false));
    }

    private static Measured beamdesk(SoftIoc ioc) throws InterruptedException {
        LongAdder updates = new LongAdder();
        try (CaProvider provider = new CaProvider(ioc.settings())) {
            for (int i = 0; i < RECORDS; i++) {
                Channel channel = provider.open(PvName.of("B:fast" + i));
                channel.subscribe(event -> {
                    if (event instanceof Sample) {
                        updates.increment();
                    }
                });
            }
            while (updates.sum() < 2 * RECORDS) {
                Thread.sleep(10);
            }
            updates.reset();
            Duration cpu = cpu(ProcessHandle.current());
            long start = System.nanoTime();
            Thread.sleep(ROUND);
            long count = updates.sum();
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Measured(
                    count / seconds,
                    cpu(ProcessHandle.current()).minus(cpu).toNanos() / 1e3 / count);
        }
    }

    private static Measured camonitor(SoftIoc ioc, Path executable)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        for (int i = 0; i < RECORDS; i++) {
            command.add("B:fast" + i);
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(ioc.variables());
        Process process = builder.start();
        LongAdder lines = new LongAdder();
        Thread counter =
                Thread.ofPlatform().daemon().start(() -> count(process.getInputStream(), lines));
        while (lines.sum() < 2 * RECORDS) {
            Thread.sleep(10);
        }
        lines.reset();
        Duration before = cpu(process.toHandle());
        long start = System.nanoTime();
        Thread.sleep(ROUND);
        long count = lines.sum();
        double seconds = (System.nanoTime() - start) / 1e9;
        Duration used = cpu(process.toHandle()).minus(before);
        process.destroyForcibly();
        boolean ended = process.waitFor(10, TimeUnit.SECONDS);
        counter.join(1000);
        if (!ended) {
            throw new IllegalStateException("camonitor " + process.pid() + " does not end");
        }
        return new Measured(count / seconds, used.toNanos() / 1e3 / count);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void count(InputStream text, LongAdder lines) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                int found = 0;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        found++;
                    }
                }
                lines.add(found);
            }
        } catch (IOException _) {
            // The process was ended.
        }
    }

    private static double median(List<Measured> rounds, boolean rate) {
        double[] sorted =
                rounds.stream()
                        .mapToDouble(m -> rate ? m.updatesPerSecond : m.microsPerUpdate)
                        .sorted()
                        .toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }

    private static void print(String name, String unit, double value, @Nullable Double peer) {
        String compared =
                peer == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", \"peer\": \"camonitor (libca)\", \"peer_value\": %.2f, \"ratio\": %.3f",
                                peer,
                                value / peer);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "{\"name\": \"%s\", \"value\": %.2f, \"unit\": \"%s\"%s}",
                        name,
                        value,
                        unit,
                        compared));
    }
}
