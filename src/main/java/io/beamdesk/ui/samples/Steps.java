package io.beamdesk.ui.samples;

import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Selection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What was done on the pane, to be taken back and made again without end.
final class Steps {
    /// Something that was done.
    sealed interface Step {
        /// Other places were selected.
        ///
        /// @param tray in which
        record Selected(String tray, Selection before, Selection after) implements Step {
            @Override
            public String what() {
                return after.isEmpty() ? "deselect" : "select " + after.positions().size();
            }
        }

        /// Trays or samples were edited.
        record Edited(Edit edit) implements Step {
            @Override
            public String what() {
                return edit.what();
            }
        }

        /// In words, for the button that takes it back.
        String what();
    }

    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();

    /// Something new was done: what was taken back before cannot be made again.
    void add(Step step) {
        done.push(step);
        undone.clear();
    }

    /// What would be taken back.
    Optional<Step> undoable() {
        return Optional.ofNullable(done.peek());
    }

    /// What would be made again.
    Optional<Step> redoable() {
        return Optional.ofNullable(undone.peek());
    }

    /// This very step, not an equal one, can be neither taken back nor made again any more.
    @SuppressWarnings("ReferenceEquality")
    void forget(Step step) {
        done.removeIf(other -> other == step);
        undone.removeIf(other -> other == step);
    }

    /// It was taken back.
    void undone() {
        undone.push(done.pop());
    }

    /// It was made again.
    void redone() {
        done.push(undone.pop());
    }
}
