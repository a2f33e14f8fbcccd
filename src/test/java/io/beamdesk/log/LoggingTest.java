package io.beamdesk.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.sentry.Sentry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Test");

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void start() {
        file = folder.resolve("beamdesk.log");
        Logging.start(file, "1.2.3");
    }

    @AfterEach
    void stop() {
        Logging.marks().measuring("", "");
        Logging.silence();
        Sentry.close();
    }

    private List<JsonObject> lines() throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    @Test
    void lineHasTheFieldsOfTheElasticCommonSchema() throws IOException {
        LOG.error("sample_x stalled", new IllegalStateException("no steps"));
        JsonObject line = lines().getLast();
        assertThat(line.get("message").getAsString()).isEqualTo("sample_x stalled");
        assertThat(line.get("log.level").getAsString()).isEqualTo("ERROR");
        assertThat(line.get("ecs.version").getAsString()).isNotBlank();
        assertThat(line.get("service.version").getAsString()).isEqualTo("1.2.3");
        assertThat(line.get("error.message").getAsString()).isEqualTo("no steps");
        assertThat(line.get("error.stack_trace").getAsString()).contains("LoggingTest");
    }

    @Test
    void lineOfAnyThreadHasRunSampleAndUser() throws Exception {
        Logging.marks().measuring("Ni \"XANES\"", "B4-1");
        Thread other = Thread.ofVirtual().start(() -> LOG.info("a PV came back"));
        other.join();
        Logging.marks().measuring("", "");
        LOG.info("later");
        JsonObject during = lines().getFirst();
        assertThat(during.get("labels.run").getAsString()).isEqualTo("Ni \"XANES\"");
        assertThat(during.get("labels.sample").getAsString()).isEqualTo("B4-1");
        assertThat(during.get("user.name").getAsString())
                .isEqualTo(System.getProperty("user.name"));
        assertThat(lines().getLast().get("labels.run").getAsString()).isEmpty();
    }

    @Test
    void desktopReadsTheSameStream() throws Exception {
        List<LogFeed.Entry> read = new ArrayList<>();
        try (AutoCloseable _ = Logging.feed().read(read::add)) {
            Logging.marks().measuring("Map", "B4-2");
            LOG.warn("{} is slow", "sample_y");
        }
        LogFeed.Entry last = read.getLast();
        assertThat(last.message())
                .isEqualTo(lines().getLast().get("message").getAsString())
                .isEqualTo("sample_y is slow");
        assertThat(last.marks().sample()).isEqualTo("B4-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login with password=hunter2-4711 failed",
                "{\"password\": \"hunter2-4711\"}",
                "passphrase: hunter2-4711",
                "token = hunter2-4711, next",
                "connecting to sftp://anna:hunter2-4711@host/data",
                "Authorization: Bearer hunter2-4711",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2-4711\n-----END OPENSSH PRIVATE KEY-----",
                "apiKey=hunter2-4711",
                "no answer from https://hunter24711abcdef@errors.example.org/42"
            })
    void secretStandsInNoLog(String message) throws Exception {
        List<LogFeed.Entry> read = new ArrayList<>();
        try (AutoCloseable _ = Logging.feed().read(read::add)) {
            LOG.error(message, new IOException(message));
        }
        assertThat(Files.readString(file)).contains("LoggingTest").doesNotContain("hunter2");
        assertThat(lines()).isNotEmpty();
        assertThat(read.getLast().message()).doesNotContain("hunter2");
    }

    @Test
    void whatWasNamedAsSecretIsHiddenAnywhere() throws IOException {
        Masking.hide("swordfish-99");
        LOG.info("the word is swordfish-99.");
        assertThat(lines().getLast().get("message").getAsString()).isEqualTo("the word is ***.");
    }

    @Test
    void nothingIsForwardedUnlessConfigured() {
        LOG.error("something failed");
        assertThat(Sentry.isEnabled()).isFalse();
    }

    @Test
    void errorIsForwardedWhereConfiguredAndWithoutSecrets() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    boolean packed =
                            "gzip"
                                    .equals(
                                            exchange.getRequestHeaders()
                                                    .getFirst("Content-Encoding"));
                    received.add(
                            new String(
                                    packed
                                            ? new GZIPInputStream(new ByteArrayInputStream(body))
                                                    .readAllBytes()
                                            : body,
                                    StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
        try {
            Logging.forward(
                    "http://0123456789abcdef@127.0.0.1:" + server.getAddress().getPort() + "/1",
                    "1.2.3");
            Logging.marks().measuring("Map", "B4-2");
            LOG.error("login with password={} failed", "hunter2", new IOException("token=hunter2"));
            String sent = received.poll(30, TimeUnit.SECONDS);
            assertThat(sent).contains("login with password").contains("B4-2");
            assertThat(sent).doesNotContain("hunter2");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void fileRollsOverAtItsSizeHoweverFastItGrows() throws IOException {
        String words = "x".repeat(100_000);
        for (int i = 0; i < 250; i++) {
            LOG.info("{} {}", i, words);
        }
        for (String name : List.of("beamdesk.log", "beamdesk.log.1", "beamdesk.log.2")) {
            assertThat(Files.size(folder.resolve(name))).as(name).isLessThan(10_700_000);
        }
        assertThat(lines().getLast().get("message").getAsString()).startsWith("249 ");
    }
}
