package io.beamdesk.pv;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The one thread on which a provider's channels live and its consumers are called, in the order
/// in which things were posted.
///
/// The libraries call back with their own locks held; code that ran there and waited for anything could stop
/// the network for good. So its threads only post here. Values have a weight: when too much of it
/// waits, the network's thread waits too, the socket fills, and the server thins out its events, as
/// Channel Access provides for slow clients.
public final class EventLoop implements Executor, AutoCloseable {
    private static final long MAX_WAITING = 64L << 20;

    private record Task(Runnable body, long weight) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final Thread thread;
    private ArrayDeque<Task> waiting = new ArrayDeque<>();
    private long weight;
    private boolean idle;
    private boolean closed;

    /// Starts the thread.
    public EventLoop(String name) {
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /// Runs the body later on the loop's thread; dropped once the loop is closed. Never waits.
    @Override
    public void execute(Runnable body) {
        var _ = offer(body);
    }

    /// The same, and whether it will be run.
    public boolean offer(Runnable body) {
        return post(body, 0);
    }

    /// The same for something that takes memory while it waits; waits itself if there is much of it.
    public void executeWeighed(Runnable body, long bytes) {
        var _ = post(body, bytes + 200);
    }

    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    private boolean post(Runnable body, long bytes) {
        lock.lock();
        try {
            while (bytes > 0 && weight > MAX_WAITING && !closed && !isCurrent()) {
                drained.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            weight += bytes;
            waiting.add(new Task(body, bytes));
            if (idle) {
                idle = false;
                filled.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        ArrayDeque<Task> batch = new ArrayDeque<>();
        while (true) {
            lock.lock();
            try {
                while (waiting.isEmpty()) {
                    if (closed) {
                        return;
                    }
                    idle = true;
                    filled.awaitUninterruptibly();
                }
                idle = false;
                ArrayDeque<Task> empty = batch;
                batch = waiting;
                waiting = empty;
            } finally {
                lock.unlock();
            }
            long done = 0;
            for (Task task = batch.poll(); task != null; task = batch.poll()) {
                done += task.weight;
                try {
                    task.body.run();
                } catch (Throwable failure) {
                    // The other consumers go on: without this thread every value would stand still.
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
                }
            }
            release(done);
        }
    }

    private void release(long done) {
        if (done == 0) {
            return;
        }
        lock.lock();
        try {
            weight -= done;
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more, does what waits, and ends the thread.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            filled.signal();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        if (!isCurrent()) {
            boolean interrupted = false;
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
