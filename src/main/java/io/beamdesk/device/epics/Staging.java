package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Signal;
import io.beamdesk.pv.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Changes settings for a run and puts them back after it, last changed first.
final class Staging {
    private record Kept(Signal signal, Value before) {}

    private final String device;
    private final Deque<Kept> kept = new ArrayDeque<>();

    Staging(String device) {
        this.device = device;
    }

    /// Remembers the value, so that it is put back whoever changes it.
    void keep(Signal signal) throws InterruptedException {
        kept.push(new Kept(signal, Fresh.await(List.of(signal)).getFirst().value()));
    }

    /// Writes the value unless it is there already, and remembers what was there.
    void change(Signal signal, Value wanted) throws InterruptedException {
        Value before = Fresh.await(List.of(signal)).getFirst().value();
        if (!same(before, wanted)) {
            kept.push(new Kept(signal, before));
            write(signal, wanted);
        }
    }

    /// Puts everything back, also what comes after one that cannot be put back.
    ///
    /// @throws DeviceException the first failure
    void restore() throws InterruptedException {
        DeviceException first = null;
        while (!kept.isEmpty()) {
            Kept last = kept.pop();
            try {
                write(last.signal, last.before);
            } catch (DeviceException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    void write(Signal signal, Value value) throws InterruptedException {
        Future<Void> written = signal.put(value);
        try {
            var _ = written.get();
        } catch (ExecutionException e) {
            throw signal.refused("setting " + signal.pv() + " for " + device, Failures.root(e));
        }
    }

    private static boolean same(Value before, Value wanted) {
        return (before instanceof Value.Choice choice && wanted instanceof Value.Text(String text))
                ? choice.label().equals(text)
                : before.number().equals(wanted.number());
    }
}
