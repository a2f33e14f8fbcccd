package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.image.Sinusoid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreeClicksTest {
    private static final Sinusoid TRUE = new Sinusoid(500, 40, -70, 0);
    private static final Point2D CROSSHAIR = new Point2D(512, 400);

    private final ScriptedTurntable table = new ScriptedTurntable();
    private Optional<String> locked = Optional.empty();
    private final ThreeClicks clicks =
            new ThreeClicks(Optional.of(table), () -> locked, () -> CROSSHAIR, Runnable::run);

    @BeforeEach
    void begin() {
        clicks.activeProperty().set(true);
    }

    private void click(double off, double row) {
        clicks.click(new Point2D(TRUE.at(table.angle) + off, row));
    }

    private String said() {
        return clicks.noteProperty().get().text();
    }

    @Test
    void threeClicksTurnByQuartersAndGiveTheCurve() {
        click(0, 300);
        click(0, 302);
        assertThat(clicks.clickedProperty().get().fit()).isEmpty();
        click(0, 304);
        assertThat(table.turns).containsExactly(120.0, 210.0);
        assertThat(clicks.clickedProperty().get().fit().orElseThrow().sine())
                .isCloseTo(-70, within(1e-9));
        assertThat(said()).contains("81 pixels off the axis");
        assertThat(clicks.expected().orElseThrow().getX()).isCloseTo(TRUE.at(210), within(1e-9));
    }

    @Test
    void centreSendsTheCurveAndTheMeanHeightToTheCrosshair() {
        click(0, 300);
        click(0, 302);
        click(0, 304);
        clicks.centre();
        assertThat(table.centred).hasSize(1);
        assertThat(table.centred.getFirst().along()).isEqualTo(302);
        assertThat(table.centred.getFirst().place()).isEqualTo(CROSSHAIR);
        assertThat(clicks.activeProperty().get()).isFalse();
    }

    @Test
    void fourthAndFurtherClicksTellHowWellItIsKnown() {
        for (int i = 0; i < 3; i++) {
            click(0, 300);
        }
        clicks.turn();
        click(4, 300);
        assertThat(said()).contains("4 clicks that differ from the curve by 2.0 pixels");
        clicks.turn();
        assertThat(table.turns).endsWith(300.0, 75.0);
    }

    @Test
    void rotationLyingAcrossTheFrameIsFollowedInRows() {
        table.upright = false;
        for (int i = 0; i < 3; i++) {
            clicks.click(new Point2D(300, TRUE.at(table.angle)));
        }
        assertThat(clicks.clickedProperty().get().fit().orElseThrow().cosine())
                .isCloseTo(40, within(1e-9));
        assertThat(clicks.expected().orElseThrow().getX()).isEqualTo(300);
    }

    @Test
    void clicksBeforeAndAfterTheStageHasMovedDoNotMix() {
        click(0, 300);
        table.standing = List.of(0.0, 3.0, 0.0, 0.0);
        click(0, 300);
        assertThat(clicks.clickedProperty().get().clicks()).isEmpty();
        assertThat(said()).contains("has moved since the first click");
    }

    @Test
    void nothingMovesWhileItIsLockedOrOnItsWay() {
        locked = Optional.of("A run is under way.");
        click(0, 300);
        assertThat(said()).isEqualTo("A run is under way.");
        assertThat(table.turns).isEmpty();
        locked = Optional.empty();
        table.motion = new CompletableFuture<>();
        click(0, 300);
        click(0, 300);
        assertThat(clicks.clickedProperty().get().clicks()).hasSize(1);
        assertThat(said()).contains("still on its way");
    }

    @Test
    void turnBeyondTheLimitsSaysSoAndKeepsTheClick() {
        table.limit = 90;
        click(0, 300);
        assertThat(said()).isEqualTo("rotation: 120 deg above 90 deg.");
        assertThat(clicks.clickedProperty().get().clicks()).hasSize(1);
    }

    @Test
    void undoTakesTheLastClickBackAndSwitchingOffForgetsAll() {
        click(0, 300);
        click(50, 300);
        clicks.undo();
        assertThat(clicks.clickedProperty().get().clicks()).hasSize(1);
        clicks.activeProperty().set(false);
        assertThat(clicks.clickedProperty().get().clicks()).isEmpty();
    }
}
