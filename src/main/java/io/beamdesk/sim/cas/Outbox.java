package io.beamdesk.sim.cas;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to one client, in order. A client that reads slowly costs no memory: a
/// subscription keeps a few changes and then replaces its newest, as an IOC does.
final class Outbox {
    private static final int PENDING_SMALL = 64;
    private static final int PENDING_LARGE = 2;
    private static final int LARGE_ELEMENTS = 16_384;
    private static final int MOST_WAITING = 20_000;

    /// Something that can be sent.
    @FunctionalInterface
    interface Message {
        void write(WireOut out) throws IOException;
    }

    /// One subscription's way out. Its state is guarded by the outbox.
    abstract static class Feed {
        private int pending;
        private @Nullable Update newest;
        private boolean ended;

        abstract void write(WireOut out, Snapshot snapshot) throws IOException;
    }

    /// A change on its way to a subscriber; its value is replaced by a newer one while it waits.
    private static final class Update implements Message {
        final Feed feed;
        Snapshot snapshot;

        Update(Feed feed, Snapshot snapshot) {
            this.feed = feed;
            this.snapshot = snapshot;
        }

        @Override
        public void write(WireOut out) throws IOException {
            feed.write(out, snapshot);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private boolean updatesHeld;
    private boolean closed;

    void add(Message message) {
        lock.lock();
        try {
            if (!closed) {
                messages.add(message);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void post(Feed feed, Snapshot snapshot) {
        lock.lock();
        try {
            if (closed || feed.ended) {
                return;
            }
            int most = snapshot.value().count() > LARGE_ELEMENTS ? PENDING_LARGE : PENDING_SMALL;
            Update newest = feed.newest;
            if (newest != null && (feed.pending >= most || updatesHeld)) {
                newest.snapshot = snapshot;
                return;
            }
            Update update = new Update(feed, snapshot);
            feed.newest = update;
            feed.pending++;
            messages.add(update);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end(Feed feed) {
        lock.lock();
        try {
            feed.ended = true;
            messages.removeIf(
                    message -> message instanceof Update update && update.feed.equals(feed));
        } finally {
            lock.unlock();
        }
    }

    /// A client that falls behind has its updates held back; answers go on.
    void holdUpdates(boolean held) {
        lock.lock();
        try {
            updatesHeld = held;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits while too much is unread, so that a client that only asks cannot fill the memory.
    void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && messages.size() > MOST_WAITING) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            messages.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Sends until closed; flushes whenever nothing more waits.
    void drain(WireOut out) throws IOException, InterruptedException {
        while (true) {
            Message message = take(false);
            if (message == null) {
                out.flush();
                message = take(true);
            }
            if (message == null) {
                return;
            }
            message.write(out);
        }
    }

    private @Nullable Message take(boolean waiting) throws InterruptedException {
        lock.lock();
        try {
            Message next = next();
            while (waiting && next == null && !closed) {
                changed.await();
                next = next();
            }
            if (next instanceof Update update) {
                update.feed.pending--;
                if (update.feed.newest == update) {
                    update.feed.newest = null;
                }
            }
            if (next != null && messages.size() == MOST_WAITING) {
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Message next() {
        if (!updatesHeld) {
            return messages.poll();
        }
        for (Iterator<Message> each = messages.iterator(); each.hasNext(); ) {
            Message message = each.next();
            if (!(message instanceof Update)) {
                each.remove();
                return message;
            }
        }
        return null;
    }
}
