package io.beamdesk.ui.data;

import io.beamdesk.plan.ImageKey;
import java.util.List;
import java.util.stream.IntStream;

/// What the frames of a tomography are, and where the rotation stood.
///
/// @param keys NXtomo's `image_key` of each frame
/// @param angles in degrees, as many, or none
record FrameKeys(List<Integer> keys, List<Double> angles) {
    /// Of frames that nobody says anything of.
    static final FrameKeys NONE = new FrameKeys(List.of(), List.of());

    FrameKeys {
        keys = List.copyOf(keys);
        angles = List.copyOf(angles);
    }

    boolean isTomography() {
        return !keys.isEmpty();
    }

    boolean is(int frame, ImageKey key) {
        return frame >= 0 && frame < keys.size() && keys.get(frame) == key.number();
    }

    List<Integer> frames(ImageKey key) {
        return IntStream.range(0, keys.size()).filter(i -> is(i, key)).boxed().toList();
    }

    /// What a frame is, in a word; empty if nobody says.
    String word(int frame) {
        if (is(frame, ImageKey.FLAT)) {
            return "flat";
        }
        if (is(frame, ImageKey.DARK)) {
            return "dark";
        }
        return frame < keys.size() ? "projection" : "";
    }
}
