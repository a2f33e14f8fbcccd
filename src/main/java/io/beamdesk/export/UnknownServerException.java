package io.beamdesk.export;

/// A server that is not in the known-hosts file. A person who has compared its fingerprint may confirm it
/// with [Terms#accepted]; nobody else may.
public final class UnknownServerException extends ExportException {
    private static final long serialVersionUID = 1;

    private final String server;
    private final String fingerprint;

    UnknownServerException(String server, String fingerprint) {
        super(
                "%s is not known here; compare its fingerprint %s with the one its administrators give, and confirm it."
                        .formatted(server, fingerprint));
        this.server = server;
        this.fingerprint = fingerprint;
    }

    /// The server's address.
    public String server() {
        return server;
    }

    /// Of the key that it has shown: `SHA256:…`.
    public String fingerprint() {
        return fingerprint;
    }
}
