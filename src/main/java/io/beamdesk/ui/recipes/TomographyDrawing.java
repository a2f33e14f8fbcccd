package io.beamdesk.ui.recipes;

import io.beamdesk.recipe.TomographyFields;
import io.beamdesk.recipe.TomographyFields.Flats;
import io.beamdesk.recipe.TomographyFields.Rotation;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import java.util.List;
import java.util.Optional;
import javafx.scene.text.TextAlignment;

/// A tomography: the fan of its angles, its tiles to scale, and the order of the frames in a tile.
final class TomographyDrawing {
    private static final double FAN_SHARE = 0.6;
    private static final double TICK = 5;
    private static final double STRIP = 24;

    private TomographyDrawing() {}

    static void draw(Pen pen, TomographyFields tomography, RecipeDesk desk) {
        double line = pen.line();
        double strip = pen.height() - STRIP - line - Pen.GAP;
        double bottom = strip - line - 3 * Pen.GAP;
        double middle = pen.width() * FAN_SHARE;
        title(pen, 0, 0, "Angles");
        fan(pen, tomography.rotation(), line + Pen.GAP, bottom, middle);
        title(pen, middle + 4 * Pen.GAP, 0, "Tiles");
        desk.view(tomography.detector())
                .ifPresent(view ->
                        pen.text(
                                Face.WORD,
                                Ink.MUTED,
                                TextAlignment.RIGHT,
                                pen.width(),
                                0,
                                "%s × %s mm"
                                        .formatted(
                                                Figures.of(view.width(), 2),
                                                Figures.of(view.height(), 2))));
        tiles(pen, tomography, desk, middle + 4 * Pen.GAP, line + 2 * Pen.GAP, bottom);
        title(pen, 0, strip - line - Pen.GAP, "Order in each tile");
        order(pen, tomography, strip);
    }

    private static void title(Pen pen, double x, double y, String words) {
        pen.text(Face.TITLE, Ink.TEXT, TextAlignment.LEFT, x, y, words);
    }

    private record Fan(Pen pen, double x, double y, double radius) {
        double x(double degrees, double r) {
            return x + r * Math.cos(Math.toRadians(degrees));
        }

        double y(double degrees, double r) {
            return y - r * Math.sin(Math.toRadians(degrees));
        }

        void ray(Ink ink, double thickness, double degrees, double from, double to) {
            pen.path(
                    ink,
                    thickness,
                    List.of(
                            new double[] {x(degrees, from), y(degrees, from)},
                            new double[] {x(degrees, to), y(degrees, to)}));
        }

        void figure(double degrees, String words) {
            double room = pen.widthOf(Face.NUMBER, words) / 2;
            double r = radius + Pen.GAP;
            double beside = Math.cos(Math.toRadians(degrees));
            pen.figure(
                    TextAlignment.CENTER,
                    x(degrees, r) + beside * room,
                    y(degrees, r + pen.line() / 2) - pen.line() / 2,
                    words);
        }
    }

    private static void fan(Pen pen, Rotation rotation, double top, double bottom, double width) {
        double begin = rotation.start();
        double end = begin + rotation.range();
        double turn = Math.clamp(rotation.range(), -360, 360);
        boolean half = Math.min(begin, end) >= 0 && Math.max(begin, end) <= 180;
        double line = pen.line();
        double beside = pen.widthOf(Face.NUMBER, "180°") + 2 * Pen.GAP;
        double below = half ? 2 * line + 2 * Pen.GAP : line + Pen.GAP;
        double room = bottom - top - line - Pen.GAP - below;
        double radius = Math.max(20, Math.min(width / 2 - beside, half ? room : room / 2));
        double spare = Math.max(0, room - (half ? radius : 2 * radius));
        Fan fan = new Fan(pen, width / 2, top + line + Pen.GAP + spare / 2 + radius, radius);
        pen.sector(Ink.SERIES_1, fan.x, fan.y, radius, begin, turn);
        pen.arc(Ink.SERIES_1, 2, fan.x, fan.y, radius, begin, turn);
        ticks(fan, rotation, turn);
        int every = half ? 30 : 45;
        for (int degrees = 0; degrees < (half ? 181 : 360); degrees += every) {
            fan.ray(Ink.AXIS, 1, degrees, radius - 2 * TICK, radius);
            boolean ends = half && degrees % 180 == 0;
            if (!ends) {
                fan.figure(degrees, degrees + "°");
            }
        }
        pen.ring(Ink.TEXT, fan.x, fan.y, 8);
        pen.dot(Ink.TEXT, fan.x, fan.y, 2);
        middle(fan, rotation, half);
        ends(fan, rotation, half, begin, end);
    }

    private static void ticks(Fan fan, Rotation rotation, double turn) {
        double apart = Math.toRadians(Math.abs(rotation.step())) * fan.radius;
        if (apart < 3) {
            fan.pen.arc(
                    Ink.SERIES_1,
                    TICK,
                    fan.x,
                    fan.y,
                    fan.radius - TICK / 2,
                    rotation.start(),
                    turn);
            return;
        }
        for (int i = 0; i < rotation.projections(); i++) {
            double degrees = rotation.start() + i * rotation.step();
            fan.ray(Ink.SERIES_1, 1, degrees, fan.radius - TICK, fan.radius);
        }
    }

    /// The step, and the way it turns.
    private static void middle(Fan fan, Rotation rotation, boolean half) {
        Pen pen = fan.pen;
        double line = pen.line();
        double y = half ? fan.y - fan.radius / 2 - line : fan.y - fan.radius / 2 - line / 2;
        pen.text(
                Face.TITLE,
                Ink.TEXT,
                TextAlignment.CENTER,
                fan.x,
                y,
                Figures.of(Math.abs(rotation.step()), 4) + "°");
        pen.text(Face.WORD, Ink.MUTED, TextAlignment.CENTER, fan.x, y + line, "a step");
        boolean left = rotation.range() > 0;
        double from = left ? 20 : 160;
        double to = left ? 120 : 60;
        double r = 18;
        pen.arc(Ink.TEXT, 1.5, fan.x, fan.y, r, from, to - from);
        double tip = to + (left ? 14 : -14);
        pen.arrow(
                Ink.TEXT,
                fan.x(to, r),
                fan.y(to, r),
                fan.x(tip, r) - fan.x(to, r),
                fan.y(tip, r) - fan.y(to, r));
    }

    /// The first and the last angle, equal dots; the end of a range that is left out is a ring.
    private static void ends(Fan fan, Rotation rotation, boolean half, double begin, double end) {
        Pen pen = fan.pen;
        boolean included = rotation.lastIncluded();
        double last = included ? end : end - rotation.step();
        pen.dot(Ink.SERIES_1, fan.x(begin, fan.radius), fan.y(begin, fan.radius), 5);
        pen.dot(Ink.SERIES_1, fan.x(last, fan.radius), fan.y(last, fan.radius), 5);
        String first = Figures.brief(begin) + "°";
        String closing = Figures.brief(end) + "°";
        if (half) {
            double right = fan.x + fan.radius;
            double leftmost = fan.x - fan.radius;
            boolean fromRight = Math.cos(Math.toRadians(begin)) >= Math.cos(Math.toRadians(end));
            end(pen, fromRight ? right : leftmost, fan.y, first, "first");
            end(
                    pen,
                    fromRight ? leftmost : right,
                    fan.y,
                    closing,
                    included ? "last, included" : "left out");
        } else {
            pen.text(
                    Face.WORD,
                    Ink.MUTED,
                    TextAlignment.CENTER,
                    fan.x,
                    fan.y + fan.radius / 2 - pen.line() / 2,
                    "%s to %s, %s".formatted(first, closing, included ? "included" : "left out"));
        }
    }

    private static void end(Pen pen, double x, double y, String figure, String words) {
        pen.figure(TextAlignment.CENTER, x, y + 2 * Pen.GAP, figure);
        pen.text(
                Face.WORD, Ink.MUTED, TextAlignment.CENTER, x, y + 2 * Pen.GAP + pen.line(), words);
    }

    private static void tiles(
            Pen pen,
            TomographyFields tomography,
            RecipeDesk desk,
            double left,
            double top,
            double bottom) {
        List<Double> heights = heights(tomography);
        Optional<RecipeDesk.View> view = desk.view(tomography.detector());
        double low = heights.stream().mapToDouble(h -> h).min().orElse(0);
        double high = heights.stream().mapToDouble(h -> h).max().orElse(0);
        double tall = view.map(RecipeDesk.View::height).orElse(Math.max(1, (high - low) / 10));
        double wide = view.map(RecipeDesk.View::width).orElse(tall);
        double figures =
                heights.stream()
                                .mapToDouble(h -> pen.widthOf(Face.NUMBER, label(h)))
                                .max()
                                .orElse(0)
                        + 2 * Pen.GAP;
        double numbers = pen.widthOf(Face.NUMBER, Integer.toString(heights.size())) + 2 * Pen.GAP;
        double room = pen.width() - left - figures - numbers;
        double scale = Math.min((bottom - top) / (high - low + tall), room / wide);
        double width = wide * scale;
        double x = left + figures + (room - width) / 2;
        double centre = (top + bottom) / 2;
        double lastFigure = Double.NaN;
        for (int i = 0; i < heights.size(); i++) {
            double y = centre - (heights.get(i) - (low + high) / 2) * scale;
            double half = tall * scale / 2;
            pen.shade(Ink.SERIES_1, x, y - half, width, 2 * half);
            pen.frame(Ink.SERIES_1, x, y - half, width, 2 * half);
            if (Double.isNaN(lastFigure) || Math.abs(lastFigure - y) >= pen.line()) {
                pen.stroke(Ink.AXIS, 1, x - Pen.GAP, y, x, y);
                pen.figure(
                        TextAlignment.RIGHT,
                        x - 2 * Pen.GAP,
                        y - pen.line() / 2,
                        label(heights.get(i)));
                pen.text(
                        Face.NUMBER,
                        Ink.SERIES_1,
                        TextAlignment.LEFT,
                        x + width + Pen.GAP,
                        y - pen.line() / 2,
                        Integer.toString(i + 1));
                lastFigure = y;
            }
        }
    }

    /// Of the tiles, relative to where the sample is or in the axis' coordinate.
    private static List<Double> heights(TomographyFields tomography) {
        return tomography.tiles() == null ? List.of(0.0) : tomography.tiles().positions();
    }

    private static String label(double height) {
        return Figures.brief(height);
    }

    private record Block(int frames, Ink ink, String word) {}

    private static void order(Pen pen, TomographyFields tomography, double top) {
        Optional<Flats> flats = Optional.ofNullable(tomography.flats());
        int flatsBefore = flats.map(Flats::before).orElse(0);
        int flatsAfter = flats.map(Flats::after).orElse(0);
        List<Block> blocks =
                List.of(
                                new Block(tomography.darks().before(), Ink.SERIES_5, "darks"),
                                new Block(flatsBefore, Ink.SERIES_2, "flats"),
                                new Block(tomography.rotation().projections(), Ink.SERIES_1, ""),
                                new Block(flatsAfter, Ink.SERIES_2, "flats"),
                                new Block(tomography.darks().after(), Ink.SERIES_5, "darks"))
                        .stream()
                        .filter(block -> block.frames() > 0)
                        .toList();
        double side = Math.max(pen.widthOf(Face.NUMBER, "10 000"), pen.widthOf(Face.WORD, "darks"));
        double small = side + 2 * Pen.GAP;
        double big = pen.width() - (blocks.size() - 1) * (small + 2);
        double x = 0;
        for (Block block : blocks) {
            boolean projections = block.word().isEmpty();
            double width = projections ? big : small;
            pen.fill(block.ink(), x, top, width, STRIP);
            pen.text(
                    Face.NUMBER,
                    Ink.GROUND,
                    TextAlignment.CENTER,
                    x + width / 2,
                    top + (STRIP - pen.line()) / 2,
                    Figures.of((long) block.frames()) + (projections ? " projections" : ""));
            pen.text(
                    Face.WORD,
                    Ink.MUTED,
                    TextAlignment.CENTER,
                    x + width / 2,
                    top + STRIP + Pen.GAP / 2,
                    block.word());
            x += width + 2;
        }
    }
}
