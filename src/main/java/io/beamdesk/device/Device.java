package io.beamdesk.device;

import java.util.List;

/// Something at the beamline that an operator knows by name.
///
/// Constructors only wire; [#connect] subscribes. Methods that talk to hardware may block the
/// calling thread and say so by `throws InterruptedException`; they are called from the plan's
/// virtual thread, never from a user interface. Failures are [DeviceException]s.
public interface Device extends AutoCloseable {
    /// Name in the beamline file, the same in recipes and documents: `sample_x`.
    String name();

    /// Name for people: `Sample X`.
    String label();

    /// Every signal of the device, the most important first.
    List<Signal> signals();

    /// Subscribes to all signals; returns at once.
    default void connect() {
        signals().forEach(Signal::connect);
    }

    /// Closes all signals.
    @Override
    default void close() {
        signals().forEach(Signal::close);
    }
}
