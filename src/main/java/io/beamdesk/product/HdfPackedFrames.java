package io.beamdesk.product;

import io.beamdesk.document.Compression;
import io.beamdesk.document.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Frames that are packed by other threads while the next ones arrive, and written in their order.
///
/// Each band of a frame is packed by itself. As many frames are under way as there are processors (eight at most) and one more; who adds another waits until
/// the oldest is written, so that memory is bounded and a detector that is too fast is slowed down
/// rather than lost. A commit waits for all of them.
final class HdfPackedFrames extends HdfFrames {
    // With more of them the disk is slower than they are, and each needs memory for two frames.
    private static final int MOST_THREADS = 8;
    private static final int PROCESSORS =
            Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    private static final int MOST_UNDER_WAY = PROCESSORS + 1;
    private static final ThreadPoolExecutor THREADS = threads();

    private final Compression compression;
    private final Deque<Job> underWay = new ArrayDeque<>();
    private final Deque<FramePacker> idle = new ArrayDeque<>();
    private final List<Journal.Chunk> ofNext = new ArrayList<>();
    private long written;

    private record Job(FramePacker packer, Future<FramePacker.Packed> packed) {}

    HdfPackedFrames(
            String name,
            StringHeap heap,
            HdfType type,
            int rows,
            int columns,
            Compression compression) {
        super(name, heap, type, rows, columns, new Filters(compression, type.size()));
        this.compression = compression;
    }

    // Shared by all products; they end by themselves where there is nothing to pack.
    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        PROCESSORS,
                        PROCESSORS,
                        5,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("frame-packer-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    long flushedRows() {
        return written;
    }

    @Override
    void adopted(long count) {
        written += count;
    }

    @Override
    void take(Frame frame, ByteBuffer piece, HdfAppender appender) throws IOException {
        write(appender, (MOST_UNDER_WAY - 1) * bands());
        int elements = chunkRowBytes() / type().size();
        for (int band = 0; band < bands(); band++) {
            FramePacker packer =
                    idle.isEmpty()
                            ? new FramePacker(compression, type(), elements)
                            : idle.removeLast();
            int from = band * elements;
            int count = bandBytes(band) / type().size();
            Callable<FramePacker.Packed> packing = () -> packer.pack(frame, from, count);
            FutureTask<FramePacker.Packed> task = new FutureTask<>(packing);
            THREADS.execute(task);
            underWay.add(new Job(packer, task));
        }
    }

    @Override
    void flush(HdfAppender appender) throws IOException {
        write(appender, 0);
    }

    /// Writes what is packed, and waits until no more than so many are left. What cannot be written
    /// stays and is tried again.
    private void write(HdfAppender appender, int mayStay) throws IOException {
        for (Job job = underWay.peek();
                job != null && (underWay.size() > mayStay || job.packed.isDone());
                job = underWay.peek()) {
            FramePacker.Packed packed = packed(job);
            ByteBuffer chunk = packed.bytes().duplicate();
            int size = chunk.remaining();
            long start = appender.allocate(size);
            appender.write(chunk, start);
            long place = written * bands() + ofNext.size();
            ofNext.add(new Journal.Chunk(name(), place, start, size, packed.crc32()));
            if (ofNext.size() == bands()) {
                written(ofNext, appender);
                ofNext.clear();
                written++;
            }
            underWay.remove();
            idle.add(job.packer);
        }
    }

    private static FramePacker.Packed packed(Job job) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return job.packed.get();
                } catch (InterruptedException _) {
                    // An abort must not cost the frames that it came upon.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IOException("a frame could not be packed: " + e.getCause(), e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
