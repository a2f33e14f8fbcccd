package io.beamdesk.queue;

/// What a command leads to.
public sealed interface Verdict {
    /// It can be done.
    ///
    /// @param step what is to be kept of it
    /// @param state the queue afterwards
    record Accepted(Step step, QueueState state) implements Verdict {
        /// Whether anything is different afterwards.
        public boolean isChange() {
            return !step.changes().isEmpty();
        }
    }

    /// It cannot be done.
    ///
    /// @param reason one sentence
    record Refused(String reason) implements Verdict {}
}
