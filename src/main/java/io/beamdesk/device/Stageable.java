package io.beamdesk.device;

/// A device that is made ready before a run and put back after it.
public interface Stageable extends Device {
    /// Makes it ready, keeping what it changes.
    void stage() throws InterruptedException;

    /// Puts back what [#stage] changed. Called once for each `stage` on every way out of a run, also
    /// for one that failed.
    void unstage() throws InterruptedException;
}
