package io.beamdesk.export;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/// Which servers are trusted: those in the known-hosts file, and the one whose fingerprint a person
/// has confirmed. A key that has changed is never accepted.
final class HostKeys extends KnownHostsServerKeyVerifier {
    private volatile Optional<ExportException> refusal = Optional.empty();

    HostKeys(Path knownHosts, Optional<String> accepted) {
        super((_, _, key) -> accepted.filter(fingerprint(key)::equals).isPresent(), knownHosts);
    }

    /// Why the last server was not trusted.
    Optional<ExportException> refusal() {
        return refusal;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        boolean trusted = super.verifyServerKey(session, address, key);
        if (!trusted && refusal.isEmpty()) {
            refusal = Optional.of(new UnknownServerException(address.toString(), fingerprint(key)));
        }
        return trusted;
    }

    @Override
    public boolean acceptModifiedServerKey(
            ClientSession session,
            SocketAddress address,
            KnownHostEntry entry,
            PublicKey expected,
            PublicKey actual) {
        refusal =
                Optional.of(
                        new ExportException(
                                "%s shows the key %s, but is known with %s in %s: somebody may be listening; ask its administrators before you remove the old one."
                                        .formatted(
                                                address,
                                                fingerprint(actual),
                                                fingerprint(expected),
                                                getPath())));
        return false;
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }
}
