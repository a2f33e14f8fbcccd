package io.beamdesk.ui.live;

import io.beamdesk.document.Frame;
import io.beamdesk.ui.fx.Pulse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The latest frame on its way to the picture: made on a thread of its own, where a flat field is
/// divided out, one at a time, and only as often as pictures are taken.
final class FrameSlot {
    private final AtomicReference<@Nullable Supplier<RunFrame>> latest = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Pulse.Slot<RunFrame> slot;
    private volatile boolean wanted;

    FrameSlot(Pulse pulse, Consumer<RunFrame> consumer) {
        slot =
                pulse.slot(made -> {
                    consumer.accept(made);
                    busy.set(false);
                    make();
                });
    }

    /// Whether anybody looks; the latest frame is kept meanwhile.
    void setWanted(boolean wanted) {
        this.wanted = wanted;
        make();
    }

    /// Takes a frame from any thread, in place of one that nobody has looked at.
    void offer(Frame frame) {
        offer(() -> RunFrame.of(frame, ""));
    }

    /// Takes what makes a picture, from any thread, in place of one that nobody has looked at.
    void offer(Supplier<RunFrame> picture) {
        latest.set(picture);
        make();
    }

    private void make() {
        if (wanted && latest.get() != null && busy.compareAndSet(false, true)) {
            Supplier<RunFrame> picture = latest.getAndSet(null);
            if (picture == null) {
                busy.set(false);
            } else {
                Thread.ofVirtual().name("live-frame").start(() -> slot.offer(picture.get()));
            }
        }
    }
}
