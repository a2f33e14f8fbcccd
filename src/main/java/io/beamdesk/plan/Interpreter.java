package io.beamdesk.plan;

import org.jspecify.annotations.Nullable;

/// Gives the verbs their meaning: live, dry, or recording them.
public interface Interpreter {
    /// Does one verb.
    ///
    /// @return an [io.beamdesk.document.Event] for [Msg.Read], the position for [Msg.Locate], the
    ///     [java.time.Duration] for [Msg.Elapsed], otherwise null
    @Nullable Object perform(Msg msg);
}
