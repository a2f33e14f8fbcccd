package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import io.beamdesk.ui.align.CountingViewModel.Counter;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountingViewModelTest {
    private static final List<String> GAINS = List.of("1e4 V/A", "1e5 V/A", "1e6 V/A", "1e7 V/A");

    private final LocalProvider pvs = new LocalProvider();
    private final LocalPv count = pvs.create("sc.CNT", new Value.Whole(0));
    private final LocalPv repeat = pvs.create("sc.CONT", new Value.Whole(0));
    private final LocalPv elapsed = pvs.create("sc.T", new Value.Floating(1));
    private final LocalPv preset = pvs.create("sc.TP", new Value.Floating(1));

    // Nobody but the counter reads it.
    {
        var _ = pvs.create("sc.S2", new Value.Floating(2_815_175));
    }

    private final LocalPv it = pvs.create("sc.S3", new Value.Floating(10_136_162));
    private final LocalPv i2 = pvs.create("sc.S4", new Value.Floating(6_450_848));
    private final LocalPv i0Gain = pvs.create("g0", new Value.Choice(1, GAINS));
    private final LocalPv itGain = pvs.create("gt", new Value.Choice(2, GAINS));
    private final LocalPv i2Gain = pvs.create("g2", new Value.Choice(3, GAINS));
    private Optional<String> held = Optional.empty();
    private CountingViewModel model = open();

    private CountingViewModel open() {
        Pulse pulse =
                new Pulse(Runnable::run, (_, task) -> task.run(), System::nanoTime, Duration.ZERO);
        return new CountingViewModel(
                new CountingViewModel.Wires(
                        PvName.of("loc://sc"),
                        List.of(
                                new Counter("i0", 2, Optional.of(PvName.of("loc://g0"))),
                                new Counter("it", 3, Optional.of(PvName.of("loc://gt"))),
                                new Counter("i2", 4, Optional.of(PvName.of("loc://g2")))),
                        OptionalDouble.of(50e6)),
                () -> held,
                new Pvs(pvs),
                pulse,
                () -> Instant.EPOCH,
                Runnable::run);
    }

    @BeforeEach
    void follow() {
        for (LocalPv pv : List.of(count, repeat, preset, i0Gain, itGain, i2Gain)) {
            pv.onWrite(wanted -> {
                pv.set(wanted);
                return CompletableFuture.completedFuture(null);
            });
        }
    }

    @AfterEach
    void close() {
        model.close();
        pvs.close();
    }

    @Test
    void absorptionIsCorrectedForTheGains() {
        assertThat(Figures.of(model.sampleAbsorption(), 2)).isEqualTo("1.02");
        assertThat(model.referenceAbsorption())
                .isCloseTo(Math.log(10_136_162e-6 / 6_450_848e-7), within(1e-12));
    }

    @Test
    void absorptionIsUnknownWhereAGainCannotBeTrusted() {
        itGain.set(new Value.Choice(2, GAINS), new Alarm(Severity.INVALID, "COMM"));
        assertThat(model.sampleAbsorption()).isNaN();
        assertThat(model.referenceAbsorption()).isNaN();
    }

    @Test
    void rateIsCountsOverElapsedWithoutTheGain() {
        elapsed.set(0.5);
        assertThat(model.lines().getFirst().rate(model.elapsed())).isEqualTo(5_630_350);
        elapsed.set(0);
        assertThat(model.lines().getFirst().rate(model.elapsed())).isNaN();
    }

    @Test
    void loadWarnsNearFullScale() {
        CounterLine line = model.lines().get(1);
        assertThat(line.share(1)).isCloseTo(0.2027, within(1e-4));
        assertThat(line.load(1)).isEqualTo(CounterLine.Load.NORMAL);
        it.set(40e6);
        assertThat(line.load(1)).isEqualTo(CounterLine.Load.HIGH);
        it.set(47.5e6);
        assertThat(line.load(1)).isEqualTo(CounterLine.Load.SATURATED);
    }

    @Test
    void stepGainGoesToTheNextAndNotBeyondTheLast() {
        CounterLine line = model.lines().get(2);
        model.stepGain(line, -1);
        assertThat(line.gain()).isEqualTo("1e6 V/A");
        model.stepGain(line, 1);
        model.stepGain(line, 1);
        assertThat(line.gain()).isEqualTo("1e7 V/A");
        i2.set(1);
        assertThat(line.counts()).isEqualTo(1);
    }

    @Test
    void countBeginsAndEnds() {
        model.count();
        assertThat(model.isCounting()).isTrue();
        model.count();
        assertThat(model.isCounting()).isFalse();
        model.setRepeating(true);
        assertThat(model.isRepeating()).isTrue();
    }

    @Test
    void nothingIsWrittenWhileARunCounts() {
        held = Optional.of("A run is under way.");
        model.count();
        model.setRepeating(true);
        model.stepGain(model.lines().getFirst(), 1);
        model.countTime().edit("5");
        model.countTime().commit();
        assertThat(model.isCounting()).isFalse();
        assertThat(model.isRepeating()).isFalse();
        assertThat(model.lines().getFirst().gain()).isEqualTo("1e5 V/A");
        assertThat(preset.value().number()).hasValue(1);
        assertThat(model.noteProperty().get().text()).isEqualTo("A run is under way.");
        assertThat(model.countTime().reasonProperty().get()).isEqualTo("A run is under way.");
    }

    @Test
    void refusedWriteIsSaid() {
        count.setAccess(new Access(true, false));
        model.count();
        assertThat(model.noteProperty().get().problem()).isTrue();
        assertThat(model.noteProperty().get().text()).startsWith("Counting: ").contains("sc.CNT");
        assertThat(model.isCounting()).isFalse();
    }
}
