package io.beamdesk.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.ca.CaProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that die, fall silent and come back; many channels; the end of everything.
@Tag("interop")
class ChannelAccessReconnectTest {
    @TempDir Path directory;

    private SoftIoc serve() {
        return SoftIoc.in(directory)
                .security("access.acf", "P=T:")
                .records("interop.db", "P=T:")
                .start();
    }

    @Test
    void subscriptionSurvivesAKilledIoc() {
        try (SoftIoc ioc = serve();
                CaProvider provider = new CaProvider(ioc.settings());
                Channel channel = provider.open(PvName.of("T:count"))) {
            Recorder recorder = new Recorder();
            channel.subscribe(recorder);
            recorder.await(Sample.class, s -> s.value().number().orElse(0) > 5);
            ioc.kill();
            recorder.await(PvEvent.Connected.class);
            recorder.await(
                    PvEvent.Disconnected.class,
                    e -> recorder.events().indexOf(e) > indexOfSample(recorder));
            recorder.clear();

            ioc.restart();

            // The counter begins at 1 again and is past the first values when the client is back.
            double first = recorder.await(Sample.class).value().number().orElseThrow();
            recorder.awaitNumber(first + 3);
            List<PvEvent> events = recorder.events();
            assertThat(events.get(0)).isInstanceOf(PvEvent.Connected.class);
            assertThat(events.get(1)).isInstanceOf(PvEvent.PropertiesChanged.class);
            assertThat(events.subList(2, events.size())).hasOnlyElementsOfType(Sample.class);
        }
    }

    private static int indexOfSample(Recorder recorder) {
        List<PvEvent> events = recorder.events();
        return events.indexOf(recorder.await(Sample.class));
    }

    @Test
    void valuesOfARestartedIocAreNotDoubled() {
        try (SoftIoc ioc = serve();
                CaProvider provider = new CaProvider(ioc.settings());
                Channel channel = provider.open(PvName.of("T:count"))) {
            Recorder recorder = new Recorder();
            channel.subscribe(recorder);
            for (int restarts = 0; restarts < 3; restarts++) {
                recorder.await(Sample.class);
                recorder.clear();
                ioc.kill();
                recorder.await(PvEvent.Disconnected.class);
                recorder.clear();
                ioc.restart();
            }
            recorder.await(PvEvent.Connected.class);
            recorder.await(Sample.class, s -> s.value().number().orElse(0) > 15);
            List<Sample> samples = samples(recorder);
            for (int i = 1; i < samples.size(); i++) {
                assertThat(samples.get(i).value().number().orElseThrow())
                        .isEqualTo(samples.get(i - 1).value().number().orElseThrow() + 1);
            }
        }
    }

    private static List<Sample> samples(Recorder recorder) {
        return recorder.events().stream()
                .filter(Sample.class::isInstance)
                .map(Sample.class::cast)
                .toList();
    }

    @Test
    void silentServerIsDisconnectedAndComesBackOnce() throws Exception {
        try (SoftIoc ioc = serve();
                CaProvider provider =
                        new CaProvider(
                                ioc.settings()
                                        .withConnectionTimeout(
                                                Duration.ofMillis(500), Duration.ofMillis(500)));
                Channel channel = provider.open(PvName.of("T:count"))) {
            Recorder recorder = new Recorder();
            channel.subscribe(recorder);
            recorder.await(Sample.class);
            recorder.clear();
            signal("STOP", ioc.pid());
            recorder.await(PvEvent.Disconnected.class);
            recorder.clear();
            signal("CONT", ioc.pid());
            recorder.await(PvEvent.Connected.class);
            double first = recorder.await(Sample.class).value().number().orElseThrow();
            recorder.awaitNumber(first + 10);
            List<Sample> samples = samples(recorder);
            for (int i = 1; i < samples.size(); i++) {
                assertThat(samples.get(i).value().number().orElseThrow())
                        .isGreaterThan(samples.get(i - 1).value().number().orElseThrow());
            }
        }
    }

    private static void signal(String name, long pid) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void putFailsWhenTheConnectionIsLostMeanwhile() {
        try (SoftIoc ioc = serve();
                CaProvider provider = new CaProvider(ioc.settings());
                Channel channel = provider.open(PvName.of("T:slower.PROC"));
                Channel active = provider.open(PvName.of("T:slower.PACT"))) {
            CompletableFuture<Void> put = channel.put(new Value.Whole(1));
            awaitActive(active);
            ioc.kill();
            assertThatThrownBy(() -> put.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(PvException.NotConnected.class)
                    .hasMessageContaining("T:slower.PROC");
        }
    }

    private static void awaitActive(Channel active) {
        for (int tries = 0; tries < 1000; tries++) {
            if (active.get().join().value().equals(new Value.Whole(1))) {
                return;
            }
        }
        throw new AssertionError("the record never became active");
    }

    @Test
    void getDuringARestartIsAnsweredByTheNewIoc() throws Exception {
        try (SoftIoc ioc = serve();
                CaProvider provider =
                        new CaProvider(ioc.settings().withAnswerTime(Duration.ofSeconds(20)));
                Channel channel = provider.open(PvName.of("T:ai"))) {
            Recorder recorder = new Recorder();
            channel.subscribe(recorder);
            recorder.await(Sample.class);
            recorder.clear();
            ioc.kill();
            recorder.await(PvEvent.Disconnected.class);
            CompletableFuture<Sample> get = channel.get();
            ioc.restart();
            assertThat(get.get(20, TimeUnit.SECONDS).value()).isEqualTo(new Value.Floating(42.25));
        }
    }

    @Test
    void fiveThousandChannelsConnectAndComeBackAfterARestart() throws Exception {
        int count = 5000;
        SoftIoc.Definition definition = SoftIoc.in(directory);
        for (int i = 0; i < count; i++) {
            definition.records("many.db", "P=T:,N=" + i);
        }
        try (SoftIoc ioc = definition.start();
                CaProvider provider = new CaProvider(ioc.settings())) {
            CountDownLatch first = new CountDownLatch(count);
            CountDownLatch gone = new CountDownLatch(count);
            CountDownLatch again = new CountDownLatch(count);
            for (int i = 0; i < count; i++) {
                Channel channel = provider.open(PvName.of("T:many" + i));
                boolean[] lost = {false};
                channel.subscribe(event -> {
                    switch (event) {
                        case Sample _ -> (lost[0] ? again : first).countDown();
                        case PvEvent.Disconnected _ -> {
                            if (first.getCount() == 0) {
                                lost[0] = true;
                                gone.countDown();
                            }
                        }
                        case PvEvent.Connected _,
                                PvEvent.AccessChanged _,
                                PvEvent.PropertiesChanged _ -> {}
                    }
                });
            }
            assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
            ioc.kill();
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
            ioc.restart();
            assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closedSubscriptionIsSilentWhileOthersGoOn() {
        try (SoftIoc ioc = serve();
                CaProvider provider = new CaProvider(ioc.settings());
                Channel channel = provider.open(PvName.of("T:count"))) {
            Recorder closed = new Recorder();
            Recorder other = new Recorder();
            var subscription = channel.subscribe(closed);
            channel.subscribe(other);
            double now = closed.await(Sample.class).value().number().orElseThrow();
            subscription.close();
            closed.clear();
            other.await(Sample.class, s -> s.value().number().orElse(0) > now + 3);
            assertThat(closed.events()).isEmpty();
        }
    }

    @Test
    void closeEndsEveryThreadAndAnswersEverything() throws Exception {
        var before = Thread.getAllStackTraces().keySet();
        try (SoftIoc ioc = serve()) {
            CaProvider provider = new CaProvider(ioc.settings());
            Channel channel = provider.open(PvName.of("T:slower.PROC"));
            Channel nobody = provider.open(PvName.of("T:nobody"));
            channel.get().get(10, TimeUnit.SECONDS);
            CompletableFuture<Void> put = channel.put(new Value.Whole(1));
            CompletableFuture<Sample> get = nobody.get();
            provider.close();
            assertThatThrownBy(() -> put.get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PvException.NotConnected.class);
            assertThatThrownBy(() -> get.get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PvException.NotConnected.class);
            assertThatThrownBy(() -> nobody.get().get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PvException.NotConnected.class);
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (!before.contains(thread) && !thread.getName().startsWith("process reaper")) {
                    thread.join(5000);
                    assertThat(thread.isAlive()).as(thread.getName()).isFalse();
                }
            }
        }
    }
}
