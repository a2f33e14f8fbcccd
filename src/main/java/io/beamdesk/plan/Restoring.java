package io.beamdesk.plan;

/// Devices that go back to where they were when this is closed.
public interface Restoring extends Scope {
    /// From now on they stay where they are: closing moves nothing.
    void keep();
}
