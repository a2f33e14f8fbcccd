package io.beamdesk.pv.pva;

import io.beamdesk.pv.Channel;
import io.beamdesk.pv.EventLoop;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.PvProvider;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAClient;
import org.jspecify.annotations.Nullable;

/// PVAccess for `pva://`: one network client and one thread for all channels.
///
/// Building it is cheap; the network is touched when the first channel is opened. Scalars, arrays,
/// choices and frames (NTScalar, NTScalarArray, NTEnum, NTNDArray) have values of their own; any other
/// structure is a text that cannot be written. Types are the server's: PVAccess has one for every
/// number, and what a request says of type and count does not apply.
public final class PvaProvider implements PvProvider {
    private final PvaSettings settings;
    private final EventLoop loop = new EventLoop("PVAccess");
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("PVAccess clock").factory());

    // The loop's thread only, from here on.
    private final Set<PvaChannel> channels = new LinkedHashSet<>();
    private @Nullable PVAClient client;
    private boolean closed;

    /// Takes the settings; nothing is sent yet.
    public PvaProvider(PvaSettings settings) {
        this.settings = settings;
        clock.setRemoveOnCancelPolicy(true);
        // What is asked of a closed provider fails by itself and needs no time limit.
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public String scheme() {
        return "pva";
    }

    @Override
    public Channel open(PvName name) {
        PvaChannel channel = new PvaChannel(this, name);
        loop.execute(channel::begin);
        return channel;
    }

    Duration answerTime() {
        return settings.answerTime();
    }

    EventLoop loop() {
        return loop;
    }

    /// Runs the body on the loop's thread once this time has passed, unless cancelled.
    Future<?> after(Duration time, Runnable body) {
        return clock.schedule(() -> loop.execute(body), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// The client for a new channel; null once the provider is closed.
    @Nullable PVAClient register(PvaChannel channel) throws Exception {
        if (closed) {
            return null;
        }
        channels.add(channel);
        if (client == null) {
            client = client(settings);
        }
        return client;
    }

    void forget(PvaChannel channel) {
        channels.remove(channel);
    }

    /// core-pva reads its settings from static fields when a client is built.
    private static PVAClient client(PvaSettings settings) throws Exception {
        PvaLog.begin();
        synchronized (PvaProvider.class) {
            PVASettings.EPICS_PVA_ADDR_LIST = settings.addressList();
            PVASettings.EPICS_PVA_AUTO_ADDR_LIST = settings.autoAddressList();
            PVASettings.EPICS_PVA_NAME_SERVERS = settings.nameServers();
            PVASettings.EPICS_PVA_BROADCAST_PORT = settings.broadcastPort();
            PVASettings.EPICS_PVA_SERVER_PORT = settings.serverPort();
            PVASettings.EPICS_PVA_ENABLE_IPV6 = settings.ipv6();
            // Certificates need Bouncy Castle, which is left out: secure servers are asked in the
            // open.
            PVASettings.EPICS_PVA_TLS_KEYCHAIN = "";
            PVASettings.EPICS_PVAS_TLS_KEYCHAIN = "";
            return new PVAClient();
        }
    }

    @Override
    public void close() {
        loop.execute(this::dispose);
        loop.close();
        clock.shutdownNow();
    }

    private void dispose() {
        closed = true;
        List.copyOf(channels).forEach(PvaChannel::dispose);
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
