package io.beamdesk.device.epics;

import io.beamdesk.device.Signal;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Request;
import java.util.ArrayList;
import java.util.List;

/// Opens the signals of one device and keeps them in order.
final class Wiring {
    private final String device;
    private final Pvs pvs;
    private final List<Signal> signals = new ArrayList<>();

    Wiring(String device, Pvs pvs) {
        this.device = device;
        this.pvs = pvs;
    }

    Signal open(PvName pv) {
        return open(pv, Request.NATIVE);
    }

    Signal open(PvName pv, Request request) {
        Signal signal = new Signal(device, pvs.open(pv), request);
        signals.add(signal);
        return signal;
    }

    /// The variable that a prefix such as `SIM:cam1:` and a name such as `Acquire` make together.
    Signal open(PvName prefix, String name) {
        return open(new PvName(prefix.scheme(), prefix.name() + name));
    }

    List<Signal> signals() {
        return List.copyOf(signals);
    }
}
