package io.beamdesk.ui.fx;

import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A process variable as a property of the JavaFX thread; it owns its channel and closes it.
public final class PvBinding implements AutoCloseable {
    private final Channel channel;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<PvState> state;
    private final Pulse.Slot<PvState> slot;
    private final Subscription subscription;
    private volatile PvState latest;

    /// Takes the channel over and subscribes to it.
    public PvBinding(Channel channel, Pulse pulse, InstantSource clock) {
        this.channel = channel;
        this.clock = clock;
        latest = PvState.unknown(clock.instant());
        state = new ReadOnlyObjectWrapper<>(this, "state", latest);
        slot = pulse.slot(state::set);
        subscription = channel.subscribe(this::heard);
    }

    /// The variable's name.
    public PvName name() {
        return channel.name();
    }

    /// What is known of the variable; changes on the JavaFX thread only.
    public ReadOnlyObjectProperty<PvState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What is known of the variable.
    public PvState state() {
        return state.get();
    }

    /// Holds updates back while nobody sees them, or lets them through again.
    public void setShown(boolean shown) {
        if (shown) {
            slot.resume();
        } else {
            slot.pause();
        }
    }

    /// Writes without waiting for completion: a motor that moves is retargeted at once.
    public CompletableFuture<Void> send(Value value) {
        return channel.send(value);
    }

    @Override
    public void close() {
        slot.close();
        subscription.close();
        channel.close();
    }

    // One event at a time in order, by the contract of a subscription.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void heard(PvEvent event) {
        latest = latest.after(event, clock.instant());
        slot.offer(latest);
    }
}
