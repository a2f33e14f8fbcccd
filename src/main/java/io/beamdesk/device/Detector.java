package io.beamdesk.device;

/// A device that measures when told to and has something to record then.
public interface Detector extends Triggerable, Readable, Stageable, Securable {}
