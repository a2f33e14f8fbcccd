package io.beamdesk.ui.samples;

import io.beamdesk.sample.SampleState;
import io.beamdesk.ui.plot.CanvasRegion;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.samples.DropShapes.At;
import io.beamdesk.ui.samples.TrayPicture.Mark;
import java.util.List;
import java.util.OptionalDouble;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// The shapes of the places, each with its word.
final class TrayKey extends CanvasRegion {
    private static final double RADIUS = 9;
    private static final double WORD = 6;
    private static final double GAP = 20;
    private static final double EXAMPLE = 91;
    private static final List<SampleState> STATES =
            List.of(
                    SampleState.EMPTY,
                    SampleState.DEFINED,
                    SampleState.SCREENED,
                    SampleState.QUEUED,
                    SampleState.MOUNTED,
                    SampleState.MEASURING,
                    SampleState.MEASURED,
                    SampleState.FAILED);

    private final DropShapes shapes = new DropShapes(style());
    private final Text measure = new Text();

    TrayKey() {
        getStyleClass().add("tray-key");
        setFocusTraversable(false);
        setMouseTransparent(true);
        setAccessibleText("Key of the shapes of the places");
    }

    @Override
    protected double computeMinHeight(double width) {
        return 2 * RADIUS;
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        g.clearRect(0, 0, width, height);
        double words = 0;
        for (SampleState state : STATES) {
            words += width(DropShapes.word(state));
        }
        words += width("Selected");
        // In a narrow window the gaps give way first.
        double gap =
                Math.min(
                        GAP,
                        (width - words - (STATES.size() + 1) * (2 * RADIUS + WORD))
                                / STATES.size());
        double x = RADIUS;
        for (SampleState state : STATES) {
            At at = new At(x, height / 2, RADIUS);
            shapes.draw(g, at, state, false, 0.6);
            shapes.score(g, at, new Mark(state, OptionalDouble.of(EXAMPLE), false));
            x = word(g, DropShapes.word(state), x, height) + gap;
        }
        At at = new At(x, height / 2, RADIUS);
        shapes.selected(g, at);
        shapes.number(g, at, 1);
        word(g, "Selected", x, height);
    }

    private double word(GraphicsContext g, String word, double x, double height) {
        g.setFont(style().font(Face.WORD));
        g.setFill(style().paint(Ink.MUTED));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(word, x + RADIUS + WORD, height / 2);
        return x + RADIUS + WORD + width(word) + RADIUS;
    }

    private double width(String word) {
        measure.setFont(style().font(Face.WORD));
        measure.setText(word);
        return Math.ceil(measure.getLayoutBounds().getWidth());
    }
}
