package io.beamdesk.export;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/// Where an export goes.
public sealed interface Destination {
    /// A folder of this machine: a stick, a share.
    ///
    /// @param path of the folder, which must be there
    record Folder(Path path) implements Destination {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// A ZIP file with a BagIt bag in it.
    ///
    /// @param path of the file, which must not be there
    record Archive(Path path) implements Destination {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// A folder of a server, over SFTP.
    ///
    /// @param user who logs in
    /// @param host name or address
    /// @param port 22 as a rule
    /// @param folder absolute, or relative to the user's home; made where it is missing
    record Server(String user, String host, int port, String folder) implements Destination {
        @Override
        public String toString() {
            return "sftp://%s@%s:%d/%s"
                    .formatted(
                            user,
                            host,
                            port,
                            folder.startsWith("/") ? folder.substring(1) : "~/" + folder);
        }
    }

    /// Port of SSH.
    int SSH = 22;

    /// Reads `sftp://user@host:port/folder` (`/~/folder` for one in the user's home), the name of a
    /// `.zip` file, or the name of a folder.
    ///
    /// @throws ExportException if it is none of them
    static Destination parse(String text) {
        if (text.startsWith("sftp:")) {
            return server(text);
        }
        try {
            Path path = Path.of(text).toAbsolutePath().normalize();
            return text.toLowerCase(Locale.ROOT).endsWith(".zip")
                    ? new Archive(path)
                    : new Folder(path);
        } catch (InvalidPathException e) {
            throw new ExportException(
                    "\"%s\" is no destination: %s; give a folder, a .zip file, or sftp://user@host/folder."
                            .formatted(text, e.getReason()),
                    e);
        }
    }

    private static Server server(String text) {
        try {
            URI uri = new URI(text.replace(" ", "%20"));
            String user = uri.getUserInfo();
            String path = uri.getPath();
            if (user == null || user.isEmpty() || uri.getHost() == null || path.length() < 2) {
                throw new ExportException(
                        "\"%s\" does not say user, host and folder; write sftp://user@host/folder."
                                .formatted(hidden(text)));
            }
            if (user.contains(":")) {
                throw new ExportException(
                        "A password does not belong into an address; write sftp://%s@%s%s, it will be asked for."
                                .formatted(user.split(":", 2)[0], uri.getHost(), path));
            }
            int port = uri.getPort() < 0 ? SSH : uri.getPort();
            String folder = path.startsWith("/~/") ? path.substring(3) : path;
            return new Server(user, uri.getHost(), port, folder.isEmpty() ? "." : folder);
        } catch (URISyntaxException e) {
            throw new ExportException(
                    "\"%s\" is no address of a server: %s; write sftp://user@host/folder."
                            .formatted(hidden(text), e.getReason()),
                    e);
        }
    }

    // What stands between the user and the @ may be a password.
    private static String hidden(String address) {
        return address.replaceFirst(":[^/@:]+@", ":…@");
    }
}
