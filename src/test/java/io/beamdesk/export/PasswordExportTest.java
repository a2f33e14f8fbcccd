package io.beamdesk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Exports to a server that lets in with a password.
class PasswordExportTest {
    private static final String PASSWORD = "open-sesame-4711";

    @TempDir private Path folder;
    private SshServer server;
    private String fingerprint;
    private final List<String> asked = new ArrayList<>();

    /// Everything that anybody logs, however little it matters.
    private static final class All extends AppenderBase<ILoggingEvent> {
        final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(
                    event.getFormattedMessage()
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    @BeforeEach
    void serve() throws Exception {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
        server.setKeyPairProvider(keys);
        fingerprint =
                KeyUtils.getFingerPrint(
                        BuiltinDigests.sha256, keys.loadKeys(null).iterator().next().getPublic());
        server.setPasswordAuthenticator(
                (user, password, _) -> user.equals("anna") && password.equals(PASSWORD));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
    }

    @AfterEach
    void end() throws Exception {
        server.stop(true);
    }

    private Progress export(String password) throws Exception {
        Path file = Files.writeString(folder.resolve("a.h5"), "one");
        Destination to =
                new Destination.Server(
                        "anna", "127.0.0.1", server.getPort(), folder.resolve("there") + "");
        Terms terms = new Terms(2, 0, List.of(), folder.resolve("known"), Optional.of(fingerprint));
        Secrets secrets =
                what -> {
                    asked.add(what);
                    return password.toCharArray();
                };
        try (Export export = Export.start(Parcel.of(List.of(file), folder), to, terms, secrets)) {
            return export.ended().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void passwordIsAskedOnceAndStandsInNoLog() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger ssh = context.getLogger("org.apache.sshd");
        All all = new All();
        all.setContext(context);
        all.start();
        ssh.addAppender(all);
        ssh.setAdditive(false);
        ssh.setLevel(Level.DEBUG);
        try {
            assertThat(export(PASSWORD).complete()).isTrue();
        } finally {
            ssh.setLevel(null);
            ssh.setAdditive(true);
            ssh.detachAppender(all);
        }
        assertThat(folder.resolve("there/a.h5")).hasContent("one");
        assertThat(asked).containsExactly("password of anna@127.0.0.1");
        String hex =
                HexFormat.ofDelimiter(" ").formatHex(PASSWORD.getBytes(StandardCharsets.UTF_8));
        assertThat(all.lines).isNotEmpty();
        assertThat(all.lines).noneMatch(line -> line.contains(PASSWORD) || line.contains(hex));
    }

    @Test
    void wrongPasswordIsOneSentence() {
        assertThatThrownBy(() -> export("wrong"))
                .cause()
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("127.0.0.1 does not let anna in")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("wrong"));
    }

    @Test
    void nobodyToAskIsOneSentence() {
        assertThatThrownBy(() -> export(""))
                .cause()
                .hasMessageContaining("check the user, the key, or the password");
    }
}
