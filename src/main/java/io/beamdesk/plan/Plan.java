package io.beamdesk.plan;

import java.util.List;

/// What a run does, from top to bottom, in verbs.
///
/// A plan is run by an interpreter: live on hardware, or dry on a virtual clock to check and time it.
/// It must therefore do everything through the [RunContext] and may be run more than once.
public interface Plan {
    /// Name for documents: `step_scan`.
    String name();

    /// What follows from its settings and a person should know before it is run, one clause each.
    default List<String> remarks() {
        return List.of();
    }

    /// Does it.
    void run(RunContext run);
}
