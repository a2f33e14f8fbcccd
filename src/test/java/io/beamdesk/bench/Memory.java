package io.beamdesk.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// What stays in this process' memory while the same work is done again and again.
final class Memory {
    private static final double MEGA = 1 << 20;
    private static final Path STATUS = Path.of("/proc/self/status");

    private final String name;
    private final String what;
    private final List<double[]> seen = new ArrayList<>();
    private final long begin = System.nanoTime();

    /// @param name of the benchmark
    /// @param what is counted, in the plural
    Memory(String name, String what) {
        this.name = name;
        this.what = what;
    }

    /// Prints the heap in use after a collection and the resident set as one JSON line.
    ///
    /// @param done how much of the work is done
    void look(int done) throws IOException {
        double seconds = (System.nanoTime() - begin) / 1e9;
        double heap = heap();
        double resident = resident();
        seen.add(new double[] {done, heap, resident});
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"%s\",\"%s\":%d,\"heap_MB\":%.2f,\"rss_MB\":%.1f,\"seconds\":%.1f}%n",
                name,
                what,
                done,
                heap / MEGA,
                resident / MEGA,
                seconds);
    }

    /// Prints the slopes over the second half as one JSON line; the peer is the heap at the first look.
    void report() {
        List<double[]> half = seen.subList(seen.size() / 2, seen.size());
        double first = seen.getFirst()[1];
        double last = seen.getLast()[1];
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"%s-slope\",\"value\":%.2f,\"unit\":\"MB\","
                        + "\"peer\":\"heap after the first tenth\",\"peer_value\":%.2f,\"ratio\":%.3f,"
                        + "\"%s\":%.0f,\"heap_bytes_each\":%.1f,\"rss_bytes_each\":%.1f}%n",
                name,
                last / MEGA,
                first / MEGA,
                last / first,
                what,
                seen.getLast()[0],
                slope(half, 1),
                slope(half, 2));
    }

    /// By least squares, in bytes for each that is done.
    private static double slope(List<double[]> points, int column) {
        double x = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double y = points.stream().mapToDouble(p -> p[column]).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (double[] point : points) {
            above += (point[0] - x) * (point[column] - y);
            below += (point[0] - x) * (point[0] - x);
        }
        return above / below;
    }

    /// Bytes in use after collections.
    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            LockSupport.parkNanos(200_000_000L);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// Bytes of memory that the system has given this process; 0 where it does not say.
    private static double resident() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }
}
