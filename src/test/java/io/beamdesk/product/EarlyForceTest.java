package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EarlyForceTest {
    private static final int STRIDE = Math.toIntExact(EarlyForce.STRIDE);

    /// A disk whose forces wait, and then do what is asked.
    private static final class SlowDisk implements Disk {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        final AtomicInteger forces = new AtomicInteger();
        final AtomicInteger writes = new AtomicInteger();
        final IOException failure;

        SlowDisk(IOException failure) {
            this.failure = failure;
        }

        @Override
        public void write(ByteBuffer bytes, long position) {
            bytes.position(bytes.limit());
            writes.incrementAndGet();
        }

        @Override
        public void force() throws IOException {
            boolean first = forces.incrementAndGet() == 1;
            begun.countDown();
            try {
                assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (first && failure != null) {
                throw failure;
            }
        }

        @Override
        public void close() {}
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    @Test
    void writeForcesBehindTheWriterWhoGoesOn() throws Exception {
        SlowDisk slow = new SlowDisk(null);
        EarlyForce disk = new EarlyForce(slow);
        disk.write(bytes(STRIDE - 1), 0);
        assertThat(slow.forces).hasValue(0);
        disk.write(bytes(1), STRIDE - 1);
        slow.begun.await();
        disk.write(bytes(STRIDE), STRIDE);
        assertThat(slow.writes).hasValue(3);
        assertThat(slow.forces).as("one at a time").hasValue(1);
        slow.mayEnd.countDown();
        disk.force();
        assertThat(slow.forces).as("what came behind it is forced, too").hasValue(2);
    }

    @Test
    void forceThrowsWhatFailedBehindTheWriterForever() throws Exception {
        SlowDisk slow = new SlowDisk(new IOException("Input/output error"));
        EarlyForce disk = new EarlyForce(slow);
        slow.mayEnd.countDown();
        disk.write(bytes(STRIDE), 0);
        assertThatThrownBy(disk::force).hasMessage("Input/output error");
        assertThatThrownBy(disk::force).hasMessage("Input/output error");
        assertThat(slow.forces).hasValue(1);
    }

    @Test
    void forceIsWholeAfterAnInterruptClosedTheFileBehindTheWriter() throws Exception {
        SlowDisk slow = new SlowDisk(new AsynchronousCloseException());
        EarlyForce disk = new EarlyForce(slow);
        slow.mayEnd.countDown();
        disk.write(bytes(STRIDE), 0);
        disk.force();
        assertThat(slow.forces).hasValue(2);
    }
}
