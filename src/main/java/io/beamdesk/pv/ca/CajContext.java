package io.beamdesk.pv.ca;

import com.cosylab.epics.caj.CAJChannel;
import com.cosylab.epics.caj.CAJContext;
import com.cosylab.epics.caj.impl.BroadcastTransport;
import com.cosylab.epics.caj.impl.CAConstants;
import com.cosylab.epics.caj.impl.Request;
import com.cosylab.epics.caj.impl.requests.VersionRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// CAJ's context with the project's settings, without its repeater.
///
/// A repeater passes servers' beacons on to the clients of a machine. CAJ would start one as a
/// process of its own that outlives this one and listens on every interface. Beacons only hasten
/// reconnection, which [#searchNow] does instead.
final class CajContext extends CAJContext {
    CajContext(CaSettings settings) {
        addressList = settings.addressList();
        autoAddressList = settings.autoAddressList();
        nameServersList = settings.nameServers();
        serverPort = settings.serverPort();
        connectionTimeout = settings.connectionTimeout().toMillis() / 1000f;
        echoTimeout = settings.echoTimeout().toMillis();
        maxArrayBytes = settings.maxArrayBytes();
        maxSearchInterval = settings.searchPeriod().toMillis() / 1000f;
        // CAJ refuses to start a repeater on port 0, and asks none once one has confirmed.
        repeaterPort = 0;
        registrationConfirmed = true;
        setDoNotShareChannels(true);
    }

    @Override
    protected void initializeLogger() {
        logger = CajLog.logger();
    }

    /// Sends one search for each of these channels now, out of turn.
    void searchNow(List<CAJChannel> channels) {
        BroadcastTransport transport = getBroadcastTransport();
        ByteBuffer frame = newFrame(transport);
        for (CAJChannel channel : channels) {
            if (!channel.generateSearchRequestMessage(transport, frame)) {
                send(transport, frame);
                frame = newFrame(transport);
                channel.generateSearchRequestMessage(transport, frame);
            }
        }
        send(transport, frame);
    }

    private static ByteBuffer newFrame(BroadcastTransport transport) {
        ByteBuffer frame = ByteBuffer.allocate(CAConstants.MAX_UDP_SEND);
        VersionRequest.generateVersionRequestMessage(transport, frame, (short) 0, 0, false);
        return frame;
    }

    private void send(BroadcastTransport transport, ByteBuffer frame) {
        InetSocketAddress[] addresses = transport.getBroadcastAddresses();
        if (addresses == null) {
            return;
        }
        for (InetSocketAddress address : addresses) {
            try {
                transport.send(new Frame(frame), address);
            } catch (IOException e) {
                logger.fine("Cannot search at " + address + ": " + e.getMessage());
            }
        }
    }

    private record Frame(ByteBuffer content) implements Request {
        @Override
        public byte getPriority() {
            return DEFAULT_USER_PRIORITY;
        }

        @Override
        public ByteBuffer getRequestMessage() {
            // Sending turns the buffer from writing to reading: each address needs it as written.
            return content.duplicate().position(content.position());
        }

        @Override
        public void submit() {
            throw new UnsupportedOperationException("sent by address only");
        }
    }
}
