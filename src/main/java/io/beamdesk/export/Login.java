package io.beamdesk.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/// Logs in to a server, again whenever a connection was lost. What a person was asked for is kept in
/// memory until it is closed, and nowhere else.
final class Login implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<ClientSession.ClientSessionEvent> KEYS_EXCHANGED =
            EnumSet.of(
                    ClientSession.ClientSessionEvent.WAIT_AUTH,
                    ClientSession.ClientSessionEvent.CLOSED);
    private static final int SSH_NO_MORE_METHODS = 14;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Destination.Server server;
    private final Secrets secrets;
    private final HostKeys hostKeys;
    private final List<KeyPair> keys;
    private final SshClient client;
    private char @Nullable [] password;

    Login(Destination.Server server, Terms terms, Secrets secrets) {
        this.server = server;
        this.secrets = secrets;
        hostKeys = new HostKeys(terms.knownHosts(), terms.accepted());
        keys = keys(terms.keys(), secrets);
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(hostKeys);
        // Only what was given here: neither ~/.ssh/config nor keys lying about.
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 2);
        client.start();
    }

    /// A session that is logged in.
    ///
    /// @throws IOException if the server cannot be reached now
    /// @throws ExportException if it is not trusted, or does not let the user in
    synchronized ClientSession session() throws IOException {
        ClientSession session;
        try {
            session =
                    client.connect(server.user(), server.host(), server.port())
                            .verify(PATIENCE)
                            .getClientSession();
        } catch (IOException e) {
            throw new IOException(
                    "%s:%d cannot be reached (%s)"
                            .formatted(server.host(), server.port(), Courier.reason(root(e))),
                    e);
        }
        try {
            return let(session);
        } catch (IOException | RuntimeException e) {
            session.close(true);
            throw e;
        }
    }

    // The library wraps what the system said in the names of its own classes.
    private static Exception root(IOException failure) {
        Exception deepest = failure;
        while (deepest.getCause() instanceof Exception cause) {
            deepest = cause;
        }
        return deepest;
    }

    private ClientSession let(ClientSession session) throws IOException {
        // Nobody is asked for the password of a server that is not trusted.
        session.waitFor(KEYS_EXCHANGED, PATIENCE);
        Optional<ExportException> untrusted = hostKeys.refusal();
        if (untrusted.isPresent()) {
            throw untrusted.get();
        }
        keys.forEach(session::addPublicKeyIdentity);
        if ((keys.isEmpty() || password != null) && password().length > 0) {
            session.addPasswordIdentity(new String(password()));
        }
        try {
            session.auth().verify(PATIENCE);
            return session;
        } catch (SshException e) {
            if (e.getDisconnectCode() == SSH_NO_MORE_METHODS) {
                return again(session, e);
            }
            throw e;
        }
    }

    // The server took none of the keys.
    private ClientSession again(ClientSession session, SshException refused) throws IOException {
        session.close(true);
        if (keys.isEmpty() || password != null || password().length == 0) {
            forget();
            throw new ExportException(
                    "%s does not let %s in: %s; check the user, the key, or the password."
                            .formatted(server.host(), server.user(), Courier.reason(refused)),
                    refused);
        }
        return session();
    }

    private char[] password() {
        char[] known = password;
        if (known == null) {
            known = secrets.ask("password of %s@%s".formatted(server.user(), server.host()));
            password = known;
        }
        return known;
    }

    private void forget() {
        char[] known = password;
        if (known != null) {
            Arrays.fill(known, '\0');
        }
        password = null;
    }

    private static List<KeyPair> keys(List<Path> files, Secrets secrets) {
        List<KeyPair> keys = new ArrayList<>();
        for (Path file : files) {
            FilePasswordProvider passphrase =
                    (_, _, _) -> new String(secrets.ask("passphrase of the key " + file));
            try (InputStream in = Files.newInputStream(file)) {
                Iterable<KeyPair> read =
                        SecurityUtils.loadKeyPairIdentities(
                                null, NamedResource.ofName(file.toString()), in, passphrase);
                if (read != null) {
                    read.forEach(keys::add);
                }
            } catch (IOException | GeneralSecurityException e) {
                throw new ExportException(
                        "The key %s cannot be used: %s; check the file and its passphrase."
                                .formatted(file, Courier.reason(e)),
                        e);
            }
        }
        return keys;
    }

    @Override
    public void close() {
        forget();
        client.stop();
    }
}
