package io.beamdesk.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/// An order in which places are visited, and how long the way is.
public enum Route {
    /// As the places were selected.
    AS_SELECTED,
    /// Along the rows, there and back.
    BY_ROWS,
    /// Along the columns, there and back.
    BY_COLUMNS,
    /// From the first place on a short way through all: no crossing and no single place that would be
    /// better visited elsewhere, which is seldom the shortest of all.
    SHORTEST;

    // Enough for every plate of 1536 drops; a longer list keeps what was reached by then.
    private static final long MOST_COMPARISONS = 60_000_000;
    private static final double NOTHING = 1e-9;

    /// The places in this order; each once.
    public List<Position> order(List<Position> places) {
        List<Position> each = List.copyOf(new LinkedHashSet<>(places));
        return switch (this) {
            case AS_SELECTED -> each;
            case BY_ROWS -> byRows(each, false, false);
            case BY_COLUMNS -> byColumns(each, false, false);
            case SHORTEST -> each.size() < 3 ? each : shortest(each);
        };
    }

    /// Length of the way through the places in their order, in millimetres.
    public static double length(List<Position> places) {
        double length = 0;
        for (int i = 1; i < places.size(); i++) {
            length += places.get(i - 1).distance(places.get(i));
        }
        return length;
    }

    /// The shorter of the serpentines along the columns and along the rows from a corner on.
    static List<Position> serpentine(List<Position> places, boolean upwards, boolean leftwards) {
        List<Position> columns = byColumns(places, upwards, leftwards);
        List<Position> rows = byRows(places, upwards, leftwards);
        return length(columns) <= length(rows) ? columns : rows;
    }

    private static List<Position> byRows(
            List<Position> places, boolean upwards, boolean leftwards) {
        return thereAndBack(
                places,
                direction(Comparator.comparingInt(Position::row), upwards),
                direction(Comparator.comparingInt(Position::column), leftwards));
    }

    private static List<Position> byColumns(
            List<Position> places, boolean upwards, boolean leftwards) {
        return thereAndBack(
                places,
                direction(Comparator.comparingInt(Position::column), leftwards),
                direction(Comparator.comparingInt(Position::row), upwards));
    }

    private static Comparator<Position> direction(Comparator<Position> order, boolean backwards) {
        return backwards ? order.reversed() : order;
    }

    // The drops of a well always come in their order.
    private static List<Position> thereAndBack(
            List<Position> places, Comparator<Position> lanes, Comparator<Position> along) {
        Comparator<Position> drop = Comparator.comparingInt(Position::drop);
        List<Position> left = new ArrayList<>(places);
        left.sort(lanes);
        List<Position> way = new ArrayList<>(places.size());
        boolean back = false;
        for (int from = 0; from < left.size(); ) {
            int to = from;
            while (to < left.size() && lanes.compare(left.get(from), left.get(to)) == 0) {
                to++;
            }
            List<Position> lane = left.subList(from, to);
            lane.sort((back ? along.reversed() : along).thenComparing(drop));
            way.addAll(lane);
            back = !back;
            from = to;
        }
        return List.copyOf(way);
    }

    private static List<Position> shortest(List<Position> places) {
        Position[] way = nearestNext(places);
        long left = MOST_COMPARISONS;
        boolean better = true;
        while (better && left > 0) {
            better = uncross(way);
            better |= moveSingles(way);
            left -= 2L * way.length * way.length;
        }
        return List.of(way);
    }

    private static Position[] nearestNext(List<Position> places) {
        Position[] way = places.toArray(Position[]::new);
        for (int i = 1; i < way.length; i++) {
            int nearest = i;
            for (int j = i + 1; j < way.length; j++) {
                if (way[i - 1].distance(way[j]) < way[i - 1].distance(way[nearest]) - NOTHING) {
                    nearest = j;
                }
            }
            Position next = way[nearest];
            way[nearest] = way[i];
            way[i] = next;
        }
        return way;
    }

    /// Turns a part of the way round where that makes it shorter.
    private static boolean uncross(Position[] way) {
        boolean better = false;
        for (int i = 0; i + 2 < way.length; i++) {
            for (int j = i + 2; j < way.length; j++) {
                double now = way[i].distance(way[i + 1]);
                double then = way[i].distance(way[j]);
                if (j + 1 < way.length) {
                    now += way[j].distance(way[j + 1]);
                    then += way[i + 1].distance(way[j + 1]);
                }
                if (then < now - NOTHING) {
                    reverse(way, i + 1, j);
                    better = true;
                }
            }
        }
        return better;
    }

    private static void reverse(Position[] way, int from, int to) {
        for (int i = from, j = to; i < j; i++, j--) {
            Position place = way[i];
            way[i] = way[j];
            way[j] = place;
        }
    }

    /// Visits a single place between two others where that makes the way shorter.
    private static boolean moveSingles(Position[] way) {
        boolean better = false;
        for (int i = 1; i < way.length; i++) {
            boolean last = i == way.length - 1;
            double saved =
                    way[i - 1].distance(way[i])
                            + (last
                                    ? 0
                                    : way[i].distance(way[i + 1])
                                            - way[i - 1].distance(way[i + 1]));
            int best = -1;
            double most = NOTHING;
            for (int j = 0; j < way.length; j++) {
                if (j == i || j == i - 1) {
                    continue;
                }
                double added =
                        way[j].distance(way[i])
                                + (j == way.length - 1
                                        ? 0
                                        : way[i].distance(way[j + 1])
                                                - way[j].distance(way[j + 1]));
                if (saved - added > most) {
                    most = saved - added;
                    best = j;
                }
            }
            if (best >= 0) {
                move(way, i, best);
                better = true;
            }
        }
        return better;
    }

    private static void move(Position[] way, int from, int after) {
        Position place = way[from];
        int to = after < from ? after + 1 : after;
        if (to < from) {
            System.arraycopy(way, to, way, to + 1, from - to);
        } else {
            System.arraycopy(way, from + 1, way, from, to - from);
        }
        way[to] = place;
    }
}
