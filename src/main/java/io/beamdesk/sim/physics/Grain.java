package io.beamdesk.sim.physics;

/// Normally distributed noise for images: a table is walked from another place in every row, which
/// costs a memory read a pixel and shows no pattern.
final class Grain {
    private static final int SIZE = 1 << 16;
    private static final float[] TABLE = table();

    private Grain() {}

    private static float[] table() {
        float[] table = new float[2 * SIZE];
        Noise noise = new Noise(0, 0, 0);
        for (int i = 0; i < SIZE; i++) {
            table[i] = (float) noise.normal();
            table[i + SIZE] = table[i];
        }
        return table;
    }

    /// The table; a row may read on from its start for up to 65536 pixels.
    static float[] values() {
        return TABLE;
    }

    /// Where a row starts to read.
    static int start(long seed, long frame, int row) {
        return (int) (Noise.mix(Noise.mix(Noise.mix(seed) + frame) + row) & (SIZE - 1));
    }
}
