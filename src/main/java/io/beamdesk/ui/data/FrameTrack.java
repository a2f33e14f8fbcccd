package io.beamdesk.ui.data;

import io.beamdesk.plan.ImageKey;
import io.beamdesk.ui.plot.CanvasRegion;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import java.util.function.IntConsumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// The frames of a dataset as a track: what each is, which one is shown, and what is yet to come,
/// hatched. A click or a drag chooses a frame; arrows step, Home and End lead to the ends.
final class FrameTrack extends CanvasRegion {
    private static final double TOP = 6;
    private static final double THICK = 8;
    private static final double THUMB = 8;
    private static final double HATCH = 6;

    private final IntConsumer choose;
    private FrameKeys keys = FrameKeys.NONE;
    private int frames = 1;
    private int all = 1;
    private int frame;

    FrameTrack(IntConsumer choose) {
        this.choose = choose;
        getStyleClass().add("frame-track");
        setOnMousePressed(this::point);
        setOnMouseDragged(this::point);
        setOnKeyPressed(this::typed);
    }

    /// @param kinds what the frames are
    /// @param count how many there are
    /// @param planned how many there are to be
    void show(FrameKeys kinds, int count, int planned, int now) {
        keys = kinds;
        frames = Math.max(1, count);
        all = Math.max(frames, planned);
        frame = now;
        setAccessibleText("Frame " + now + " of " + count);
        requestPaint();
    }

    private double place(double index, double width) {
        return index / all * width;
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        g.clearRect(0, 0, width, height);
        g.setFill(style().paint(Ink.SERIES_1));
        g.fillRect(0, TOP, place(frames, width), THICK);
        // Runs of the same kind in one go: there may be many frames.
        int begin = 0;
        for (int i = 1; i <= keys.keys().size() && !keys.keys().isEmpty(); i++) {
            if (i == keys.keys().size() || !keys.keys().get(i).equals(keys.keys().get(begin))) {
                boolean flat = keys.is(begin, ImageKey.FLAT);
                if (flat || keys.is(begin, ImageKey.DARK)) {
                    g.setFill(style().paint(flat ? Ink.SERIES_2 : Ink.SERIES_5));
                    double left = place(begin, width);
                    g.fillRect(left, TOP, Math.max(2, place(i, width) - left), THICK);
                }
                begin = i;
            }
        }
        hatch(g, place(frames, width), width);
        double x = Math.clamp(place(frame + 0.5, width), THUMB / 2, width - THUMB / 2);
        g.setFill(style().paint(isFocused() ? Ink.ACCENT : Ink.TEXT));
        g.fillRoundRect(x - THUMB / 2 - 1, 0, THUMB + 2, TOP * 2 + THICK, 4, 4);
        g.setFill(style().paint(Ink.GROUND));
        g.fillRoundRect(x - THUMB / 2 + 1, 2, THUMB - 2, TOP * 2 + THICK - 4, 2, 2);
    }

    private void hatch(GraphicsContext g, double from, double width) {
        if (width - from < 1) {
            return;
        }
        g.save();
        g.beginPath();
        g.rect(from, TOP, width - from, THICK);
        g.clip();
        g.setStroke(style().paint(Ink.HATCH));
        g.setLineWidth(1.5);
        for (double x = from - THICK; x < width + THICK; x += HATCH) {
            g.strokeLine(x, TOP + THICK, x + THICK, TOP);
        }
        g.restore();
        g.setStroke(style().paint(Ink.HATCH));
        g.strokeRect(from + 0.5, TOP + 0.5, width - from - 1, THICK - 1);
    }

    private void point(MouseEvent event) {
        requestFocus();
        choose.accept((int) Math.clamp(event.getX() / getWidth() * all, 0, frames - 1));
        event.consume();
    }

    private void typed(KeyEvent event) {
        boolean taken = true;
        switch (event.getCode()) {
            case RIGHT, UP -> choose.accept(frame + 1);
            case LEFT, DOWN -> choose.accept(frame - 1);
            case PAGE_UP -> choose.accept(frame + Math.max(1, frames / 20));
            case PAGE_DOWN -> choose.accept(frame - Math.max(1, frames / 20));
            case HOME -> choose.accept(0);
            case END -> choose.accept(frames - 1);
            default -> taken = false;
        }
        if (taken) {
            event.consume();
        }
    }

    @Override
    protected double computeMinHeight(double width) {
        return TOP * 2 + THICK;
    }

    @Override
    protected double computePrefHeight(double width) {
        return TOP * 2 + THICK;
    }

    @Override
    protected double computeMaxHeight(double width) {
        return TOP * 2 + THICK;
    }
}
