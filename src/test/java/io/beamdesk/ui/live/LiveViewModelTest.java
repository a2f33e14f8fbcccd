package io.beamdesk.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.document.Event;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.image.Colouring;
import io.beamdesk.image.Levels;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import io.beamdesk.plan.ImageKey;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.PlotModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LiveViewModelTest {
    private final Queue<Runnable> fx = new ArrayDeque<>();
    private final Pulse pulse = new Pulse(fx::add, (_, task) -> task.run(), () -> 0, Duration.ZERO);
    private final LiveViewModel live = new LiveViewModel(pulse);
    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");

    private void drain() {
        for (Runnable task = fx.poll(); task != null; task = fx.poll()) {
            task.run();
        }
    }

    private void feed(String uid, int scan, int points, int done) {
        DemoRuns.run(uid, scan, "foil", 0.1, 0.7, points, done, now).forEach(live::accept);
        drain();
    }

    @Test
    void acceptOfARunPlotsTheRatioAgainstTheReadback() {
        feed("a", 1, 121, 121);
        assertThat(live.choiceProperty().get().orElseThrow().name()).isEqualTo("it / i0");
        assertThat(live.curves().plot().curves()).hasSize(1);
        assertThat(live.curves().plot().curves().getFirst().trace().size()).isEqualTo(121);
        assertThat(live.curves().plot().xAxis()).isEqualTo(new PlotModel.Axis("sample x", "mm", 3));
        assertThat(live.curves().statisticsProperty().get().peak()).isCloseTo(0.1, within(0.06));
        assertThat(live.curves().statisticsProperty().get().fwhm())
                .isCloseTo(0.21 * 2.3548, within(0.03));
    }

    @Test
    void acceptOfAFrameThatStaysInTheDetectorsFileSaysWhereItIs() {
        live.frames().shownProperty().set(true);
        Frame frame =
                new Frame(
                        17,
                        now,
                        "<u2",
                        32,
                        64,
                        new Frame.Elsewhere(Path.of("/mnt/raw/det_1.h5"), "/entry/data/data", 4));
        live.accept(new StreamDatum("d", "r", "descriptor", 4, 5, 1, List.of(frame)));
        drain();
        assertThat(live.frames().presentProperty().get()).isTrue();
        assertThat(live.frames().latestProperty().get()).isEmpty();
        assertThat(live.frames().absenceProperty().get())
                .contains("Frame 17, 64 × 32, is number 5 in det_1.h5");
    }

    @Test
    void acceptOfALinkedTomographyTakesItsRows() {
        live.accept(
                new RunStart(
                        "run",
                        now,
                        Map.of(
                                "definition",
                                "NXtomo",
                                "definition_fields",
                                Map.of("rotation_angle", "rotation"),
                                "plan_args",
                                Map.of("start", 0, "range", 180, "step", 1, "projections", 181))));
        Frame frame =
                new Frame(
                        17,
                        now,
                        "<u2",
                        32,
                        64,
                        new Frame.Elsewhere(Path.of("/mnt/raw/det_1.h5"), "/entry/data/data", 0));
        live.accept(new StreamDatum("d", "r", "descriptor", 0, 1, 1, List.of(frame)));
        live.accept(
                new Event(
                        "e",
                        "descriptor",
                        now,
                        1,
                        Map.of(
                                ImageKey.COLUMN,
                                new Reading(0L, now),
                                "rotation",
                                new Reading(1.5, now))));
        drain();
        assertThat(live.frames().isTomography()).isTrue();
        assertThat(live.frames().absenceProperty().get()).contains("Frame 17");
    }

    @Test
    void acceptOfAHalfMeasuredRunHatchesTheRest() {
        feed("a", 1, 121, 61);
        PlotModel.Planned rest = live.curves().plot().planned().orElseThrow();
        assertThat(rest.from()).isCloseTo(0, within(0.01));
        assertThat(rest.to()).isCloseTo(1.5, within(0.01));
        live.accept(DemoRuns.stop("a", now));
        drain();
        assertThat(live.curves().plot().planned()).isEmpty();
    }

    @Test
    void overlayOfTheRunBeforeIsOnAndCanBeTakenAway() {
        feed("a", 1, 21, 21);
        feed("b", 2, 21, 5);
        assertThat(live.curves().plot().curves().stream().map(Curve::current))
                .containsExactly(true, false);
        live.overlay(live.session().runs().get(1), false);
        assertThat(live.curves().plot().curves()).hasSize(1);
    }

    @Test
    void chooseHoldsForTheRunsToCome() {
        feed("a", 1, 21, 21);
        Quantity.Choice counters =
                live.choicesProperty().get().stream()
                        .filter(c -> c.curves().size() == 3)
                        .findFirst()
                        .orElseThrow();
        live.choose(counters);
        assertThat(live.curves().plot().curves()).hasSize(3);
        live.measureCurve(1);
        assertThat(live.curves().plot().curves().getFirst().name()).isEqualTo("it");
        feed("b", 2, 21, 5);
        assertThat(live.choiceProperty().get()).contains(counters);
    }

    @Test
    void setDrawnFalseKeepsCountingPointsAndCatchesUp() {
        live.setDrawn(false);
        feed("a", 1, 21, 9);
        assertThat(live.current().orElseThrow().points()).isEqualTo(9);
        assertThat(live.curves().plot().curves()).isEmpty();
        live.setDrawn(true);
        assertThat(live.curves().plot().curves().getFirst().trace().size()).isEqualTo(9);
    }

    @Test
    void goIsLockedWhileTheRunHoldsTheAxisAndMovesAfterwards() {
        List<Double> sent = new ArrayList<>();
        CompletableFuture<Void> motion = new CompletableFuture<>();
        MoveTo moveTo =
                new MoveTo(
                        live,
                        (_, target) -> {
                            sent.add(target);
                            return motion;
                        },
                        Runnable::run);
        feed("a", 1, 21, 9);
        assertThat(moveTo.lock())
                .contains("This run holds sample x. Move-to unlocks when it ends.");
        moveTo.go(0.1);
        assertThat(sent).isEmpty();

        live.accept(DemoRuns.stop("a", now));
        drain();
        assertThat(moveTo.lock()).isEmpty();
        moveTo.go(0.1);
        assertThat(sent).containsExactly(0.1);
        assertThat(moveTo.lock()).isPresent();
        motion.completeExceptionally(new IllegalStateException("sample_x: 0.1 mm above 0.0 mm"));
        assertThat(moveTo.outcomeProperty().get())
                .isEqualTo(new MoveTo.Outcome.Refused("sample_x: 0.1 mm above 0.0 mm"));
        assertThat(moveTo.lock()).isEmpty();
    }

    @Test
    void goIsLockedWhileTheEngineIsBusy() {
        MoveTo moveTo = new MoveTo(live, Axes.none(), Runnable::run);
        feed("a", 1, 21, 21);
        moveTo.engineHoldsProperty().set(Optional.of("A run is under way."));
        assertThat(moveTo.lock()).contains("A run is under way.");
    }

    @Test
    void ofAFrameStretchesItsGreys() {
        Pixels pixels =
                RunFrame.of(DemoRuns.frame("a", 1, 60, 80).frames().getFirst(), "").shot().pixels();
        int[] argb = new int[4800];
        Levels levels = new Colouring().paint(pixels, Look.PLAIN, argb);
        assertThat(levels.low()).isBetween(0.0, 150.0);
        assertThat(levels.high()).isBetween(2000.0, 3300.0);
        assertThat(argb[30 * 80 + 36] & 0xFF).isGreaterThan(200);
        assertThat(argb[0] & 0xFF).isLessThan(30);
    }
}
