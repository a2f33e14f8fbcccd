package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Signal;
import io.beamdesk.device.epics.FakeScheduler;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalSuspenderTest {
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final FakeScheduler clock = new FakeScheduler();
    private final LocalProvider provider = new LocalProvider(clock);

    private Signal signal(String pv) {
        Signal signal = new Signal("ring", provider.open(PvName.of("loc://" + pv)));
        signal.connect();
        return signal;
    }

    private SignalSuspender current() {
        return SignalSuspender.low("Ring current", signal("current"), 100, 150, SETTLE, clock);
    }

    @Test
    void lowHoldsBelowAndLetsGoAboveAfterTheSettleTime() {
        LocalPv pv = provider.create("current", new Value.Floating(200));
        SignalSuspender suspender = current();
        assertThat(suspender.reason()).isEmpty();

        pv.set(120);
        assertThat(suspender.reason()).as("between the two it stays as it is").isEmpty();
        pv.set(99.9);
        assertThat(suspender.reason())
                .contains("Ring current 99.9 below 100.0 (resumes above 150.0)");
        pv.set(149);
        assertThat(suspender.reason()).contains("Ring current 149.0 below 150.0");

        pv.set(160);
        clock.advance(SETTLE.minusMillis(1));
        assertThat(suspender.reason()).as("good, but not for long").isPresent();
        pv.set(140);
        clock.advance(SETTLE);
        assertThat(suspender.reason()).as("the settle time begins anew").isPresent();
        pv.set(160);
        clock.advance(SETTLE);
        assertThat(suspender.reason()).isEmpty();
        assertThat(clock.pending()).isZero();
    }

    @Test
    void whatWasNeverBadIsGoodAtOnce() {
        SignalSuspender suspender = current();
        assertThat(suspender.reason()).get().asString().contains("does not answer", "current");
        provider.create("current", new Value.Floating(200));
        assertThat(suspender.reason()).isEmpty();
    }

    @Test
    void whatCannotBeTrustedHolds() {
        LocalPv pv = provider.create("current", new Value.Floating(200));
        SignalSuspender suspender = current();
        for (Runnable harm :
                List.<Runnable>of(
                        () -> pv.set(Double.NaN),
                        () -> pv.set(new Value.Floating(200), new Alarm(Severity.INVALID, "UDF")),
                        pv::disconnect)) {
            harm.run();
            assertThat(suspender.reason()).isPresent();
            pv.reconnect();
            pv.set(new Value.Floating(200), Alarm.NONE);
            clock.advance(SETTLE);
            assertThat(suspender.reason()).isEmpty();
        }
    }

    @Test
    void unlessHoldsWithTheLabelThatIsThere() {
        LocalPv pv = provider.create("shutter", new Value.Choice(1, List.of("Closed", "Open")));
        SignalSuspender suspender =
                SignalSuspender.unless(
                        "Front-end shutter", signal("shutter"), "Open", SETTLE, clock);
        assertThat(suspender.reason()).isEmpty();
        pv.set(new Value.Choice(0, List.of("Closed", "Open")));
        assertThat(suspender.reason()).contains("Front-end shutter is Closed, not Open");
        suspender.close();
        pv.set(new Value.Choice(1, List.of("Closed", "Open")));
        assertThat(clock.pending()).as("nothing is planned after the end").isZero();
    }
}
