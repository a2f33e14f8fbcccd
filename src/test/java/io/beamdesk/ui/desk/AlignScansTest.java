package io.beamdesk.ui.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.app.Alignment;
import io.beamdesk.app.Alignments;
import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Settings;
import io.beamdesk.config.Role;
import io.beamdesk.device.epics.Shutter;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.pv.Subscription;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import io.beamdesk.ui.align.PictureDesk;
import io.beamdesk.ui.align.Positions;
import io.beamdesk.ui.align.Scanning;
import io.beamdesk.ui.align.Sight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Autorock and restoring on the simulated beamline, over Channel Access.
@Timeout(180)
class AlignScansTest {
    @TempDir private Path folder;
    private Desk desk;
    private Scanning scanning;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open(Optional.empty(), folder, Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        scanning = new DeskScanning(desk, desk::busy, Runnable::run);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static AutorockRecipe rock(double half) {
        return new AutorockRecipe(
                "Rock",
                new AxisRange("mono_pitch", -half, half, 31),
                true,
                "scaler",
                "i0",
                0.05,
                0.02,
                "",
                "");
    }

    private double pitch() {
        return scanning.position("mono_pitch").orElseThrow();
    }

    @Test
    void autorockFindsTheMaximumAndParksThere() throws Exception {
        double maximum = maximum();
        scanning.move("mono_pitch", maximum + 12).get(60, TimeUnit.SECONDS);
        Outcome outcome = scanning.start(rock(50)).get(120, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(pitch()).isCloseTo(maximum, within(2.0));
    }

    /// Where an autorock over a wide range has left it.
    private double maximum() throws Exception {
        assertThat(scanning.start(rock(60)).get(120, TimeUnit.SECONDS).exitStatus())
                .isEqualTo(ExitStatus.SUCCESS);
        return pitch();
    }

    @Test
    void rangeBeyondALimitIsRefusedBeforeAnythingMoves() {
        double before = pitch();
        assertThatThrownBy(() -> scanning.start(rock(1e6)).get(60, TimeUnit.SECONDS))
                .hasMessageContaining("mono_pitch");
        assertThat(pitch()).isEqualTo(before);
        assertThat(desk.engine().status().started()).isEmpty();
    }

    @Test
    void columnsBeginWithTheCounters() {
        List<String> columns = scanning.columns().stream().map(Scanning.Column::column).toList();
        assertThat(columns.subList(0, 3)).containsExactly("i0", "it", "i2");
        assertThat(columns).contains("ring_current").doesNotContain("detector");
    }

    @Test
    void alignmentIsRefusedBeforeAnythingMovesIfOneOfItsPlacesCannotBeReached() throws Exception {
        Positions positions =
                new DeskPositions(
                        desk, desk::busy, new Alignments(folder.resolve("kept")), Runnable::run);
        double x = positions.position("sample_x").orElseThrow();
        List<Alignment.Place> beyond =
                List.of(
                        new Alignment.Place("sample_x", x + 1, "mm"),
                        new Alignment.Place("sample_y", 1e4, "mm"));
        assertThat(positions.obstacle(beyond.getFirst())).isEmpty();
        assertThat(positions.obstacle(beyond.getLast()).orElseThrow())
                .contains("sample_y")
                .contains("10000");
        assertThatThrownBy(() -> positions.go("Old", beyond).get(30, TimeUnit.SECONDS))
                .hasMessageContaining("sample_y");
        assertThat(positions.position("sample_x")).hasValue(x);
        assertThat(desk.engine().status().started()).isEmpty();
    }

    @Test
    void alignmentInOtherUnitsIsRefused() {
        Positions positions =
                new DeskPositions(
                        desk, desk::busy, new Alignments(folder.resolve("kept")), Runnable::run);
        assertThat(positions.obstacle(new Alignment.Place("sample_x", 1, "um")).orElseThrow())
                .contains("um")
                .contains("mm");
    }

    @Test
    void alignmentGoesBackWithoutAProduct() throws Exception {
        Positions positions =
                new DeskPositions(
                        desk, desk::busy, new Alignments(folder.resolve("kept")), Runnable::run);
        double x = positions.position("sample_x").orElseThrow();
        double y = positions.position("sample_y").orElseThrow();
        Outcome outcome =
                positions
                        .go(
                                "Old",
                                List.of(
                                        new Alignment.Place("sample_y", y + 0.2, "mm"),
                                        new Alignment.Place("sample_x", x + 0.4, "mm")))
                        .get(60, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(positions.position("sample_x").orElseThrow()).isCloseTo(x + 0.4, within(2e-3));
        assertThat(positions.position("sample_y").orElseThrow()).isCloseTo(y + 0.2, within(2e-3));
        assertThat(outcome.products()).isEmpty();
    }

    @Test
    void recordingOfALiveCameraKeepsFramesAndLeavesTheShutter() throws Exception {
        Sight sight = DeskMicroscope.of(desk, Settings.DEFAULT, Runnable::run).orElseThrow();
        sight.acquire(true).get(30, TimeUnit.SECONDS);
        PictureDesk pictures = new DeskPictures(desk, desk::busy, Runnable::run);
        Shutter shutter = desk.beamline().role(Role.FAST_SHUTTER, Shutter.class).orElseThrow();
        CompletableFuture<Void> some = new CompletableFuture<>();
        Set<Shutter.Position> seen = new CopyOnWriteArraySet<>();
        CompletableFuture<Outcome> recorded = pictures.record();
        try (Subscription _ =
                desk.engine()
                        .watch(status -> {
                            seen.add(shutter.position());
                            if (status.points() >= 3) {
                                some.complete(null);
                            }
                        })) {
            CompletableFuture.anyOf(some, recorded).get(60, TimeUnit.SECONDS);
            pictures.stop();
            Outcome outcome = recorded.get(60, TimeUnit.SECONDS);
            assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
            assertThat(outcome.points()).isGreaterThanOrEqualTo(3);
            assertThat(outcome.products()).hasSize(1);
        }
        assertThat(seen).containsExactly(Shutter.Position.CLOSED);
    }
}
