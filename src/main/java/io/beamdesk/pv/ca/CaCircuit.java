package io.beamdesk.pv.ca;

import com.cosylab.epics.caj.CAJChannel;
import com.cosylab.epics.caj.impl.CATransport;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A channel while it is connected: what its server said, and how requests to it are put.
///
/// @param name the variable
/// @param network CAJ's channel
/// @param told what the server said of it
/// @param maxArrayBytes longest message taken from the server
record CaCircuit(PvName name, CAJChannel network, PvEvent.Connected told, int maxArrayBytes) {
    private static final Logger LOG = LoggerFactory.getLogger(CaProvider.class);

    /// Room for a message's header, status, time stamp and padding.
    private static final int OVERHEAD = 128;

    /// The type to ask the server for.
    ElementType type(Request request) {
        return form(request) == Dbr.Form.LONG_STRING
                ? ElementType.INT8
                : request.type().orElse(told.type());
    }

    /// How to understand the answer.
    Dbr.Form form(Request request) {
        boolean text =
                request.type().isPresent()
                        ? request.type().get() == ElementType.TEXT
                        : name.name().endsWith("$");
        if (text && told.type() == ElementType.INT8 && told.count() > 1) {
            return Dbr.Form.LONG_STRING;
        }
        return told.count() == 1 ? Dbr.Form.SCALAR : Dbr.Form.ARRAY;
    }

    /// Elements to ask for: 0 means as many as there are at the time (since CA 4.13).
    int count(Request request) {
        if (told.count() == 1) {
            return 1;
        }
        int bytes = Dbr.bytes(type(request));
        int most = (maxArrayBytes - OVERHEAD) / bytes;
        int wanted = Math.min(request.maxCount(), told.count());
        if ((wanted == 0 ? told.count() : wanted) > most) {
            // A longer message would make CAJ drop the circuit with everything else on it.
            LOG.warn(
                    "{} has {} elements and only {} are asked for: set EPICS_CA_MAX_ARRAY_BYTES to {} or more",
                    name,
                    told.count(),
                    most,
                    (long) told.count() * bytes + OVERHEAD);
            return most;
        }
        return wanted;
    }

    /// Sends what was asked of CAJ.
    void flush() {
        CATransport transport = network.getTransport();
        if (transport != null) {
            transport.flush();
        }
    }
}
