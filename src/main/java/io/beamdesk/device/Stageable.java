package io.beamdesk.device;

/// A device that is made ready before a run and put back after it.
public interface Stageable extends Device {
    /// Makes it ready, keeping what it changes. Done again where its IOC was restarted meanwhile.
    void stage() throws InterruptedException;

    /// Puts back what every [#stage] has changed. Called once on every way out of a run, also if
    /// `stage` failed.
    void unstage() throws InterruptedException;
}
