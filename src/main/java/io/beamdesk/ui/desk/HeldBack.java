package io.beamdesk.ui.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// Does nothing until it is let go, then everything in its order: while a window opens, the processors are
/// for the window.
final class HeldBack implements Executor {
    private final Executor next;
    private final List<Runnable> held = new ArrayList<>();
    private boolean released;

    /// @param next does the work, one task after the other
    HeldBack(Executor next) {
        this.next = next;
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (released) {
            next.execute(task);
        } else {
            held.add(task);
        }
    }

    /// Lets everything go that was held back, and whatever comes later at once; does nothing the second time.
    synchronized void release() {
        released = true;
        held.forEach(next::execute);
        held.clear();
    }
}
