package io.beamdesk.pv.local;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.PvProvider;
import io.beamdesk.pv.Value;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Variables in this process, `loc://`, which behave to a client as those of Channel Access do:
/// same order of events, same errors, same rules for what a write may be.
///
/// Everything happens one at a time and in order for the whole provider. As a rule it happens on
/// the thread that caused it, before the causing call returns: `pv.set(...)` has reached every
/// consumer when it comes back. What a consumer causes in turn happens after its event, not within
/// it. With an executor it happens there instead.
///
/// Two things differ from Channel Access: a read or write of a variable that is not connected fails
/// at once rather than after a while, and no value is dropped for a slow consumer.
public final class LocalProvider implements PvProvider {
    private final Executor executor;
    private final InstantSource clock;
    private final Map<String, LocalPv> variables = new HashMap<>();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /// Delivers on the causing thread, with the system's clock.
    public LocalProvider() {
        this(InstantSource.system());
    }

    /// Delivers on the causing thread.
    ///
    /// @param clock gives time stamps to values set without one
    public LocalProvider(InstantSource clock) {
        this(clock, Runnable::run);
    }

    /// Delivers through an executor.
    ///
    /// @param clock gives time stamps to values set without one
    /// @param executor runs deliveries, one at a time
    public LocalProvider(InstantSource clock, Executor executor) {
        this.clock = clock;
        this.executor = executor;
    }

    /// A connected variable with no properties; its type is that of the value, and an array holds
    /// as many elements as the value has.
    public LocalPv create(String name, Value initial) {
        return create(name, initial, Properties.NONE);
    }

    /// The same with properties. The labels of a choice may come with either.
    public LocalPv create(String name, Value initial, Properties properties) {
        return create(name, initial, properties, Math.max(1, initial.count()));
    }

    /// The same with room for more elements. A text with room for more than one is a long string:
    /// an array of characters, as areaDetector's file names are.
    ///
    /// @throws IllegalArgumentException if the name was created before
    public LocalPv create(String name, Value initial, Properties properties, int maxCount) {
        LocalPv pv = variable(name);
        pv.define(initial, properties, maxCount);
        return pv;
    }

    /// The variable of this name as served here; before it is created it is disconnected.
    public LocalPv variable(String name) {
        synchronized (variables) {
            return variables.computeIfAbsent(name, n -> new LocalPv(this, n));
        }
    }

    @Override
    public String scheme() {
        return "loc";
    }

    @Override
    public Channel open(PvName name) {
        return new LocalChannel(variable(name.name()), name);
    }

    InstantSource clock() {
        return clock;
    }

    /// Runs the body after all that was caused before it.
    void later(Runnable body) {
        synchronized (waiting) {
            waiting.add(body);
            if (busy) {
                return;
            }
            busy = true;
        }
        executor.execute(this::drain);
    }

    private void drain() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable next = waiting.poll();
            busy = next != null;
            return next;
        }
    }

    @Override
    public void close() {
        synchronized (variables) {
            variables.values().forEach(LocalPv::end);
        }
    }

    static final Access FULL = new Access(true, true);
}
