package io.beamdesk.pv.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LocalProviderTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:15:30Z");

    private final LocalProvider pvs = new LocalProvider(InstantSource.fixed(NOW));
    private final List<PvEvent> events = new ArrayList<>();

    private Channel open(String name) {
        return pvs.open(PvName.of("loc://" + name));
    }

    @Test
    void subscriptionBeginsWithTheStateAsItIs() {
        pvs.create("x", new Value.Floating(1));
        open("x").subscribe(events::add);
        assertThat(events)
                .containsExactly(
                        new PvEvent.Connected(
                                "here", ElementType.FLOAT64, 1, new Access(true, true)),
                        new PvEvent.PropertiesChanged(Properties.NONE),
                        new Sample(new Value.Floating(1), Alarm.NONE, NOW));
    }

    @Test
    void variableCreatedLaterConnectsThen() {
        open("x").subscribe(events::add);
        assertThat(events).containsExactly(new PvEvent.Disconnected(NOW));
        pvs.create("x", new Value.Floating(1));
        assertThat(events).hasSize(4);
    }

    @Test
    void disconnectionAndReturnAreToldInOrder() {
        LocalPv x = pvs.create("x", new Value.Floating(1));
        open("x").subscribe(events::add);
        events.clear();
        x.disconnect();
        x.set(2);
        x.reconnect();
        assertThat(events.get(0)).isInstanceOf(PvEvent.Disconnected.class);
        assertThat(events.get(1)).isInstanceOf(PvEvent.Connected.class);
        assertThat(events.get(2)).isInstanceOf(PvEvent.PropertiesChanged.class);
        assertThat(events.get(3)).isEqualTo(new Sample(new Value.Floating(2), Alarm.NONE, NOW));
        assertThat(events).hasSize(4);
    }

    @Test
    void pendingPutFailsWithTheConnection() {
        LocalPv x = pvs.create("x", new Value.Floating(1));
        x.onWrite(_ -> new CompletableFuture<>());
        CompletableFuture<Void> put = open("x").put(new Value.Floating(2));
        assertThat(put).isNotDone();
        x.disconnect();
        assertThatThrownBy(put::join).hasCauseInstanceOf(PvException.NotConnected.class);
        assertThatThrownBy(() -> open("x").get().join())
                .hasCauseInstanceOf(PvException.NotConnected.class);
    }

    @Test
    void hookDecidesWhenAPutCompletes() {
        LocalPv x = pvs.create("x", new Value.Floating(1));
        CompletableFuture<Void> motion = new CompletableFuture<>();
        x.onWrite(value -> {
            x.set(value);
            return motion;
        });
        CompletableFuture<Void> put = open("x").put(new Value.Text("2"));
        assertThat(x.value()).isEqualTo(new Value.Floating(2));
        assertThat(put).isNotDone();
        assertThat(open("x").send(new Value.Whole(3))).isCompleted();
        motion.complete(null);
        assertThat(put).isCompleted();
    }

    @Test
    void hookMayRefuse() {
        LocalPv x = pvs.create("x", new Value.Floating(1));
        x.onWrite(_ -> {
            throw new PvException.Refused("x", "not now");
        });
        assertThatThrownBy(() -> open("x").put(new Value.Floating(2)).join())
                .hasCauseInstanceOf(PvException.Refused.class);
    }

    @Test
    void writeFollowsTheRulesOfChannelAccess() {
        pvs.create("mode", new Value.Choice(0, List.of("Off", "On")));
        assertThat(open("mode").put(new Value.Text("On"))).isCompleted();
        assertThat(open("mode").get().join().value())
                .isEqualTo(new Value.Choice(1, List.of("Off", "On")));
        assertThatThrownBy(() -> open("mode").put(new Value.Text("Up")).join())
                .hasCauseInstanceOf(PvException.BadValue.class);
    }

    @Test
    void rightsAreToldAndEnforced() {
        LocalPv x = pvs.create("x", new Value.Floating(1));
        open("x").subscribe(events::add);
        x.setAccess(new Access(true, false));
        assertThat(events).last().isEqualTo(new PvEvent.AccessChanged(new Access(true, false)));
        assertThatThrownBy(() -> open("x").put(new Value.Floating(2)).join())
                .hasCauseInstanceOf(PvException.Refused.class);
    }

    @Test
    void longStringIsATextWhenAskedFor() {
        pvs.create("path", new Value.Text("/data"), Properties.NONE, 256);
        assertThat(open("path").get().join().value()).isInstanceOf(Value.Bytes.class);
        assertThat(open("path").get(Request.as(ElementType.TEXT)).join().value())
                .isEqualTo(new Value.Text("/data"));
    }

    @Test
    void whatAConsumerCausesComesAfterItsEvent() {
        LocalPv x = pvs.create("x", new Value.Floating(0));
        List<String> order = new ArrayList<>();
        open("x")
                .subscribe(event -> {
                    if (event instanceof Sample sample) {
                        double v = sample.value().number().orElseThrow();
                        if (v < 2) {
                            x.set(v + 1);
                        }
                        order.add("end of " + v);
                    }
                });
        assertThat(order).containsExactly("end of 0.0", "end of 1.0", "end of 2.0");
    }

    @Test
    void closedSubscriptionGetsNothingMore() {
        LocalPv x = pvs.create("x", new Value.Floating(0));
        var subscription = open("x").subscribe(events::add);
        subscription.close();
        events.clear();
        x.set(1);
        x.disconnect();
        assertThat(events).isEmpty();
    }

    @Test
    void executorDecidesWhenEventsAreDelivered() {
        ArrayDeque<Runnable> later = new ArrayDeque<>();
        LocalProvider deferred = new LocalProvider(InstantSource.fixed(NOW), later::add);
        LocalPv x = deferred.create("x", new Value.Floating(0));
        deferred.open(PvName.of("loc://x")).subscribe(events::add);
        assertThat(events).isEmpty();
        while (!later.isEmpty()) {
            later.poll().run();
        }
        assertThat(events).hasSize(3);
        x.setAlarm(new Alarm(Severity.MINOR, "HIGH"));
        assertThat(events).hasSize(3);
    }
}
