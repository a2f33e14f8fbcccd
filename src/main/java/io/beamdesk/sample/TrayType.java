package io.beamdesk.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A type of tray and the places in it: a plate of wells with their drops, a holder, a puck, or a
/// dewar of pucks. Lengths are millimetres; x grows with the columns, y with the rows.
public final class TrayType {
    /// What a tray is.
    public enum Kind {
        /// Wells in rows and columns, each with one to four drops; stands on the stage.
        PLATE,
        /// Numbered places in one frame; stands on the stage.
        HOLDER,
        /// Numbered places that a sample changer takes samples from.
        PUCK,
        /// Numbered pucks that a sample changer takes samples from.
        DEWAR;

        /// Whether the stage moves from place to place, so that paths and taught wells have a meaning;
        /// otherwise a sample changer mounts what is measured.
        public boolean isOnStage() {
            return this == PLATE || this == HOLDER;
        }

        /// As the catalogue has it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A point in the plane of a tray.
    ///
    /// @param x millimetres to the right of its corner
    /// @param y millimetres down from its corner
    public record Spot(double x, double y) {}

    private static final Pattern WELL =
            Pattern.compile("([A-Za-z]{1,2})0{0,3}([1-9][0-9]{0,2})(?:-0?([1-9]))?");
    private static final Pattern NUMBER = Pattern.compile("0{0,3}([1-9][0-9]{0,4})");
    private static final Pattern PUCK =
            Pattern.compile("0{0,3}([1-9][0-9]{0,2})-0{0,3}([1-9][0-9]{0,2})");

    private record Key(int row, int column, int drop) {}

    private final String name;
    private final String title;
    private final Kind kind;
    private final int rows;
    private final int columns;
    private final int drops;
    private final List<Position> positions;
    private final Map<Key, Position> byPlace = new HashMap<>();
    private final Function<Position, Spot> centres;

    private TrayType(
            String name,
            String title,
            Kind kind,
            List<Position> positions,
            Function<Position, Spot> centres) {
        this.centres = centres;
        this.name = name;
        this.title = title;
        this.kind = kind;
        this.positions = positions.stream().sorted().toList();
        this.rows = this.positions.stream().mapToInt(Position::row).max().orElse(0);
        this.columns = this.positions.stream().mapToInt(Position::column).max().orElse(0);
        this.drops = this.positions.stream().mapToInt(Position::drop).max().orElse(0);
        this.positions.forEach(p -> byPlace.put(new Key(p.row(), p.column(), p.drop()), p));
    }

    /// A plate of wells.
    ///
    /// @param first centre of the well A1
    /// @param pitch between columns (x) and rows (y)
    /// @param drops where the drops of a well lie from its centre, the first first
    /// @param diameter of a drop
    static TrayType plate(
            String name,
            String title,
            int rows,
            int columns,
            Spot first,
            Spot pitch,
            List<Spot> drops,
            double diameter) {
        List<Position> positions = new ArrayList<>();
        for (int row = 1; row <= rows; row++) {
            for (int column = 1; column <= columns; column++) {
                for (int drop = 1; drop <= drops.size(); drop++) {
                    String well = WellName.letters(row) + column;
                    Spot at = drops.get(drop - 1);
                    positions.add(
                            new Position(
                                    drops.size() == 1 ? well : well + "-" + drop,
                                    row,
                                    column,
                                    drop,
                                    first.x + (column - 1) * pitch.x + at.x,
                                    first.y + (row - 1) * pitch.y + at.y,
                                    diameter));
                }
            }
        }
        return new TrayType(
                name,
                title,
                Kind.PLATE,
                positions,
                p ->
                        new Spot(
                                first.x + (p.column() - 1) * pitch.x,
                                first.y + (p.row() - 1) * pitch.y));
    }

    /// A holder or a puck of numbered places.
    static TrayType numbered(
            String name, String title, Kind kind, List<Spot> places, double diameter) {
        List<Position> positions = new ArrayList<>();
        for (int i = 1; i <= places.size(); i++) {
            Spot at = places.get(i - 1);
            positions.add(new Position(Integer.toString(i), 1, i, 1, at.x, at.y, diameter));
        }
        return new TrayType(name, title, kind, positions, p -> new Spot(p.x(), p.y()));
    }

    /// A dewar of pucks of one type.
    ///
    /// @param corners where the corner of each puck lies
    static TrayType dewar(String name, String title, TrayType puck, List<Spot> corners) {
        List<Position> positions = new ArrayList<>();
        for (int i = 1; i <= corners.size(); i++) {
            for (Position place : puck.positions) {
                positions.add(
                        new Position(
                                i + "-" + place.column(),
                                i,
                                place.column(),
                                1,
                                corners.get(i - 1).x + place.x(),
                                corners.get(i - 1).y + place.y(),
                                place.diameter()));
            }
        }
        return new TrayType(name, title, Kind.DEWAR, positions, p -> new Spot(p.x(), p.y()));
    }

    /// Name by which trays refer to it: `96-2`.
    public String name() {
        return name;
    }

    /// What it is, for people: `96 wells, 2 drops each`.
    public String title() {
        return title;
    }

    /// What it is.
    public Kind kind() {
        return kind;
    }

    /// Rows of a plate, pucks of a dewar; 1 for a holder or a puck.
    public int rows() {
        return rows;
    }

    /// Columns of a plate; places of a holder or a puck.
    public int columns() {
        return columns;
    }

    /// Drops of a well; 1 where there are no wells.
    public int drops() {
        return drops;
    }

    /// All places, row by row, in the order of their numbers.
    public List<Position> positions() {
        return positions;
    }

    /// Heading of a row: `A`, or the number of the puck.
    public String rowName(int row) {
        return kind == Kind.PLATE ? WellName.letters(row) : Integer.toString(row);
    }

    /// The place at a row, a column and a drop, each from 1.
    public Optional<Position> position(int row, int column, int drop) {
        return Optional.ofNullable(byPlace.get(new Key(row, column, drop)));
    }

    /// The one place that an id names. Letters of either case and zeros before numbers are accepted:
    /// `a09-1` is `A9-1`; where a well has one drop, `A9-1` is `A9`.
    public Optional<Position> position(String id) {
        List<Position> named = named(id);
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /// The places that an id names: one, or all drops of a well for `A9`; none if there is no such.
    public List<Position> named(String id) {
        Matcher matcher =
                switch (kind) {
                    case PLATE -> WELL.matcher(id);
                    case HOLDER, PUCK -> NUMBER.matcher(id);
                    case DEWAR -> PUCK.matcher(id);
                };
        if (!matcher.matches()) {
            return List.of();
        }
        return switch (kind) {
            case PLATE -> {
                int row = WellName.row(matcher.group(1));
                int column = Integer.parseInt(matcher.group(2));
                yield matcher.group(3) == null
                        ? well(row, column)
                        : position(row, column, Integer.parseInt(matcher.group(3))).stream()
                                .toList();
            }
            case HOLDER, PUCK ->
                    position(1, Integer.parseInt(matcher.group(1)), 1).stream().toList();
            case DEWAR ->
                    position(
                                    Integer.parseInt(matcher.group(1)),
                                    Integer.parseInt(matcher.group(2)),
                                    1)
                            .stream()
                            .toList();
        };
    }

    /// All drops of a well, in their order; none if there is no such well.
    public List<Position> well(int row, int column) {
        List<Position> found = new ArrayList<>();
        for (int drop = 1; drop <= drops; drop++) {
            position(row, column, drop).ifPresent(found::add);
        }
        return found;
    }

    /// All places of a row, from its first column on.
    public List<Position> row(int row) {
        return positions.stream().filter(p -> p.row() == row).toList();
    }

    /// All places of a column, from its first row on.
    public List<Position> column(int column) {
        return positions.stream().filter(p -> p.column() == column).toList();
    }

    /// All places between two corners, both included: those rows, columns and drops. They come in the
    /// shorter of the serpentines along the rows and along the columns, from the first corner on.
    public List<Position> rectangle(Position from, Position to) {
        return rectangle(List.of(from), List.of(to));
    }

    /// The smallest rectangle around both: wells with all their drops, rows, columns, rectangles. It
    /// begins at the corner where the first ones are.
    public List<Position> rectangle(Collection<Position> from, Collection<Position> to) {
        List<Position> both = Stream.concat(from.stream(), to.stream()).toList();
        IntSummaryStatistics row = range(both, Position::row);
        IntSummaryStatistics column = range(both, Position::column);
        IntSummaryStatistics drop = range(both, Position::drop);
        List<Position> inside =
                positions.stream()
                        .filter(p ->
                                isWithin(p.row(), row.getMin(), row.getMax())
                                        && isWithin(p.column(), column.getMin(), column.getMax())
                                        && isWithin(p.drop(), drop.getMin(), drop.getMax()))
                        .toList();
        boolean upwards = range(from, Position::row).getMin() > row.getMin();
        boolean leftwards = range(from, Position::column).getMin() > column.getMin();
        return ordered(inside, upwards, leftwards);
    }

    private static IntSummaryStatistics range(
            Collection<Position> some, ToIntFunction<Position> number) {
        return some.stream().mapToInt(number).summaryStatistics();
    }

    // The way of a sample changer is not the distance between its pucks.
    private List<Position> ordered(List<Position> some, boolean upwards, boolean leftwards) {
        if (kind == Kind.DEWAR) {
            return upwards || leftwards ? some.reversed() : some;
        }
        return Route.serpentine(some, upwards, leftwards);
    }

    /// What a rectangle drawn from one point to another encloses, by the centres of the places; in a
    /// plate whole wells by the centres of the wells. Ordered as [#rectangle(Position, Position)].
    public List<Position> enclosed(Spot from, Spot to) {
        List<Position> inside = new ArrayList<>();
        for (Position p : positions) {
            if (p.drop() == 1) {
                Spot centre = centres.apply(p);
                if (isWithin(centre.x, from.x, to.x) && isWithin(centre.y, from.y, to.y)) {
                    inside.addAll(well(p.row(), p.column()));
                }
            }
        }
        return kind == Kind.PLATE
                ? Route.serpentine(inside, from.y > to.y, from.x > to.x)
                : List.copyOf(inside);
    }

    private static boolean isWithin(double value, double one, double other) {
        return value >= Math.min(one, other) && value <= Math.max(one, other);
    }

    /// The point that an id names: that of its place, or the centre of a well of several drops.
    public Optional<Spot> spot(String id) {
        List<Position> named = named(id);
        return switch (named.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Spot(named.getFirst().x(), named.getFirst().y()));
            default -> Optional.of(centre(named.getFirst()));
        };
    }

    /// Centre of the well that a place is in; the place itself where there are no wells.
    public Spot centre(Position place) {
        return centres.apply(place);
    }

    @Override
    public String toString() {
        return name;
    }
}
