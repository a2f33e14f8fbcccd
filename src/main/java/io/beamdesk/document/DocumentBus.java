package io.beamdesk.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes documents to every sink: one bounded queue and one virtual thread for each.
///
/// A lossless sink that is slower than the run makes [#publish] wait; one that fails makes it throw.
/// A sink for the latest loses its oldest events and frames, never a start, descriptor, resource or
/// stop.
public final class DocumentBus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentBus.class);

    private final long limit;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /// A bus whose queues hold at most so many bytes of frames each, and at least one document.
    public DocumentBus(long limitBytes) {
        this.limit = limitBytes;
    }

    /// A bus with queues of 256 MiB each.
    public DocumentBus() {
        this(256L << 20);
    }

    /// Delivers every later document to the sink, until the connection is closed.
    public Connection connect(DocumentSink sink) {
        Lane lane = new Lane(sink, limit);
        lanes.add(lane);
        lane.thread.start();
        return lane;
    }

    /// Hands the document to every sink. Waits while a lossless sink has its queue full.
    ///
    /// @throws SinkFailure if a lossless sink has failed; the others have taken the document
    public void publish(Document document) {
        SinkFailure failure = null;
        for (Lane lane : lanes) {
            try {
                lane.put(document);
            } catch (SinkFailure f) {
                failure = f;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// Whether [#publish] waits for a lossless sink now, its queue being full.
    public boolean isWaiting() {
        return waiting.get() > 0;
    }

    /// Calls the watcher, on the publishing thread, whenever [#isWaiting] has changed.
    public void watchWaiting(Runnable watcher) {
        watchers.add(watcher);
    }

    @Override
    public void close() {
        lanes.forEach(Lane::end);
    }

    /// A sink on the bus.
    public interface Connection extends AutoCloseable {
        /// Waits until the sink has taken everything published before.
        ///
        /// @throws SinkFailure if it failed on the way
        void drain();

        /// Takes the sink off the bus after it has taken everything published before.
        ///
        /// @throws SinkFailure if it failed on the way
        @Override
        void close();
    }

    /// A lossless sink could not take a document; the cause says why.
    public static final class SinkFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SinkFailure(Throwable cause) {
            super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }
    }

    private static long weight(Document document) {
        return document instanceof StreamDatum datum
                ? 1000 + datum.frames().stream().mapToLong(Frame::sizeInBytes).sum()
                : 1000;
    }

    private static boolean mayGiveWay(Document document) {
        return document instanceof Event || document instanceof StreamDatum;
    }

    private final class Lane implements Connection {
        private final DocumentSink sink;
        private final long limit;
        private final Thread thread;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Deque<Document> queue = new ArrayDeque<>();
        private long weight;
        private boolean busy;
        private boolean waitSaid;
        private boolean ended;
        private @Nullable Throwable failure;

        Lane(DocumentSink sink, long limit) {
            this.sink = sink;
            this.limit = limit;
            this.thread =
                    Thread.ofVirtual()
                            .name("sink-" + sink.getClass().getSimpleName())
                            .unstarted(this::deliver);
        }

        void put(Document document) {
            if (sink.delivery() == DocumentSink.Delivery.LOSSLESS && isFull()) {
                awaitRoom();
            }
            lock.lock();
            try {
                switch (sink.delivery()) {
                    case LOSSLESS -> {
                        while (isFull()) {
                            changed.awaitUninterruptibly();
                        }
                        throwFailure();
                    }
                    case LATEST -> {
                        Iterator<Document> oldest = queue.iterator();
                        while (weight > limit && oldest.hasNext()) {
                            Document old = oldest.next();
                            if (mayGiveWay(old)) {
                                oldest.remove();
                                weight -= DocumentBus.weight(old);
                            }
                        }
                    }
                }
                if (!ended) {
                    queue.add(document);
                    weight += DocumentBus.weight(document);
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        private boolean isFull() {
            lock.lock();
            try {
                return weight > limit && failure == null && !ended;
            } finally {
                lock.unlock();
            }
        }

        /// Waits, and says so: a run that has slowed down for no visible reason looks broken.
        private void awaitRoom() {
            waiting.incrementAndGet();
            watchers.forEach(Runnable::run);
            if (!waitSaid) {
                waitSaid = true;
                LOG.warn(
                        "The run waits for the disk: {} MiB of data are not written yet; it goes on at"
                                + " the disk's speed",
                        limit >> 20);
            }
            lock.lock();
            try {
                while (isFull()) {
                    changed.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
                waiting.decrementAndGet();
                watchers.forEach(Runnable::run);
            }
        }

        private void throwFailure() {
            if (failure != null) {
                throw new SinkFailure(failure);
            }
        }

        private void deliver() {
            for (Document next = take(); next != null; next = take()) {
                try {
                    sink.accept(next);
                } catch (Throwable problem) {
                    failed(problem);
                }
            }
        }

        private @Nullable Document take() {
            lock.lock();
            try {
                busy = false;
                changed.signalAll();
                while (queue.isEmpty()) {
                    if (ended) {
                        return null;
                    }
                    changed.awaitUninterruptibly();
                }
                Document next = queue.remove();
                weight -= DocumentBus.weight(next);
                busy = true;
                changed.signalAll();
                return next;
            } finally {
                lock.unlock();
            }
        }

        private void failed(Throwable problem) {
            if (sink.delivery() == DocumentSink.Delivery.LATEST) {
                LOG.warn(
                        "{} could not take a document and goes on: {}",
                        thread.getName(),
                        problem.getMessage(),
                        problem);
                return;
            }
            LOG.error("{} failed: {}", thread.getName(), problem.getMessage(), problem);
            lock.lock();
            try {
                if (failure == null) {
                    failure = problem;
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void drain() {
            lock.lock();
            try {
                while ((!queue.isEmpty() || busy) && !ended) {
                    changed.awaitUninterruptibly();
                }
                throwFailure();
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lanes.remove(this);
            try {
                drain();
            } finally {
                end();
            }
        }
    }
}
