package io.beamdesk.sim;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The last picture that was computed, for as long as it is asked for again. Used by one thread.
///
/// @param <K> what determines the picture
final class Kept<K> {
    private final Function<K, float[]> compute;
    private @Nullable K key;
    private float[] picture = {};

    Kept(Function<K, float[]> compute) {
        this.compute = compute;
    }

    float[] get(K wanted) {
        if (!wanted.equals(key)) {
            picture = compute.apply(wanted);
            key = wanted;
        }
        return picture;
    }
}
