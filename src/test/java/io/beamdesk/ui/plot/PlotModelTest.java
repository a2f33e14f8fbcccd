package io.beamdesk.ui.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlotModelTest {
    private final PlotModel model = new PlotModel();
    private final Trace trace = new Trace();

    private void fill(double... xs) {
        for (double x : xs) {
            trace.add(x, x * 10);
        }
        model.show(List.of(new Curve("it", trace, 1, true)));
    }

    @Test
    void viewXFollowsTheCurveUntilZoomedAndAgainAfterReset() {
        fill(0, 1, 2);
        assertThat(model.viewX().contains(2)).isTrue();
        trace.add(50, 500);
        assertThat(model.viewX().contains(50)).isTrue();

        model.zoom(new Span(0, 1), new Span(0, 10));
        trace.add(100, 1000);
        assertThat(model.viewX()).isEqualTo(new Span(0, 1));
        assertThat(model.isZoomed()).isTrue();

        model.reset();
        assertThat(model.viewX().contains(100)).isTrue();
        assertThat(model.isZoomed()).isFalse();
    }

    @Test
    void viewXKeepsWhatIsNotYetMeasuredInView() {
        fill(0, 1);
        model.plan(Optional.of(new PlotModel.Planned(1, 10)));
        assertThat(model.viewX().contains(10)).isTrue();
    }

    @Test
    void viewYCoversEveryPointAndChangesRarely() {
        fill(0, 1, 2, 3);
        Span before = model.viewY();
        assertThat(before.contains(30)).isTrue();
        trace.add(4, 30.05);
        assertThat(model.viewY()).isEqualTo(before);
    }

    @Test
    void placeCursorSnapsToThePointAndStepsByPoint() {
        fill(0, 1, 2, 3);
        model.placeCursor(1.2);
        assertThat(model.cursorProperty().get())
                .hasValueSatisfying(c -> assertThat(c.x()).isEqualTo(1));
        model.stepCursor(1);
        assertThat(model.cursorProperty().get().orElseThrow().y()).isEqualTo(20);
        model.stepCursor(-1);
        model.stepCursor(-1);
        model.stepCursor(-1);
        assertThat(model.cursorProperty().get().orElseThrow().x()).isZero();
        model.cursorToEnd(1);
        assertThat(model.cursorProperty().get().orElseThrow().x()).isEqualTo(3);
        model.hideCursor();
        assertThat(model.cursorProperty().get()).isEmpty();
    }

    @Test
    void stepCursorOutOfTheViewTakesTheViewAlong() {
        fill(0, 1, 2, 3, 4, 5);
        model.zoom(new Span(0.5, 2.5), new Span(0, 100));
        model.placeCursor(2);
        model.stepCursor(1);
        assertThat(model.viewX().contains(3)).isTrue();
        assertThat(model.viewX().length()).isEqualTo(2);
    }

    @Test
    void showAnotherCurveKeepsTheCursorAtItsPlace() {
        fill(0, 1, 2, 3);
        model.placeCursor(2);
        Trace other = new Trace();
        other.add(1.9, 7);
        other.add(9, 8);
        model.show(List.of(new Curve("i0", other, 1, true)));
        assertThat(model.cursorProperty().get().orElseThrow().y()).isEqualTo(7);
    }

    @Test
    void viewOfNothingIsStillASpan() {
        assertThat(model.viewX().length()).isPositive();
        assertThat(model.viewY().length()).isPositive();
        model.stepCursor(1);
        assertThat(model.cursorProperty().get()).isEmpty();
    }
}
