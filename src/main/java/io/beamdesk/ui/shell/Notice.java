package io.beamdesk.ui.shell;

import io.beamdesk.ui.log.LogEntry;
import java.util.List;

/// What a person has to be told of, whatever pane is in view, with what can be done about it.
///
/// @param level how much it matters
/// @param text what happened, what it affects, what to do
/// @param actions what can be done from here
/// @param dismissed called when a person has taken it away
public record Notice(LogEntry.Level level, String text, List<Action> actions, Runnable dismissed) {
    /// One thing that can be done, once; as often as a person likes if its words end with an ellipsis, as it
    /// asks before it does anything.
    ///
    /// @param words on its button
    /// @param run does it, on the JavaFX thread
    public record Action(String words, Runnable run) {}

    /// Copies the list.
    public Notice {
        actions = List.copyOf(actions);
    }

    /// One of whose dismissal nobody needs to know.
    public Notice(LogEntry.Level level, String text, List<Action> actions) {
        this(level, text, actions, () -> {});
    }
}
