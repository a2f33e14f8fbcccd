package io.beamdesk.log;

/// What every line of the log carries beside its own: who is at the desk, and what is being measured.
///
/// They belong to the process and not to a thread, as there is one run at a time: so the lines of a PV, a
/// window or the disk that are written meanwhile can be found by it too.
public final class Marks {
    /// The marks at a moment.
    ///
    /// @param user account of the person at the desk
    /// @param run title of what is being measured; empty if nothing is
    /// @param sample its sample; empty if it has none
    public record Now(String user, String run, String sample) {}

    private volatile Now now = new Now(System.getProperty("user.name", ""), "", "");

    Marks() {}

    /// The marks now.
    public Now now() {
        return now;
    }

    /// Says that something is being measured; empty texts say that nothing is.
    public synchronized void measuring(String run, String sample) {
        now = new Now(now.user, run, sample);
    }
}
