package io.beamdesk.plan;

/// What a run does, from top to bottom, in verbs.
///
/// A plan is run by an interpreter: live on hardware, or dry on a virtual clock to check and time it.
/// It must therefore do everything through the [RunContext] and may be run more than once.
public interface Plan {
    /// Name for documents: `step_scan`.
    String name();

    /// Does it.
    void run(RunContext run);
}
