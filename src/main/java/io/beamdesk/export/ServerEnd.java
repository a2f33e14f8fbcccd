package io.beamdesk.export;

import io.beamdesk.codec.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.impl.AbstractSftpClient;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/// A folder of a server, over one SSH session.
///
/// Checksums are taken by the server where it has a shell with `sha256sum`; where it has SFTP only,
/// the file is read back.
final class ServerEnd implements FarEnd {
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SUM = Duration.ofHours(12);
    private static final Pattern SUM = Pattern.compile("\\\\?([0-9a-f]{64})\\b");
    private static final String EMPTY =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final ClientSession session;
    private final SftpClient sftp;
    private final String folder;
    private @Nullable Boolean sums;

    ServerEnd(ClientSession session, String folder) throws IOException {
        this.session = session;
        this.folder = folder;
        try {
            sftp = SftpClientFactory.instance().createSftpClient(session);
        } catch (IOException | RuntimeException e) {
            session.close(true);
            throw e;
        }
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        try {
            return OptionalLong.of(sftp.stat(path(name)).getSize());
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return OptionalLong.empty();
            }
            throw refused(name, e);
        }
    }

    @Override
    public OutputStream write(String name, long from) throws IOException {
        String path = path(name);
        try {
            makeFolders(path);
            EnumSet<OpenMode> modes = EnumSet.of(OpenMode.Write, OpenMode.Create);
            if (from == 0) {
                modes.add(OpenMode.Truncate);
            }
            if (sftp instanceof AbstractSftpClient client) {
                PacedWrites out = new PacedWrites(client, path, modes);
                out.setOffset(from);
                return out;
            }
            throw new IllegalStateException("a client without packets: " + sftp.getClass());
        } catch (SftpException e) {
            throw refused(name, e);
        }
    }

    @Override
    public InputStream read(String name) throws IOException {
        return sftp.read(path(name));
    }

    @Override
    public String sha256(String name) throws IOException {
        if (hasSums()) {
            String quoted = "'" + path(name).replace("'", "'\\''") + "'";
            Matcher sum = SUM.matcher(command("sha256sum -- " + quoted, LONGEST_SUM));
            if (sum.find()) {
                return sum.group(1);
            }
        }
        try (InputStream in = sftp.read(path(name))) {
            return Sha256.of(in);
        }
    }

    @Override
    public void rename(String name, String to) throws IOException {
        try {
            sftp.rename(path(name), path(to));
        } catch (SftpException e) {
            throw refused(to, e);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            sftp.remove(path(name));
        } catch (SftpException e) {
            if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                throw refused(name, e);
            }
        }
    }

    @Override
    public void close() {
        session.close(true);
    }

    private boolean hasSums() {
        Boolean known = sums;
        if (known == null) {
            known = probe();
            sums = known;
        }
        return known;
    }

    private boolean probe() {
        try {
            return command("sha256sum </dev/null", PROBE).startsWith(EMPTY);
        } catch (IOException _) {
            // SFTP only; a connection that is lost shows at the next question.
            return false;
        }
    }

    private String command(String text, Duration patience) throws IOException {
        return session.executeRemoteCommand(text, null, StandardCharsets.UTF_8, patience);
    }

    private void makeFolders(String path) throws IOException {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            try {
                sftp.stat(parent);
            } catch (SftpException e) {
                if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                    throw e;
                }
                make(parent);
            }
        }
    }

    private void make(String parent) throws IOException {
        try {
            sftp.mkdir(parent);
        } catch (SftpException e) {
            // Another connection of this export may have been faster.
            if (!sftp.stat(parent).isDirectory()) {
                throw e;
            }
        }
    }

    private String path(String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    /// What the server refuses, it will refuse again.
    private ExportException refused(String name, SftpException e) {
        return new ExportException(
                "The server refuses %s: %s; check the folder, its rights and the room there."
                        .formatted(path(name), Courier.reason(e)),
                e);
    }
}
