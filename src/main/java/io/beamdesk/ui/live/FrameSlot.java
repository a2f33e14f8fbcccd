package io.beamdesk.ui.live;

import io.beamdesk.document.Frame;
import io.beamdesk.ui.fx.Pulse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The latest frame on its way to the picture: converted on a thread of its own, one at a time, and
/// only as often as pictures are taken.
final class FrameSlot {
    private final AtomicReference<@Nullable Supplier<GreyFrame>> latest = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Pulse.Slot<GreyFrame> slot;
    private volatile boolean wanted;

    FrameSlot(Pulse pulse, Consumer<GreyFrame> consumer) {
        slot =
                pulse.slot(grey -> {
                    consumer.accept(grey);
                    busy.set(false);
                    convert();
                });
    }

    /// Whether anybody looks; the latest frame is kept meanwhile.
    void setWanted(boolean wanted) {
        this.wanted = wanted;
        convert();
    }

    /// Takes a frame from any thread, in place of one that nobody has looked at.
    void offer(Frame frame) {
        offer(() -> GreyFrame.of(frame));
    }

    /// Takes what makes a picture, from any thread, in place of one that nobody has looked at.
    void offer(Supplier<GreyFrame> picture) {
        latest.set(picture);
        convert();
    }

    private void convert() {
        if (wanted && latest.get() != null && busy.compareAndSet(false, true)) {
            Supplier<GreyFrame> picture = latest.getAndSet(null);
            if (picture == null) {
                busy.set(false);
            } else {
                Thread.ofVirtual().name("live-frame").start(() -> slot.offer(picture.get()));
            }
        }
    }
}
