package io.beamdesk.pv.ca;

import gov.aps.jca.Monitor;
import io.beamdesk.pv.Delivery;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.Request;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One consumer of a channel, and what the server sends for it.
final class CaSubscription {
    final Request request;
    final Delivery delivery;

    /// The server's subscription, while there is one; the loop's thread only.
    @Nullable Monitor monitor;

    CaSubscription(CaChannel channel, Request request, Consumer<PvEvent> consumer) {
        this.request = request;
        delivery = new Delivery(channel.name(), consumer, _ -> channel.ended(this));
    }
}
