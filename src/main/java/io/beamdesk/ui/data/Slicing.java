package io.beamdesk.ui.data;

import io.beamdesk.product.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Which part of a dataset is looked at.
///
/// @param across dimension that runs to the right
/// @param down dimension that runs down; as `across` where there is one dimension only
/// @param at place in each dimension; those two are not looked at
record Slicing(int across, int down, List<Integer> at) {
    Slicing {
        at = List.copyOf(at);
    }

    /// The last two dimensions, at the first place of the others.
    static Slicing first(Item item) {
        int rank = item.shape().size();
        return new Slicing(
                Math.max(0, rank - 1), Math.max(0, rank - 2), Collections.nCopies(rank, 0));
    }

    Slicing at(int dimension, int place) {
        List<Integer> next = new ArrayList<>(at);
        next.set(dimension, place);
        return new Slicing(across, down, next);
    }

    /// With another dimension to the right; the two change places if it ran down.
    Slicing across(int dimension) {
        return new Slicing(dimension, dimension == down ? across : down, at);
    }

    /// With another dimension down; the two change places if it ran to the right.
    Slicing down(int dimension) {
        return new Slicing(dimension == across ? down : across, dimension, at);
    }

    /// The dimension that a slider goes through: the slowest that is not shown, or -1.
    int through() {
        for (int i = 0; i < at.size(); i++) {
            if (i != across && i != down) {
                return i;
            }
        }
        return -1;
    }

    /// The same place in a dataset that has grown.
    Slicing within(Item item) {
        if (item.shape().size() != at.size()) {
            return first(item);
        }
        List<Integer> next = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            next.add(Math.clamp(at.get(i), 0, Math.max(0, item.shape().get(i) - 1)));
        }
        return new Slicing(across, down, next);
    }
}
