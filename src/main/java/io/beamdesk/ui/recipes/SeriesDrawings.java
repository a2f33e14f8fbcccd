package io.beamdesk.ui.recipes;

import io.beamdesk.plan.XasScan;
import io.beamdesk.recipe.EdgeTable;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.TimeSeriesRecipe;
import io.beamdesk.recipe.XasRecipe;
import io.beamdesk.recipe.XasRegion;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.plot.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.text.TextAlignment;

/// Measurements against energy or time.
final class SeriesDrawings {
    private static final int[] REGION_INKS = {5, 1, 2, 3, 4};

    private SeriesDrawings() {}

    /// The ink of a region, counted from 0; its row in the form has the same.
    static int regionInk(int region) {
        return REGION_INKS[region % REGION_INKS.length];
    }

    /// A measured point with the step that leads to it.
    private record Step(double energyEv, double step, double dwell) {}

    static void xas(Pen pen, Recipe recipe, RecipeDesk desk) {
        XasRecipe xas = (XasRecipe) recipe;
        List<XasScan.Point> points = xas.points();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            int of = points.size() > 1 ? Math.max(i, 1) : 0;
            steps.add(
                    new Step(
                            points.get(i).energyEv(),
                            of == 0 ? 0 : points.get(of).energyEv() - points.get(of - 1).energyEv(),
                            points.get(i).dwell().toNanos() / 1e9));
        }
        Span energies =
                new Span(points.getFirst().energyEv(), points.getLast().energyEv()).padded(0.02);
        double line = pen.line();
        double strip = 12;
        double plot = (pen.height() - 4 * line - strip - 6 * Pen.GAP) / 2;
        Span stepSpan = upTo(steps, Step::step);
        Span dwellSpan = upTo(steps, Step::dwell);
        double left = Math.max(pen.roomFor(stepSpan, plot), pen.roomFor(dwellSpan, plot));
        double right = pen.width() - 2 * Pen.GAP;
        Pen.Frame upper =
                new Pen.Frame(
                        left, line + Pen.GAP, right, line + Pen.GAP + plot, energies, stepSpan);
        double second = upper.bottom() + strip + 3 * Pen.GAP + line;
        Pen.Frame lower = new Pen.Frame(left, second, right, second + plot, energies, dwellSpan);
        curve(pen, xas, upper, "Step", "eV", steps, Step::step, false);
        for (Step step : steps) {
            int region = region(xas, step.energyEv());
            double px = upper.px(step.energyEv());
            pen.stroke(
                    Ink.series(regionInk(region)),
                    1,
                    px,
                    upper.bottom() + Pen.GAP,
                    px,
                    upper.bottom() + Pen.GAP + strip);
        }
        curve(pen, xas, lower, "Dwell", "s", steps, Step::dwell, true);
        pen.text(
                Face.WORD,
                Ink.MUTED,
                TextAlignment.RIGHT,
                right,
                lower.bottom() + line + Pen.GAP,
                "energy (eV)");
    }

    private static Span upTo(List<Step> steps, ToDoubleFunction<Step> value) {
        return new Span(0, steps.stream().mapToDouble(value).max().orElse(1) * 1.1);
    }

    private static int region(XasRecipe xas, double energyEv) {
        for (int i = 0; i < xas.regions().size(); i++) {
            // A point that two regions share belongs to the one that ends there.
            if (energyEv - xas.edgeEv() <= xas.regions().get(i).end() + 1e-6) {
                return i;
            }
        }
        return xas.regions().size() - 1;
    }

    private static void curve(
            Pen pen,
            XasRecipe xas,
            Pen.Frame frame,
            String title,
            String unit,
            List<Step> steps,
            ToDoubleFunction<Step> value,
            boolean figures) {
        pen.text(
                Face.TITLE,
                Ink.TEXT,
                TextAlignment.LEFT,
                0,
                frame.top() - pen.line() - Pen.GAP,
                title);
        pen.text(
                Face.WORD,
                Ink.MUTED,
                TextAlignment.LEFT,
                pen.widthOf(Face.TITLE, title) + Pen.GAP,
                frame.top() - pen.line() - Pen.GAP,
                unit);
        for (int i = 0; i < xas.regions().size(); i++) {
            XasRegion region = xas.regions().get(i);
            double from = frame.px(xas.edgeEv() + region.begin());
            double to = frame.px(xas.edgeEv() + region.end());
            pen.shade(
                    Ink.series(regionInk(i)),
                    from,
                    frame.top(),
                    to - from,
                    frame.bottom() - frame.top());
        }
        pen.axes(frame, figures);
        List<double[]> curve = new ArrayList<>();
        for (Step step : steps) {
            curve.add(
                    new double[] {frame.px(step.energyEv()), frame.py(value.applyAsDouble(step))});
        }
        pen.inside(frame, () -> pen.path(Ink.TEXT, 2, curve));
        edges(pen, xas, frame, !figures);
    }

    private static void edges(Pen pen, XasRecipe xas, Pen.Frame frame, boolean named) {
        Optional<EdgeTable.Element> element =
                EdgeTable.get().elements().stream()
                        .filter(e -> e.symbol().equals(xas.element()))
                        .findFirst();
        for (Map.Entry<String, Double> edge :
                element.map(EdgeTable.Element::edges).orElse(Map.of()).entrySet()) {
            boolean own = edge.getKey().equals(xas.edge());
            double energy = own ? xas.edgeEv() : edge.getValue();
            if (!frame.x().contains(energy)) {
                continue;
            }
            double px = frame.px(energy);
            if (own) {
                pen.stroke(Ink.TEXT, 1.5, px, frame.top(), px, frame.bottom());
            } else {
                pen.dashed(Ink.WAIT, px, frame.top(), px, frame.bottom());
            }
            if (named) {
                pen.text(
                        Face.TITLE,
                        own ? Ink.TEXT : Ink.WAIT_TEXT,
                        TextAlignment.LEFT,
                        px + Pen.GAP,
                        frame.top(),
                        xas.element() + " " + edge.getKey());
            }
        }
        for (NeighbourEdges.Neighbour neighbour : NeighbourEdges.neighbours(xas)) {
            double px = frame.px(neighbour.energyEv());
            pen.dashed(Ink.WAIT, px, frame.top(), px, frame.bottom());
            if (named) {
                pen.text(
                        Face.TITLE,
                        Ink.WAIT_TEXT,
                        TextAlignment.RIGHT,
                        px - Pen.GAP,
                        frame.top(),
                        neighbour.symbol() + " K");
            }
        }
    }

    static void timeSeries(Pen pen, Recipe recipe, RecipeDesk desk) {
        TimeSeriesRecipe series = (TimeSeriesRecipe) recipe;
        double exposure = series.detectors().isEmpty() ? 0 : series.exposure();
        double pace = Math.max(series.period(), exposure);
        Double duration = series.duration();
        Integer count = series.count();
        double end =
                duration != null ? duration : count == null ? pace : Math.max(pace * count, 1e-3);
        long measured = count != null ? count : pace > 0 ? (long) Math.ceil(end / pace) : 1;
        double line = pen.line();
        Pen.Frame frame =
                new Pen.Frame(
                        2 * Pen.GAP,
                        line + Pen.GAP,
                        pen.width() - 2 * Pen.GAP,
                        Math.min(pen.height() - 2 * line - 2 * Pen.GAP, line + 48),
                        new Span(0, end),
                        new Span(0, 1));
        boolean apart = pace > 0 && frame.px(pace) - frame.px(0) >= 3;
        if (apart) {
            for (long i = 0; i < measured; i++) {
                double from = frame.px(i * pace);
                double width = Math.max(1, frame.px(exposure) - frame.px(0) - 1);
                pen.fill(Ink.SERIES_1, from, frame.top(), width, frame.bottom() - frame.top());
            }
        } else {
            pen.fill(
                    Ink.SERIES_1,
                    frame.left(),
                    frame.top(),
                    frame.right() - frame.left(),
                    frame.bottom() - frame.top());
        }
        pen.stroke(Ink.AXIS, 1, frame.left(), frame.bottom(), frame.right(), frame.bottom());
        pen.figure(TextAlignment.CENTER, frame.left(), frame.bottom() + Pen.GAP, "0");
        pen.figure(
                TextAlignment.RIGHT,
                frame.right(),
                frame.bottom() + Pen.GAP,
                Figures.brief(end) + " s");
        pen.text(
                Face.WORD,
                Ink.MUTED,
                TextAlignment.LEFT,
                0,
                0,
                Figures.of(measured)
                        + " measurements, "
                        + Figures.brief(pace)
                        + " s start to start"
                        + (apart ? "" : "; too close to tell apart here"));
    }
}
