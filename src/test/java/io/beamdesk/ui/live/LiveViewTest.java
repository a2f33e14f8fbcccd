package io.beamdesk.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.plot.Plot;
import io.beamdesk.ui.plot.PlotModel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LiveViewTest extends FxRobot {
    private final Pulse pulse =
            new Pulse(Platform::runLater, (_, task) -> task.run(), () -> 0, Duration.ZERO);
    private final LiveViewModel live = new LiveViewModel(pulse);
    private final List<Double> sent = new CopyOnWriteArrayList<>();
    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final MoveTo moveTo =
            new MoveTo(
                    live,
                    (_, target) -> {
                        sent.add(target);
                        return CompletableFuture.completedFuture(null);
                    },
                    Platform::runLater);

    @Start
    void start(Stage stage) {
        Theme theme = new Theme(false);
        LiveView view = new LiveView(live, moveTo, Optional.empty(), ZoneOffset.UTC, () -> {});
        Scene scene = new Scene((javafx.scene.Parent) view.root(), 1000, 700);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    private void feed(int done) {
        DemoRuns.run("a", 1, "foil", 0.1, 0.7, 121, done, now).forEach(live::accept);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Plot plot() {
        return lookup(".plot").queryAs(Plot.class);
    }

    private double cursor() {
        return live.curves()
                .plot()
                .cursorProperty()
                .get()
                .map(PlotModel.Cursor::x)
                .orElse(Double.NaN);
    }

    @Test
    void emptyStateSaysWhatToDoFirst() {
        assertThat(lookup("No run yet in this session").tryQuery()).isPresent();
        feed(5);
        assertThat(lookup(".empty-state").query().isVisible()).isFalse();
    }

    @Test
    void builtAfterARunItShowsTheRun() {
        feed(121);
        interact(() -> {
            LiveView late = new LiveView(live, moveTo, Optional.empty(), ZoneOffset.UTC, () -> {});
            assertThat(late.root().lookup(".empty-state").isVisible()).isFalse();
        });
    }

    @Test
    void arrowKeysStepTheCursorByAPoint() {
        feed(121);
        clickOn(plot());
        double at = cursor();
        type(KeyCode.RIGHT);
        assertThat(cursor() - at).isBetween(0.015, 0.035);
        type(KeyCode.LEFT).type(KeyCode.LEFT);
        assertThat(cursor()).isLessThan(at);
        type(KeyCode.HOME);
        assertThat(cursor()).isLessThan(-1.45);
    }

    @Test
    void wheelZoomsAndDoubleClickShowsEverythingAgain() {
        feed(121);
        moveTo(plot());
        scroll(3, javafx.geometry.VerticalDirection.UP);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(live.curves().plot().isZoomed()).isTrue();
        doubleClickOn(plot());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(live.curves().plot().isZoomed()).isFalse();
    }

    @Test
    void dragZoomsToTheRectangle() {
        feed(121);
        moveTo(plot())
                .moveBy(-60, -60)
                .drag(javafx.scene.input.MouseButton.PRIMARY)
                .dropBy(120, 120);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(live.curves().plot().isZoomed()).isTrue();
        assertThat(live.curves().plot().viewX().length()).isLessThan(1.5);
    }

    @Test
    void moveToIsLockedDuringTheRunAndSaysSo() {
        feed(60);
        Button move = lookup("#move-to-peak").queryButton();
        assertThat(move.isDisabled()).isTrue();
        assertThat(lookup("#move-to-note").queryAs(Label.class).getText())
                .startsWith("This run holds sample x");
        live.accept(DemoRuns.stop("a", now));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(move.isDisabled()).isFalse();
        interact(move::fire);
        assertThat(sent).hasSize(1);
    }
}
