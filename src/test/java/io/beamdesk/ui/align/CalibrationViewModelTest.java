package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.device.DeviceException;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Pixels;
import io.beamdesk.ui.align.CalibrationViewModel.Step;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;

class CalibrationViewModelTest {
    private final ScriptedSight sight = new ScriptedSight();
    private Optional<String> lock = Optional.empty();
    private Optional<Pixels> frame = Optional.empty();
    private final CalibrationViewModel model =
            new CalibrationViewModel(sight, () -> lock, () -> frame, Runnable::run, Runnable::run);

    private void arrive() {
        CompletableFuture<Void> motion = sight.motion;
        sight.motion = new CompletableFuture<>();
        motion.complete(null);
    }

    @Test
    void twoClicksAndAKnownWayGiveTheSizeOfAPixel() {
        model.wayProperty().set(0.5);
        model.begin();
        assertThat(model.activeProperty().get()).isTrue();
        model.click(new Point2D(60, 50));
        assertThat(model.stepProperty().get()).isInstanceOf(Step.Moving.class);
        model.click(new Point2D(1, 1));
        arrive();
        model.click(new Point2D(160, 50));
        arrive();
        assertThat(sight.shifts).containsExactly(0.5, -0.5);
        Step.Measured measured = (Step.Measured) model.stepProperty().get();
        assertThat(measured.pixelSize()).isCloseTo(0.005, within(1e-12));
        assertThat(measured.tilt()).isZero();
        assertThat(model.activeProperty().get()).isFalse();
        assertThat(sight.calibration).isEqualTo(Calibration.NONE);
        model.accept();
        assertThat(sight.calibration.pixelSize()).hasValue(measured.pixelSize());
        assertThat(model.stepProperty().get()).isInstanceOf(Step.Rest.class);
    }

    @Test
    void changeOfTheZoomGivesTheMeasurementUp() {
        model.begin();
        model.click(new Point2D(60, 50));
        model.forget("The zoom has changed");
        arrive();
        assertThat(model.stepProperty().get()).isInstanceOf(Step.Rest.class);
        assertThat(model.noteProperty().get().text()).startsWith("The zoom has changed");
        sight.calibration = Calibration.NONE.withPixelSize(OptionalDouble.of(0.002));
        model.forget("The zoom has changed");
        assertThat(model.calibrationProperty().get()).isEqualTo(sight.calibration);
    }

    @Test
    void shortWayIsNotTaken() {
        model.begin();
        model.click(new Point2D(60, 50));
        arrive();
        model.click(new Point2D(70, 50));
        assertThat(model.stepProperty().get()).isInstanceOf(Step.Second.class);
        assertThat(model.noteProperty().get().problem()).isTrue();
        model.click(new Point2D(90, 50));
        assertThat(sight.shifts).hasSize(2);
    }

    @Test
    void cameraThatIsTurnedIsSaid() {
        model.begin();
        model.click(new Point2D(0, 0));
        arrive();
        model.click(new Point2D(100, 10));
        arrive();
        assertThat(model.noteProperty().get().text()).contains("5.7°");
        assertThat(model.noteProperty().get().problem()).isTrue();
    }

    @Test
    void axisThatDoesNotMoveEndsItWithTheReason() {
        model.begin();
        model.click(new Point2D(60, 50));
        sight.motion.completeExceptionally(new DeviceException("x", "x: above the limit."));
        assertThat(model.stepProperty().get()).isInstanceOf(Step.Rest.class);
        assertThat(model.noteProperty().get())
                .isEqualTo(new AlignViewModel.Note("x: above the limit.", true));
    }

    @Test
    void clickIsRefusedWhileSomethingHoldsTheAxes() {
        model.begin();
        lock = Optional.of("A run is under way.");
        model.click(new Point2D(60, 50));
        assertThat(sight.shifts).isEmpty();
        assertThat(model.noteProperty().get().text()).isEqualTo("A run is under way.");
    }

    @Test
    void otherModeGivesItUp() {
        model.begin();
        model.activeProperty().set(false);
        assertThat(model.stepProperty().get()).isInstanceOf(Step.Rest.class);
    }

    @Test
    void beamIsWhereItIsClickedOrWhereTheLightIs() {
        model.markBeam();
        model.click(new Point2D(12, 34));
        assertThat(sight.calibration.beam()).contains(new Point2D(12, 34));
        byte[] light = new byte[100];
        light[23] = 100;
        light[24] = 100;
        frame = Optional.of(new Pixels(10, 10, Depth.UINT8, Layout.MONO, light));
        model.beamOfLight();
        assertThat(sight.calibration.beam()).contains(new Point2D(4, 2.5));
        frame = Optional.of(new Pixels(10, 10, Depth.UINT8, Layout.MONO, new byte[100]));
        model.beamOfLight();
        assertThat(model.noteProperty().get().problem()).isTrue();
        model.reset();
        assertThat(sight.calibration)
                .isEqualTo(new Calibration(OptionalDouble.empty(), Optional.empty()));
    }
}
