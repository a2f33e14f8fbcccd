package io.beamdesk.sim.cas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();
    private final List<Double> sent = new ArrayList<>();
    private final Outbox.Feed feed = feed();

    private Outbox.Feed feed() {
        return new Outbox.Feed() {
            @Override
            void write(WireOut out, Snapshot snapshot) {
                sent.add(snapshot.value().number(0));
            }
        };
    }

    private static Snapshot value(double number, int count) {
        double[] values = new double[count];
        values[0] = number;
        return new Snapshot(
                new Elements.Doubles(values), Alarm.NONE, Instant.EPOCH, Properties.NONE);
    }

    private void drain() throws Exception {
        outbox.add(_ -> {
            sent.add(-1.0);
            outbox.close();
        });
        outbox.drain(new WireOut(new Sink()));
    }

    /// Takes all bytes.
    private static final class Sink implements WritableByteChannel {
        @Override
        public int write(ByteBuffer from) {
            int count = from.remaining();
            from.position(from.limit());
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void messagesGoOutInOrder() throws Exception {
        outbox.post(feed, value(1, 1));
        outbox.add(_ -> sent.add(100.0));
        outbox.post(feed, value(2, 1));
        drain();
        assertThat(sent).containsExactly(1.0, 100.0, 2.0, -1.0);
    }

    @Test
    void slowReaderGetsTheNewestValueInsteadOfAll() throws Exception {
        for (int i = 1; i <= 1000; i++) {
            outbox.post(feed, value(i, 1));
        }
        drain();
        assertThat(sent).hasSizeLessThan(100).contains(1.0, 1000.0);
    }

    @Test
    void fewImagesWait() throws Exception {
        for (int i = 1; i <= 10; i++) {
            outbox.post(feed, value(i, 100_000));
        }
        drain();
        assertThat(sent).containsExactly(1.0, 10.0, -1.0);
    }

    @Test
    void heldUpdatesLetAnswersPass() throws Exception {
        outbox.post(feed, value(1, 1));
        outbox.holdUpdates(true);
        outbox.post(feed, value(2, 1));
        drain();
        assertThat(sent).containsExactly(-1.0);
    }

    @Test
    void endedSubscriptionSendsNothingMore() throws Exception {
        outbox.post(feed, value(1, 1));
        outbox.end(feed);
        outbox.post(feed, value(2, 1));
        drain();
        assertThat(sent).containsExactly(-1.0);
    }
}
