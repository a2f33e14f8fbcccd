package io.beamdesk.export;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.impl.AbstractSftpClient;
import org.apache.sshd.sftp.client.impl.SftpAckData;
import org.apache.sshd.sftp.client.impl.SftpOutputStreamAsync;
import org.apache.sshd.sftp.client.impl.SftpResponse;
import org.apache.sshd.sftp.client.impl.SftpStatus;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/// A file at a server, to which no more is under way at a time than keeps the line busy: what the server
/// has not written when the line is cut has to be sent again.
final class PacedWrites extends SftpOutputStreamAsync {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Window window = new Window();
    private final Map<Integer, Long> begun = new HashMap<>();

    /// How many packets may be under way. Grows while answers come nearly as fast as the fastest, and
    /// shrinks where they have to wait for each other: more under way would not make it faster.
    static final class Window {
        static final int LEAST = 8;
        static final int MOST = 64;

        private int packets = LEAST;
        private long fastest = Long.MAX_VALUE;

        int packets() {
            return packets;
        }

        /// Hears how long an answer took.
        void answered(long nanos) {
            fastest = Math.min(fastest, nanos);
            if (nanos > 2 * fastest) {
                packets = Math.max(LEAST, packets - 1);
            } else if (nanos <= fastest + fastest / 2) {
                packets = Math.min(MOST, packets + 1);
            }
        }
    }

    PacedWrites(AbstractSftpClient client, String path, Set<OpenMode> modes) throws IOException {
        super(client, 0, path, modes);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        take(Integer.MAX_VALUE, Duration.ZERO);
        super.write(bytes, offset, count);
        long now = System.nanoTime();
        pendingAcks.forEach(ack -> begun.putIfAbsent(ack.id, now));
        while (pendingAcks.size() > window.packets()) {
            take(1, PATIENCE);
        }
    }

    private void take(int most, Duration patience) throws IOException {
        for (int i = 0; i < most && !pendingAcks.isEmpty(); i++) {
            SftpAckData ack = pendingAcks.getFirst();
            Buffer answer = getClient().receive(ack.id, patience);
            if (answer == null && patience.isZero()) {
                return;
            }
            if (answer == null) {
                throw new IOException(
                        "the server did not answer for " + patience.toSeconds() + " s");
            }
            pendingAcks.removeFirst();
            Long since = begun.remove(ack.id);
            if (since != null) {
                window.answered(System.nanoTime() - since);
            }
            SftpStatus status =
                    SftpStatus.parse(SftpResponse.parse(SftpConstants.SSH_FXP_WRITE, answer));
            if (!status.isOk()) {
                throw new SftpException(status.getStatusCode(), status.getMessage());
            }
        }
    }
}
