package io.beamdesk.export;

import io.beamdesk.codec.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Brings files to a far end, one after the other, over one connection that it makes again when it
/// is lost.
///
/// A file travels under a name of its own and gets the right one once its checksum at the far end
/// is right. What was there of it after a lost connection, or from an earlier export, is not sent
/// again.
final class Courier implements AutoCloseable {
    /// Tries in a row that bring nothing before it is given up.
    static final int TRIES = 12;

    /// What a file is called while it travels.
    static final String SUFFIX = ".part";

    private static final int PIECE = 1 << 15;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Door door;
    private final Bandwidth bandwidth;
    private final Bandwidth.Pause pause;
    private final LongConsumer moved;
    private @Nullable FarEnd connected;

    /// Makes connections.
    interface Door {
        FarEnd open() throws IOException;
    }

    /// @param moved hears of all bytes that were sent
    Courier(Door door, Bandwidth bandwidth, Bandwidth.Pause pause, LongConsumer moved) {
        this.door = door;
        this.bandwidth = bandwidth;
        this.pause = pause;
        this.moved = moved;
    }

    /// Brings one file.
    ///
    /// @return its SHA-256
    /// @throws ExportException if it is not there afterwards
    String bring(Delivery delivery) throws InterruptedException {
        long farthest = -1;
        for (int failures = 0; ; ) {
            try {
                return attempt(delivery, farEnd());
            } catch (IOException e) {
                close();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                failures = delivery.sent() > farthest ? 1 : failures + 1;
                farthest = Math.max(farthest, delivery.sent());
                if (failures == TRIES) {
                    throw new ExportException(
                            "%s was not brought: %s, after %d tries in a row; what is there of it is kept, export it again when the server can be reached."
                                    .formatted(delivery.item().name(), reason(e), TRIES),
                            e);
                }
                delivery.now(Progress.Stage.RECONNECTING, reason(e));
                Duration wait = Duration.ofMillis(FIRST_PAUSE_MILLIS << (failures - 1));
                pause.of(wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE);
            }
        }
    }

    /// The connection, made if there is none.
    FarEnd farEnd() throws IOException {
        FarEnd open = connected;
        if (open == null) {
            open = door.open();
            connected = open;
        }
        return open;
    }

    @Override
    public void close() {
        FarEnd open = connected;
        connected = null;
        if (open != null) {
            open.close();
        }
    }

    private String attempt(Delivery delivery, FarEnd farEnd)
            throws IOException, InterruptedException {
        Parcel.Item item = delivery.item();
        if (farEnd.size(item.name()).isPresent()) {
            return alreadyThere(delivery, farEnd);
        }
        String part = item.name() + SUFFIX;
        OptionalLong there = farEnd.size(part);
        long from = there.isPresent() && there.getAsLong() <= item.size() ? there.getAsLong() : 0;
        delivery.now(Progress.Stage.SENDING, "");
        FileTime before = changed(item);
        String sum;
        try (OutputStream out = farEnd.write(part, from)) {
            sum = send(delivery, from, out);
        }
        if (!changed(item).equals(before)) {
            farEnd.delete(part);
            throw new ExportException(
                    "%s was changed while it was sent; export it again once nobody writes to it."
                            .formatted(item.file()));
        }
        delivery.now(Progress.Stage.COMPARING, "");
        if (!farEnd.sha256(part).equals(sum)) {
            farEnd.delete(part);
            delivery.sent(0);
            if (from > 0) {
                // What lay there was of another file, or damaged.
                return attempt(delivery, farEnd);
            }
            throw new ExportException(
                    "%s has another checksum at the far end than here; it was removed there, export it again."
                            .formatted(item.name()));
        }
        farEnd.rename(part, item.name());
        delivery.now(Progress.Stage.DONE, "");
        return sum;
    }

    private static String alreadyThere(Delivery delivery, FarEnd farEnd) throws IOException {
        Parcel.Item item = delivery.item();
        delivery.now(Progress.Stage.COMPARING, "");
        String sum = sum(item);
        if (!farEnd.sha256(item.name()).equals(sum)) {
            throw new ExportException(
                    "Another file called %s is at the far end already; choose another folder or move that file."
                            .formatted(item.name()));
        }
        delivery.sent(item.size());
        delivery.now(Progress.Stage.ALREADY_THERE, "");
        return sum;
    }

    /// Sends what is missing, and sums up everything.
    private String send(Delivery delivery, long from, OutputStream out)
            throws IOException, InterruptedException {
        Parcel.Item item = delivery.item();
        Sha256 sum = new Sha256();
        byte[] piece = new byte[PIECE];
        long done = 0;
        try (InputStream in = read(item)) {
            while (true) {
                // What is there already ends with a piece of its own.
                int most = (int) (done < from ? Math.min(PIECE, from - done) : PIECE);
                int count = local(in, piece, most, item);
                if (count < 0) {
                    return sum.value();
                }
                sum.add(piece, count);
                if (done >= from) {
                    bandwidth.take(count);
                    out.write(piece, 0, count);
                    moved.accept(count);
                }
                done += count;
                delivery.sent(Math.max(done, from));
            }
        }
    }

    private static String sum(Parcel.Item item) {
        try (InputStream in = read(item)) {
            return Sha256.of(in);
        } catch (IOException e) {
            throw unreadable(item, e);
        }
    }

    private static InputStream read(Parcel.Item item) {
        try {
            return Files.newInputStream(item.file());
        } catch (IOException e) {
            throw unreadable(item, e);
        }
    }

    // A file of this machine that cannot be read is no lost connection.
    private static int local(InputStream in, byte[] piece, int most, Parcel.Item item) {
        try {
            return in.read(piece, 0, most);
        } catch (IOException e) {
            throw unreadable(item, e);
        }
    }

    private static FileTime changed(Parcel.Item item) {
        try {
            return Files.getLastModifiedTime(item.file());
        } catch (IOException e) {
            throw unreadable(item, e);
        }
    }

    private static ExportException unreadable(Parcel.Item item, IOException e) {
        return new ExportException(
                "%s cannot be read: %s; check that it is there and may be read."
                        .formatted(item.file(), reason(e)),
                e);
    }

    static String reason(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
