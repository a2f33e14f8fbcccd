package io.beamdesk.ui.queue;

import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.Schedule;
import io.beamdesk.ui.plot.CanvasRegion;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// What runs when, where now is, and when the queue ends: one canvas, painted when something has
/// changed. A click on a block chooses its item.
final class TimeLine extends CanvasRegion {
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(16);
    private static final double PAST = 0.1;
    private static final double SIDE = 16;
    private static final double SCALE = 36;
    private static final double GAP = 2;
    private static final double BOTTOM = 12;
    private static final double PER_TICK = 104;
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(4));

    private record Block(double from, double to, String id) {}

    private final Times times;
    private final Text measure = new Text();
    private final List<Block> blocks = new ArrayList<>();
    private QueuePicture picture = QueuePicture.EMPTY;
    private List<String> chosen = List.of();
    private double share;
    private Instant from = Instant.EPOCH;
    private Duration span = SHORTEST;

    /// @param choose takes the id of the item that was clicked
    TimeLine(Times times, Consumer<String> choose) {
        this.times = times;
        getStyleClass().add("time-line");
        setFocusTraversable(false);
        setOnMouseClicked(event ->
                blocks.stream()
                        .filter(b -> event.getX() >= b.from() && event.getX() <= b.to())
                        .findFirst()
                        .ifPresent(b -> choose.accept(b.id())));
    }

    void show(QueuePicture now) {
        picture = now;
        requestPaint();
    }

    void choose(List<String> ids) {
        chosen = ids;
        requestPaint();
    }

    void progress(double now) {
        if (Math.abs(now - share) > 0.005 || now < share) {
            share = now;
            requestPaint();
        }
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        g.clearRect(0, 0, width, height);
        window();
        ticks(g, height);
        past(g, height);
        items(g, height);
        end(g, height);
        now(g, height);
        setAccessibleText(
                "Time line: "
                        + picture.ends()
                                .map(e -> "the queue ends " + times.of(e, picture.asOf()))
                                .orElse("no end known"));
    }

    private void window() {
        Instant now = picture.asOf();
        Instant last = now;
        for (Schedule.Slot slot : picture.schedule().times()) {
            last = slot.ends().filter(last::isBefore).orElse(last);
        }
        if (picture.state().running().isPresent()) {
            last = picture.slot(0).ends().filter(last::isBefore).orElse(last);
        }
        // Room at the end for the words that say when that is.
        Duration ahead = Duration.between(now, last).multipliedBy(6).dividedBy(5);
        ahead = ahead.compareTo(SHORTEST) < 0 ? SHORTEST : ahead;
        ahead = ahead.compareTo(LONGEST) > 0 ? LONGEST : ahead;
        Duration back = Duration.ofSeconds((long) (ahead.toSeconds() * PAST / (1 - PAST)));
        from = now.minus(back);
        span = ahead.plus(back);
    }

    private double x(Instant when) {
        return SIDE
                + (getWidth() - 2 * SIDE)
                        * Duration.between(from, when).toMillis()
                        / Math.max(1, span.toMillis());
    }

    private void ticks(GraphicsContext g, double height) {
        double most = Math.max(2, (getWidth() - 2 * SIDE) / PER_TICK);
        Duration step =
                STEPS.stream()
                        .filter(s -> (double) span.toMillis() / s.toMillis() <= most)
                        .findFirst()
                        .orElse(STEPS.getLast());
        ZoneId zone = times.zone();
        ZonedDateTime first = from.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        long skipped = Duration.between(first.toInstant(), from).dividedBy(step) + 1;
        Instant tick = first.toInstant().plus(step.multipliedBy(skipped));
        Instant until = from.plus(span);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.CENTER);
        g.setFont(style().font(Face.NUMBER));
        while (tick.isBefore(until)) {
            double at = Math.round(x(tick)) + 0.5;
            g.setStroke(style().paint(Ink.GRID));
            g.setLineWidth(1);
            g.strokeLine(at, SCALE - 8, at, height - BOTTOM);
            String word = times.of(tick, picture.asOf());
            double half = width(word, style().font(Face.NUMBER)) / 2;
            if (at - half >= SIDE && at + half <= getWidth() - SIDE) {
                g.setFill(style().paint(Ink.MUTED));
                g.fillText(word, at, SCALE / 2);
            }
            tick = tick.plus(step);
        }
    }

    private void past(GraphicsContext g, double height) {
        for (HistoryEntry run : picture.state().recent()) {
            if (run.ended().isAfter(from)) {
                double left = Math.max(SIDE, Math.round(x(run.started())));
                double right = Math.round(x(run.ended())) - GAP;
                g.setFill(style().paint(Ink.PAST_LINE));
                g.fillRect(left, SCALE, Math.max(1, right - left), height - SCALE - BOTTOM);
                if (right - left > 3) {
                    g.setFill(style().paint(Ink.PAST));
                    g.fillRect(left + 1, SCALE + 1, right - left - 2, height - SCALE - BOTTOM - 2);
                }
            }
        }
    }

    private void items(GraphicsContext g, double height) {
        blocks.clear();
        double drawnTo = -1;
        double edge = getWidth() - SIDE;
        for (int row = 0; row < picture.rows().size(); row++) {
            Schedule.Slot slot = picture.slot(row);
            if (slot.starts().isEmpty() || slot.ends().isEmpty()) {
                continue;
            }
            double left = Math.max(SIDE, Math.round(x(slot.starts().get())));
            double right = Math.min(edge, Math.round(x(slot.ends().get())));
            if (left >= edge) {
                break;
            }
            // Thousands of short items: what would lie on the pixel before is not drawn.
            if (right > drawnTo) {
                block(g, picture.rows().get(row), left, Math.max(left + 1, right - GAP), height);
                drawnTo = right;
            }
        }
    }

    private void block(
            GraphicsContext g, QueueItem item, double left, double right, double height) {
        double floor = height - BOTTOM;
        blocks.add(new Block(left, right, item.id()));
        g.setFill(style().paint(Ink.series(picture.colour(item.title()))));
        g.fillRect(left, SCALE, right - left, floor - SCALE);
        if (picture.isRunning(item)) {
            g.setFill(style().paint(Ink.PAST));
            g.fillRect(left, floor + 2, right - left, 4);
            g.setFill(style().paint(Ink.series(picture.colour(item.title()))));
            g.fillRect(left, floor + 2, (right - left) * share, 4);
        }
        if (chosen.contains(item.id())) {
            g.setStroke(style().paint(Ink.TEXT));
            g.setLineWidth(2);
            g.strokeRect(left - 2, SCALE - 3, right - left + 4, floor - SCALE + 6);
        }
        words(g, item, left, right, (SCALE + floor) / 2);
    }

    private void words(
            GraphicsContext g, QueueItem item, double left, double right, double middle) {
        Font bold = style().font(Face.NAME);
        Font plain = style().font(Face.WORD);
        double room = right - left - 12;
        String name = item.sample().isEmpty() ? item.title() : item.sample();
        double named = width(name, bold);
        if (named > room) {
            return;
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(style().paint(Ink.ON_SERIES));
        g.setFont(bold);
        String title = item.sample().isEmpty() ? "" : item.title();
        boolean both = !title.isEmpty() && named + 10 + width(title, plain) <= room;
        double at = both ? left + 8 : Math.round((left + right - named) / 2);
        g.fillText(name, at, middle);
        if (both) {
            g.setFont(plain);
            g.fillText(title, at + named + 10, middle);
        }
    }

    private void end(GraphicsContext g, double height) {
        Optional<Instant> ends = picture.ends().filter(e -> e.isBefore(from.plus(span)));
        if (ends.isEmpty()) {
            return;
        }
        double at = Math.round(x(ends.get())) + 0.5;
        String words =
                (picture.schedule().earliest() ? "ends " : "queue ends ")
                        + times.of(ends.get(), picture.asOf())
                        + (picture.schedule().earliest() ? " at the earliest" : "");
        g.setStroke(style().paint(Ink.END));
        g.setLineWidth(2);
        g.strokeLine(at, SCALE - 4, at, height - BOTTOM + 4);
        g.setFill(style().paint(Ink.END));
        g.setFont(style().font(Face.WORD));
        boolean fits = at + 8 + width(words, style().font(Face.WORD)) < getWidth() - SIDE;
        g.setTextAlign(TextAlignment.LEFT);
        if (fits) {
            g.fillText(words, at + 8, (SCALE + height - BOTTOM) / 2);
        }
    }

    private void now(GraphicsContext g, double height) {
        double at = Math.round(x(picture.asOf())) + 0.5;
        g.setStroke(style().paint(Ink.TEXT));
        g.setFill(style().paint(Ink.TEXT));
        g.setLineWidth(2);
        g.strokeLine(at, SCALE - 6, at, height - BOTTOM + 6);
        g.fillPolygon(
                new double[] {at - 6, at + 6, at}, new double[] {SCALE - 8, SCALE - 8, SCALE}, 3);
    }

    private double width(String words, Font font) {
        measure.setFont(font);
        measure.setText(words);
        return measure.getLayoutBounds().getWidth();
    }
}
