package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Frame;
import io.beamdesk.product.Product;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// What the simulated detector has sent, frame by frame, as its image plugin serves it.
final class SentFrames implements AutoCloseable {
    private static final Duration ROUNDING = Duration.ofNanos(500_000);

    private final ConcurrentSkipListMap<Instant, short[]> frames = new ConcurrentSkipListMap<>();
    private final Channel channel;
    private final Subscription subscription;

    SentFrames(Pvs pvs) {
        channel = pvs.open(PvName.of("SIM:image1:ArrayData"));
        subscription =
                channel.subscribe(
                        Request.as(ElementType.INT16),
                        event -> {
                            if (event instanceof Sample sample
                                    && sample.value() instanceof Value.Shorts(short[] pixels)) {
                                frames.put(sample.timestamp(), pixels);
                            }
                        });
    }

    /// Asserts that each frame of a product is the one that was sent at its time, and says how many there are.
    int assertAreThoseOf(Product product) {
        int count = product.frameCount("detector");
        for (int i = 0; i < count; i++) {
            Frame frame = product.frame("detector", i);
            Map.Entry<Instant, short[]> sent = frames.floorEntry(frame.timestamp().plus(ROUNDING));
            assertThat(Optional.ofNullable(sent)).as("frame %d was seen", i).isPresent();
            assertThat(sent.getKey()).isAfter(frame.timestamp().minus(ROUNDING));
            assertThat((short[]) frame.pixels())
                    .as("frame %d", i)
                    .isEqualTo(Arrays.copyOf(sent.getValue(), frame.rows() * frame.columns()));
        }
        return count;
    }

    @Override
    public void close() {
        subscription.close();
        channel.close();
    }
}
