package io.beamdesk.device;

import io.beamdesk.device.FlyPass.Path;
import io.beamdesk.device.SeriesCamera.Taken;
import io.beamdesk.document.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// The rows of one attempt at a [FlyPass]: each a frame, and where the axis was in the middle of its
/// exposure. Guarded by the pass.
final class FlyRows {
    /// Frames that may wait to be collected; what comes beyond is lost.
    private static final long BUFFER = 256L << 20;

    private final String axis;
    private final String camera;
    private final Path path;
    private final Map<String, Object> constants;

    /// Position of the first row of this attempt.
    private final int first;

    /// A position of the axis at a time.
    private record Point(Instant time, double position) {}

    private final Deque<Taken> pending = new ArrayDeque<>();
    private final Deque<Point> readbacks = new ArrayDeque<>();
    private final List<Map<String, Reading>> ready = new ArrayList<>();
    private final List<Long> lost = new ArrayList<>();
    private final List<Long> late = new ArrayList<>();
    private long buffered;

    /// Position of the next row to be made.
    private int next;

    /// Those of an axis and a camera, by their names.
    ///
    /// @param constants further columns of the camera that are the same in every row
    /// @param first the first position that is still to be measured
    FlyRows(String axis, String camera, Path path, Map<String, Object> constants, int first) {
        this.axis = axis;
        this.camera = camera;
        this.path = path;
        this.constants = constants;
        this.first = first;
        next = first;
    }

    /// Position of the first row.
    int first() {
        return first;
    }

    /// A frame has come.
    void take(Taken taken) {
        if (buffered < BUFFER) {
            pending.add(taken);
            buffered += taken.frame().sizeInBytes();
            place(false);
        }
    }

    /// The axis has told where it is; what is not later than the last is nothing new.
    void follow(double position, Instant time) {
        Point last = readbacks.peekLast();
        if (last == null || time.isAfter(last.time)) {
            readbacks.add(new Point(time, position));
        }
        place(false);
    }

    /// Nothing more will come: the axis stays where it was last, and frames that are missing are lost.
    void end() {
        place(true);
        for (int missing = next; missing < path.frames(); missing++) {
            lost.add(-1L);
        }
        next = path.frames();
    }

    /// Whether no row waits to be taken.
    boolean isEmpty() {
        return ready.isEmpty();
    }

    /// Takes the rows that were made since the last time.
    List<Map<String, Reading>> drain() {
        List<Map<String, Reading>> rows = List.copyOf(ready);
        ready.clear();
        buffered = pending.stream().mapToLong(waiting -> waiting.frame().sizeInBytes()).sum();
        return rows;
    }

    /// Position of the next row to be made.
    int next() {
        return next;
    }

    private Instant middle(Taken taken) {
        return taken.frame().timestamp().minus(path.exposure().dividedBy(2));
    }

    /// Makes rows of the frames whose positions are known.
    ///
    /// @param last whether there will be no later readback: the axis is then where the last one was
    private void place(boolean last) {
        while (!pending.isEmpty()) {
            Instant middle = middle(pending.peek());
            Point newest = readbacks.peekLast();
            if (newest == null || (newest.time.isBefore(middle) && !last)) {
                return;
            }
            ready.add(row(pending.remove(), middle));
        }
    }

    private Map<String, Reading> row(Taken taken, Instant middle) {
        int index = first + taken.index();
        for (int missing = next; missing < index; missing++) {
            lost.add(taken.frame().uniqueId() - index + missing);
        }
        next = index + 1;
        Map<String, Reading> row = new LinkedHashMap<>();
        Instant time = taken.frame().timestamp();
        double position = position(middle);
        if (isBeyond(position)) {
            late.add(taken.frame().uniqueId());
        }
        row.put(axis, new Reading(position, middle));
        row.put(axis + "_setpoint", new Reading(path.position(index), middle));
        row.put(camera, new Reading(taken.frame(), time));
        row.put(camera + "_unique_id", new Reading(taken.frame().uniqueId(), time));
        constants.forEach((column, value) -> row.put(column, new Reading(value, time)));
        return row;
    }

    /// Whether the axis runs down there, or stands: a camera that began too late still exposes.
    private boolean isBeyond(double position) {
        double constant =
                path.edge(path.frames() - 1, 1)
                        + Math.copySign(
                                path.speed() * FlyPass.seconds(FlyPass.MARGIN), path.step());
        return (position - constant) * path.step() > 0;
    }

    private double position(Instant time) {
        Point before = readbacks.element();
        for (Point after : readbacks) {
            if (!after.time.isBefore(time)) {
                double way = nanos(before.time, after.time);
                double part = way > 0 ? nanos(before.time, time) / way : 0;
                forgetBefore(before);
                return before.position + part * (after.position - before.position);
            }
            before = after;
        }
        return before.position;
    }

    /// Frames come in order, so that no later one needs these.
    private void forgetBefore(Point point) {
        while (!readbacks.element().equals(point)) {
            readbacks.remove();
        }
    }

    private static double nanos(Instant from, Instant to) {
        return Duration.between(from, to).toNanos();
    }

    /// What is to be said of them, one sentence each.
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!lost.isEmpty()) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "%s lost %d of %d frames, by their unique ids: %s",
                            camera,
                            lost.size(),
                            path.frames() - first,
                            ids(lost)));
        }
        if (!late.isEmpty()) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "%s exposed %d of %d frames late, when %s ran down or stood, by their unique ids: %s",
                            camera,
                            late.size(),
                            path.frames() - first,
                            axis,
                            ids(late)));
        }
        return remarks;
    }

    /// Runs of numbers as their ends; frames whose number nobody knows are the last ones.
    private static String ids(List<Long> frames) {
        List<Long> known = frames.stream().filter(id -> id >= 0).toList();
        StringJoiner ids = new StringJoiner(", ");
        for (int from = 0, to; from < known.size(); from = to) {
            to = from + 1;
            while (to < known.size() && known.get(to) == known.get(to - 1) + 1) {
                to++;
            }
            ids.add(known.get(from) + (to == from + 1 ? "" : " to " + known.get(to - 1)));
        }
        int last = frames.size() - known.size();
        if (last > 0) {
            ids.add("the last " + last);
        }
        return ids.toString();
    }
}
