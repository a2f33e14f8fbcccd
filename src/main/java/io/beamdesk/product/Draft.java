package io.beamdesk.product;

import java.util.ArrayList;
import java.util.List;

/// The tree of one commit in the making: bytes that will lie at a known place of the file, and what
/// to take back should they never get there.
final class Draft {
    private final long base;
    private final HdfBytes bytes = new HdfBytes();
    private final List<Runnable> undo = new ArrayList<>();

    /// A draft whose first byte will lie at an address.
    Draft(long base) {
        this.base = base;
    }

    HdfBytes bytes() {
        return bytes;
    }

    /// The address of what is written next.
    long here() {
        bytes.align();
        return base + bytes.size();
    }

    /// What makes a memory of this draft's addresses untrue if it is not written.
    void onFailure(Runnable action) {
        undo.add(action);
    }

    void failed() {
        undo.forEach(Runnable::run);
    }
}
