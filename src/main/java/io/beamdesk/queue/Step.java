package io.beamdesk.queue;

import java.util.List;

/// One action as it is kept: all of its changes or none.
///
/// @param label what was done, for people: "remove 3 items"
/// @param undoable whether it can be taken back
/// @param undone how many earlier steps it takes back
/// @param changes in order
record Step(String label, boolean undoable, int undone, List<Change> changes) {
    public Step {
        changes = List.copyOf(changes);
    }

    /// What the queue does by itself.
    static Step note(String label, Change... changes) {
        return new Step(label, false, 0, List.of(changes));
    }
}
