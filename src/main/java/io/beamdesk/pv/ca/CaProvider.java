package io.beamdesk.pv.ca;

import com.cosylab.epics.caj.CAJChannel;
import gov.aps.jca.CAException;
import gov.aps.jca.event.ContextExceptionEvent;
import gov.aps.jca.event.ContextExceptionListener;
import gov.aps.jca.event.ContextVirtualCircuitExceptionEvent;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.EventLoop;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.PvProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Channel Access for bare names and `ca://`: one network context and one thread for all channels.
///
/// Building it is cheap; the network is touched when the first channel is opened. A variable that
/// was connected once and got lost is searched every second (a thousand names a second at most), so
/// that it is back within a second or two of its server.
public final class CaProvider implements PvProvider {
    private static final Duration TEND_EVERY = Duration.ofSeconds(1);
    private static final int SEARCH_AT_ONCE = 1000;

    private final CaSettings settings;
    private final EventLoop loop = new EventLoop("Channel Access");
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("Channel Access clock").factory());

    // The loop's thread only, from here on.
    private final Map<CAJChannel, CaChannel> channels = new LinkedHashMap<>();
    private final Set<CaChannel> lost = new LinkedHashSet<>();
    private @Nullable CajContext context;
    private boolean closed;

    /// Takes the settings; nothing is sent yet.
    public CaProvider(CaSettings settings) {
        this.settings = settings;
        clock.setRemoveOnCancelPolicy(true);
        // What is asked of a closed provider fails by itself and needs no time limit.
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public String scheme() {
        return "ca";
    }

    @Override
    public Channel open(PvName name) {
        CaChannel channel = new CaChannel(this, name);
        loop.execute(channel::begin);
        return channel;
    }

    CaSettings settings() {
        return settings;
    }

    EventLoop loop() {
        return loop;
    }

    /// Runs the body on the loop's thread once this time has passed, unless cancelled.
    Future<?> after(Duration time, Runnable body) {
        return clock.schedule(() -> loop.execute(body), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Begins to search for the channel's name; null once the provider is closed.
    @Nullable CAJChannel connect(CaChannel channel) throws CAException {
        if (closed) {
            return null;
        }
        CAJChannel caj =
                (CAJChannel)
                        context()
                                .createChannel(
                                        channel.name().name(),
                                        channel,
                                        CAJChannel.PRIORITY_DEFAULT);
        channels.put(caj, channel);
        return caj;
    }

    void disconnect(CaChannel channel, CAJChannel caj) {
        channels.remove(caj);
        lost.remove(channel);
        try {
            caj.destroy();
        } catch (CAException | IllegalStateException e) {
            CaChannel.LOG.debug("Closing {}", channel.name(), e);
        }
    }

    void lost(CaChannel channel) {
        lost.add(channel);
    }

    void found(CaChannel channel) {
        lost.remove(channel);
    }

    private CajContext context() throws CAException {
        if (context == null) {
            CajContext created = new CajContext(settings);
            created.initialize();
            created.addContextExceptionListener(new ServerComplaints());
            context = created;
            long period = TEND_EVERY.toMillis();
            var _ =
                    clock.scheduleWithFixedDelay(
                            () -> loop.execute(this::tend), period, period, TimeUnit.MILLISECONDS);
        }
        return context;
    }

    private void tend() {
        if (context == null) {
            return;
        }
        try {
            // Where the socket is busy for 100 ms, CAJ leaves a request to connect a channel in its
            // buffer, and nothing else would send the last of them.
            context.flushIO();
        } catch (CAException e) {
            CaChannel.LOG.debug("Sending what waits", e);
        }
        searchLost(context);
    }

    private void searchLost(CajContext in) {
        if (lost.isEmpty()) {
            return;
        }
        List<CaChannel> next = lost.stream().limit(SEARCH_AT_ONCE).toList();
        List<CAJChannel> names = new ArrayList<>();
        for (CaChannel channel : next) {
            // To the end of the queue, so that more than a thousand names take turns.
            lost.remove(channel);
            lost.add(channel);
            channel.network().ifPresent(names::add);
        }
        in.searchNow(names);
    }

    @Override
    public void close() {
        loop.execute(this::dispose);
        loop.close();
        clock.shutdownNow();
    }

    private void dispose() {
        closed = true;
        for (CaChannel channel : List.copyOf(channels.values())) {
            channel.dispose();
        }
        if (context != null) {
            try {
                context.destroy();
            } catch (CAException e) {
                CaChannel.LOG.debug("Closing Channel Access", e);
            }
        }
    }

    /// Errors that a server reports apart from any answer.
    private final class ServerComplaints implements ContextExceptionListener {
        @Override
        public void contextException(ContextExceptionEvent event) {
            String message = String.valueOf(event.getMessage());
            if (event.getChannel() instanceof CAJChannel caj) {
                loop.execute(() -> {
                    CaChannel channel = channels.get(caj);
                    if (channel != null) {
                        channel.complaint(message);
                    }
                });
            }
        }

        @Override
        public void contextVirtualCircuitException(ContextVirtualCircuitExceptionEvent event) {
            // Each channel is told of its disconnection itself.
        }
    }
}
