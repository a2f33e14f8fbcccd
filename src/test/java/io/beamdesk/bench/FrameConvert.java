package io.beamdesk.bench;

import io.beamdesk.image.ColourMap;
import io.beamdesk.image.Colouring;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/// One frame of 2048 × 2048 16-bit pixels to a colour picture, levels from the frame itself, on one
/// core, beside a plain copy of the same bytes.
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
            long begin = System.nanoTime();
            colouring.paint(pixels, look, argb);
            long between = System.nanoTime();
            // Another frame: this one is in the cache by now.
            System.arraycopy(
                    frames[Math.floorMod(round + 2, frames.length)], 0, copy, 0, copy.length);
            long end = System.nanoTime();
            seen += argb[Math.floorMod(round, SIDE)] + copy[Math.floorMod(round, SIDE)];
            if (round >= 0) {
                converting[round] = between - begin;
                copying[round] = end - between;
            }
        }
        double value = median(converting);
        double peer = median(copying);
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"frame-convert\",\"value\":%.3f,\"unit\":\"ms\","
                        + "\"peer\":\"plain copy of the same bytes\",\"peer_value\":%.3f,"
                        + "\"ratio\":%.2f,\"frame\":\"2048x2048 uint16\",\"check\":%d}%n",
                value / 1e6,
                peer / 1e6,
                value / peer,
                seen & 0xFF);
    }

    private static double median(long[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
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
