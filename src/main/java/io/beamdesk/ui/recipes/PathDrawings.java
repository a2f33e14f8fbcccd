package io.beamdesk.ui.recipes;

import io.beamdesk.image.ImageScale;
import io.beamdesk.plan.path.Grid;
import io.beamdesk.plan.path.Line;
import io.beamdesk.plan.path.Positions;
import io.beamdesk.plan.path.Trajectory;
import io.beamdesk.pv.Range;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.ListScanRecipe;
import io.beamdesk.recipe.MapRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.plot.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.text.TextAlignment;

/// Where the points of a scan are: on one axis between its limits, or as a path over two.
final class PathDrawings {
    private static final int MOST_DRAWN = 4000;
    private static final int MOST_TICKS = 200;

    private PathDrawings() {}

    static void stepScan(Pen pen, Recipe recipe, RecipeDesk desk) {
        StepScanRecipe scan = (StepScanRecipe) recipe;
        List<String> axes = scan.axes().stream().map(StepScanRecipe.AxisRange::device).toList();
        draw(
                pen,
                desk,
                axes,
                new Grid(
                        scan.axes().stream().map(StepScanRecipe.AxisRange::line).toList(),
                        scan.snaked()),
                scan.relative());
    }

    static void map(Pen pen, Recipe recipe, RecipeDesk desk) {
        MapRecipe map = (MapRecipe) recipe;
        draw(
                pen,
                desk,
                map.axes().stream().map(MapRecipe.Side::device).toList(),
                new Grid(map.axes().stream().map(MapRecipe.Side::line).toList(), map.snaked()),
                map.relative());
    }

    static void list(Pen pen, Recipe recipe, RecipeDesk desk) {
        ListScanRecipe list = (ListScanRecipe) recipe;
        draw(pen, desk, list.axes(), new Positions(list.positions()), list.relative());
    }

    static void autorock(Pen pen, Recipe recipe, RecipeDesk desk) {
        AutorockRecipe rock = (AutorockRecipe) recipe;
        Line line = rock.axis().line();
        draw(
                pen,
                desk,
                List.of(rock.axis().device()),
                new Grid(List.of(line), false),
                rock.relative());
    }

    /// An axis as the desk knows it, and what is added to the recipe's positions.
    private record Where(
            String name,
            String label,
            String units,
            int precision,
            Range limits,
            double now,
            double origin) {
        static Where of(RecipeDesk desk, String name, boolean relative) {
            Optional<RecipeDesk.AxisState> state =
                    desk.axes().stream().filter(a -> a.name().equals(name)).findFirst();
            double now =
                    state.filter(a -> a.position().isPresent())
                            .map(a -> a.position().getAsDouble())
                            .orElse(Double.NaN);
            return new Where(
                    name,
                    state.map(RecipeDesk.AxisState::label).orElse(name),
                    state.map(RecipeDesk.AxisState::units).orElse(""),
                    state.map(RecipeDesk.AxisState::precision).orElse(3),
                    state.map(RecipeDesk.AxisState::limits).orElse(Range.NONE),
                    now,
                    relative ? Double.isFinite(now) ? now : 0 : 0);
        }

        String figure(double value) {
            return Figures.of(value, precision);
        }
    }

    private static void draw(
            Pen pen, RecipeDesk desk, List<String> axes, Trajectory path, boolean relative) {
        // The last axis is the fast one: it lies across.
        int across = axes.size() - 1;
        Where x = Where.of(desk, axes.get(across), relative);
        if (axes.size() == 1) {
            line(pen, x, path);
        } else {
            Where y = Where.of(desk, axes.get(across - 1), relative);
            plane(
                    pen,
                    x,
                    y,
                    path,
                    across,
                    desk.sights().lastMap().filter(m -> m.scale().isOf(x.name(), y.name())));
        }
    }

    private static void line(Pen pen, Where axis, Trajectory path) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < path.size(); i++) {
            double at = axis.origin() + path.coordinate(i, 0);
            low = Math.min(low, at);
            high = Math.max(high, at);
        }
        double left = axis.limits().isSet() ? Math.min(low, axis.limits().low()) : low;
        double right = axis.limits().isSet() ? Math.max(high, axis.limits().high()) : high;
        if (Double.isFinite(axis.now())) {
            left = Math.min(left, axis.now());
            right = Math.max(right, axis.now());
        }
        double line = pen.line();
        double y = 2 * line + Pen.GAP;
        Pen.Frame frame =
                new Pen.Frame(
                        2 * Pen.GAP,
                        0,
                        pen.width() - 2 * Pen.GAP,
                        pen.height(),
                        new Span(left, right),
                        new Span(0, 1));
        pen.stroke(Ink.AXIS, 1, frame.left(), y, frame.right(), y);
        int every = Math.max(1, path.size() / MOST_TICKS);
        for (int i = 0; i < path.size(); i++) {
            double at = axis.origin() + path.coordinate(i, 0);
            boolean outside = !axis.limits().contains(at);
            if (i % every == 0 || i == path.size() - 1) {
                double px = frame.px(at);
                pen.stroke(outside ? Ink.FAULT : Ink.SERIES_1, 1.5, px, y - 8, px, y + 8);
            }
        }
        ends(pen, frame, y + 12, axis.figure(low), low, axis.figure(high), high);
        if (axis.limits().isSet()) {
            ends(
                    pen,
                    frame,
                    y + 12 + line,
                    "limit " + Figures.brief(axis.limits().low()),
                    axis.limits().low(),
                    "limit " + Figures.brief(axis.limits().high()),
                    axis.limits().high());
        }
        if (Double.isFinite(axis.now())) {
            double px = frame.px(axis.now());
            pen.triangle(Ink.TEXT, px, y - 10, 6);
            pen.figure(TextAlignment.CENTER, px, 0, "now " + axis.figure(axis.now()));
        }
    }

    /// Two figures below an axis, moved apart where they would meet.
    private static void ends(
            Pen pen, Pen.Frame frame, double y, String first, double a, String last, double b) {
        double half = (pen.widthOf(Face.NUMBER, first) + pen.widthOf(Face.NUMBER, last)) / 2;
        double from = frame.px(a);
        double to = frame.px(b);
        double missing = Math.max(0, half + 2 * Pen.GAP - (to - from)) / 2;
        if (a == b) {
            pen.figure(TextAlignment.CENTER, from, y, first);
        } else {
            pen.figure(TextAlignment.CENTER, from - missing, y, first);
            pen.figure(TextAlignment.CENTER, to + missing, y, last);
        }
    }

    /// A map that was measured before, where its pixels are; none of other axes, or whose rows went
    /// along the other one.
    private static void draw(Pen pen, Pen.Frame frame, Backdrop map, Where x, Where y) {
        ImageScale.Side across = map.scale().across();
        ImageScale.Side down = map.scale().down();
        if (!across.device().equals(x.name()) || !down.device().equals(y.name())) {
            return;
        }
        pen.image(
                map.image(),
                frame.px(across.position(0)),
                frame.py(down.position(0)),
                frame.px(across.position(map.columns())),
                frame.py(down.position(map.rows())));
    }

    private static void plane(
            Pen pen, Where x, Where y, Trajectory path, int across, Optional<Backdrop> beneath) {
        double[][] bounds = {
            {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY},
            {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}
        };
        for (int i = 0; i < path.size(); i++) {
            double[] at = at(path, i, x, y, across);
            for (int j = 0; j < 2; j++) {
                bounds[j][0] = Math.min(bounds[j][0], at[j]);
                bounds[j][1] = Math.max(bounds[j][1], at[j]);
            }
        }
        Span wide = new Span(bounds[0][0], bounds[0][1]).padded(0.05);
        Span tall = new Span(bounds[1][0], bounds[1][1]).padded(0.05);
        double top = pen.line() + Pen.GAP;
        double bottom = pen.height() - 2 * pen.line() - Pen.GAP;
        double left = pen.roomFor(tall, bottom - top);
        Pen.Frame frame = new Pen.Frame(left, top, pen.width() - 2 * Pen.GAP, bottom, wide, tall);
        pen.axes(frame, true);
        beneath.ifPresent(map -> pen.inside(frame, () -> draw(pen, frame, map, x, y)));
        pen.text(Face.WORD, Ink.MUTED, TextAlignment.LEFT, 0, 0, name(y));
        pen.text(
                Face.WORD,
                Ink.MUTED,
                TextAlignment.RIGHT,
                frame.right(),
                pen.height() - pen.line(),
                name(x));
        List<double[]> points = new ArrayList<>();
        int drawn = Math.min(path.size(), MOST_DRAWN);
        for (int i = 0; i < drawn; i++) {
            double[] at = at(path, i, x, y, across);
            points.add(new double[] {frame.px(at[0]), frame.py(at[1])});
        }
        pen.inside(frame, () -> pen.path(Ink.SERIES_5, 1, points));
        double radius = Math.clamp(90.0 / Math.sqrt(drawn), 1, 4);
        for (int i = 0; i < drawn; i++) {
            double[] at = at(path, i, x, y, across);
            boolean allowed = x.limits().contains(at[0]) && y.limits().contains(at[1]);
            pen.dot(
                    allowed ? Ink.SERIES_1 : Ink.FAULT,
                    points.get(i)[0],
                    points.get(i)[1],
                    allowed ? radius : radius + 1);
        }
        pen.ring(Ink.TEXT, points.getFirst()[0], points.getFirst()[1], radius + 4);
        if (frame.x().contains(x.now()) && frame.y().contains(y.now())) {
            double px = frame.px(x.now());
            double py = frame.py(y.now());
            pen.stroke(Ink.TEXT, 2, px - 7, py, px + 7, py);
            pen.stroke(Ink.TEXT, 2, px, py - 7, px, py + 7);
        }
        pen.text(
                Face.WORD,
                Ink.MUTED,
                TextAlignment.RIGHT,
                frame.right(),
                0,
                drawn < path.size()
                        ? "○ first, the first " + Figures.of((long) drawn) + " are drawn"
                        : "○ first, + now");
    }

    private static String name(Where axis) {
        return axis.label() + (axis.units().isEmpty() ? "" : " (" + axis.units() + ")");
    }

    private static double[] at(Trajectory path, int i, Where x, Where y, int across) {
        return new double[] {
            x.origin() + path.coordinate(i, across), y.origin() + path.coordinate(i, across - 1)
        };
    }
}
