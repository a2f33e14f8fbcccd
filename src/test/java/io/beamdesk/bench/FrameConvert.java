package io.beamdesk.bench;

import io.beamdesk.image.ColourMap;
import io.beamdesk.image.Colouring;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/// One frame of 2048 × 2048 16-bit pixels to a colour picture, levels from the frame itself, on one
/// core, beside a plain copy of the same bytes. Processor time of the thread, so that what else the
/// machine does counts for as little as it can: the best of all rounds, and their medians.
///
/// Prints one JSON line.
public final class FrameConvert {
    private static final int SIDE = 2048;
    private static final int ROUNDS = 200;

    private FrameConvert() {}

    public static void main(String[] args) {
        short[][] frames = new short[4][];
        for (int f = 0; f < frames.length; f++) {
            frames[f] = frame(f);
        }
        Colouring colouring = new Colouring();
        Look look = Look.PLAIN.withMap(ColourMap.VIRIDIS);
        int[] argb = new int[SIDE * SIDE];
        short[] copy = new short[SIDE * SIDE];
        long[] converting = new long[ROUNDS];
        long[] copying = new long[ROUNDS];
        long seen = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            short[] frame = frames[Math.floorMod(round, frames.length)];
            Pixels pixels = new Pixels(SIDE, SIDE, Depth.UINT16, Layout.MONO, frame);
            long begin = cpuNanos();
            colouring.paint(pixels, look, argb);
            long between = cpuNanos();
            // Another frame: this one is in the cache by now.
            System.arraycopy(
                    frames[Math.floorMod(round + 2, frames.length)], 0, copy, 0, copy.length);
            long end = cpuNanos();
            seen += argb[Math.floorMod(round, SIDE)] + copy[Math.floorMod(round, SIDE)];
            if (round >= 0) {
                converting[round] = between - begin;
                copying[round] = end - between;
            }
        }
        Arrays.sort(converting);
        Arrays.sort(copying);
        double value = converting[0];
        double peer = copying[0];
        double median = converting[ROUNDS / 2];
        double peerMedian = copying[ROUNDS / 2];
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"frame-convert\",\"value\":%.3f,\"unit\":\"ms\","
                        + "\"peer\":\"plain copy of the same bytes\",\"peer_value\":%.3f,"
                        + "\"ratio\":%.2f,\"median\":%.3f,\"peer_median\":%.3f,"
                        + "\"ratio_of_medians\":%.2f,\"frame\":\"2048x2048 uint16\",\"check\":%d}%n",
                value / 1e6,
                peer / 1e6,
                value / peer,
                median / 1e6,
                peerMedian / 1e6,
                median / peerMedian,
                seen & 0xFF);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// A bright spot with noise over a dark ground.
    private static short[] frame(int seed) {
        Random noise = new Random(seed);
        short[] frame = new short[SIDE * SIDE];
        for (int i = 0; i < frame.length; i++) {
            double x = (i % SIDE - SIDE / 2.0) / 400;
            int row = i / SIDE;
            double y = (row - SIDE / 2.0) / 300;
            frame[i] =
                    (short)
                            Math.clamp(
                                    200
                                            + 50_000 * Math.exp(-x * x - y * y)
                                            + 60 * noise.nextGaussian(),
                                    0,
                                    65_535);
        }
        return frame;
    }
}
