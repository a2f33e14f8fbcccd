package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayType.Kind;
import io.beamdesk.sample.TrayType.Spot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the places of a tray are on the canvas, in pixels.
///
/// Wells of a plate fill the room in rows and columns, and the drops of each lie in it as they lie in
/// the well; holders, pucks and dewars are drawn to scale.
final class TrayLayout {
    /// Room for the names of rows and columns.
    private static final double SIDE = 36;

    private static final double TOP = 32;
    private static final double MARGIN = 8;

    /// A cell is not drawn wider or higher than this part of its other side.
    private static final double MOST_ASPECT = 1.25;

    private static final double LARGEST_CELL = 132;
    private static final double WELL_GAP = 0.07;
    private static final double WELL_PADDING = 2;

    /// Share of the distance between two drops that the radius of each takes.
    private static final double RADIUS = 0.45;

    private static final double LARGEST_RADIUS = 26;

    /// A rectangle on the canvas.
    record Box(double x, double y, double width, double height) {
        boolean contains(double px, double py) {
            return px >= x && px <= x + width && py >= y && py <= y + height;
        }

        double centreX() {
            return x + width / 2;
        }

        double centreY() {
            return y + height / 2;
        }
    }

    /// A place on the canvas.
    ///
    /// @param x of its centre
    /// @param y of its centre
    record Dot(Position position, double x, double y, double radius) {}

    /// What is at a point of the canvas.
    sealed interface Hit {
        /// A place.
        record Drop(Position position) implements Hit {}

        /// A well beside its drops.
        record Well(List<Position> drops) implements Hit {}

        /// The name of a row or of a puck.
        record Row(int row) implements Hit {}

        /// The name of a column.
        record Column(int column) implements Hit {}

        /// Nothing.
        record Nothing() implements Hit {}
    }

    /// A frame around some places, drawn behind them.
    ///
    /// @param name written beside it; empty if there is none
    /// @param round whether it is a disc, as a puck is
    record Frame(Box box, List<Position> places, String name, boolean round) {}

    private final TrayType type;
    private final List<Dot> dots = new ArrayList<>();
    private final Map<Position, Dot> byPosition = new LinkedHashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<Box> rowNames = new ArrayList<>();
    private final List<Box> columnNames = new ArrayList<>();

    /// Pixels of the tray's corner, and pixels for a millimetre.
    private double originX;

    private double originY;
    private double scaleX;
    private double scaleY;

    private TrayLayout(TrayType type) {
        this.type = type;
    }

    /// Lays a tray out in a room of this size.
    static TrayLayout of(TrayType type, double width, double height) {
        TrayLayout layout = new TrayLayout(type);
        if (type.kind() == Kind.PLATE) {
            layout.plate(width, height);
        } else {
            layout.toScale(width, height);
        }
        layout.dots.forEach(dot -> layout.byPosition.put(dot.position(), dot));
        return layout;
    }

    private void plate(double width, double height) {
        double cellWidth = (width - SIDE - MARGIN) / type.columns();
        double cellHeight = (height - TOP - MARGIN) / type.rows();
        cellWidth = Math.min(LARGEST_CELL, Math.min(cellWidth, cellHeight * MOST_ASPECT));
        cellHeight = Math.min(LARGEST_CELL, Math.min(cellHeight, cellWidth * MOST_ASPECT));
        double left = SIDE + Math.max(0, (width - SIDE - MARGIN - cellWidth * type.columns()) / 2);
        double top = TOP;
        Spot first = type.centre(type.positions().getFirst());
        Spot last = type.centre(type.positions().getLast());
        // A plate of one row or column has no pitch of its own there.
        double pitchX = type.columns() > 1 ? (last.x() - first.x()) / (type.columns() - 1) : 1;
        double pitchY = type.rows() > 1 ? (last.y() - first.y()) / (type.rows() - 1) : pitchX;
        scaleX = cellWidth / pitchX;
        scaleY = cellHeight / pitchY;
        originX = left + cellWidth / 2 - first.x() * scaleX;
        originY = top + cellHeight / 2 - first.y() * scaleY;
        double wellWidth = Math.floor(cellWidth * (1 - WELL_GAP));
        double wellHeight = Math.floor(cellHeight * (1 - WELL_GAP));
        Drops drops = Drops.of(type, wellWidth, wellHeight);
        for (int row = 1; row <= type.rows(); row++) {
            double y = top + (row - 0.5) * cellHeight;
            rowNames.add(new Box(left - SIDE, y - cellHeight / 2, SIDE, cellHeight));
            for (int column = 1; column <= type.columns(); column++) {
                double x = left + (column - 0.5) * cellWidth;
                List<Position> well = type.well(row, column);
                // In whole pixels, so that all wells are alike to the last of them.
                Box box =
                        new Box(
                                Math.round(x - wellWidth / 2),
                                Math.round(y - wellHeight / 2),
                                wellWidth,
                                wellHeight);
                frames.add(new Frame(box, well, "", false));
                for (Position drop : well) {
                    Spot off = drops.off(drop, type.centre(drop));
                    dots.add(
                            new Dot(
                                    drop,
                                    Math.floor(box.centreX()) + off.x(),
                                    Math.floor(box.centreY()) + off.y(),
                                    drops.radius()));
                }
            }
        }
        for (int column = 1; column <= type.columns(); column++) {
            columnNames.add(new Box(left + (column - 1) * cellWidth, 0, cellWidth, TOP));
        }
    }

    /// How the drops of a well are drawn: as large as the well has room for.
    ///
    /// @param scale pixels for a millimetre from the well's centre, before they are made whole ones
    /// @param radius pixels
    private record Drops(double scale, double radius) {
        static Drops of(TrayType type, double width, double height) {
            List<Position> drops = type.well(1, 1);
            double halfWidth = width / 2 - WELL_PADDING;
            double halfHeight = height / 2 - WELL_PADDING;
            double apart = Double.POSITIVE_INFINITY;
            for (Position one : drops) {
                for (Position other : drops) {
                    if (one.drop() < other.drop()) {
                        apart = Math.min(apart, one.distance(other));
                    }
                }
            }
            Spot centre = type.centre(drops.getFirst());
            if (Double.isInfinite(apart)) {
                // One drop: its size in the well is what tells it from its neighbours.
                apart = drops.getFirst().diameter() / (2 * RADIUS);
            }
            double scale = Double.POSITIVE_INFINITY;
            for (Position drop : drops) {
                scale =
                        Math.min(
                                scale,
                                halfWidth / (Math.abs(drop.x() - centre.x()) + RADIUS * apart));
                scale =
                        Math.min(
                                scale,
                                halfHeight / (Math.abs(drop.y() - centre.y()) + RADIUS * apart));
            }
            double radius = Math.min(LARGEST_RADIUS, RADIUS * apart * scale);
            for (Position one : drops) {
                for (Position other : drops) {
                    if (one.drop() < other.drop()) {
                        Spot a = off(one, centre, scale);
                        Spot b = off(other, centre, scale);
                        radius =
                                Math.min(radius, RADIUS * Math.hypot(a.x() - b.x(), a.y() - b.y()));
                    }
                }
            }
            return new Drops(scale, radius);
        }

        /// How far a drop is from its well's centre.
        Spot off(Position drop, Spot centre) {
            return off(drop, centre, scale);
        }

        private static Spot off(Position drop, Spot centre, double scale) {
            return new Spot(
                    Math.round((drop.x() - centre.x()) * scale),
                    Math.round((drop.y() - centre.y()) * scale));
        }
    }

    private void toScale(double width, double height) {
        double lowX = Double.POSITIVE_INFINITY;
        double lowY = Double.POSITIVE_INFINITY;
        double highX = Double.NEGATIVE_INFINITY;
        double highY = Double.NEGATIVE_INFINITY;
        for (Position p : type.positions()) {
            // As much again around each place as the frame is away from it.
            lowX = Math.min(lowX, p.x() - p.diameter());
            lowY = Math.min(lowY, p.y() - p.diameter());
            highX = Math.max(highX, p.x() + p.diameter());
            highY = Math.max(highY, p.y() + p.diameter());
        }
        double scale =
                Math.min(
                        (width - 2 * MARGIN) / (highX - lowX),
                        (height - 2 * MARGIN) / (highY - lowY));
        scale = Math.min(scale, LARGEST_RADIUS * 2 / type.positions().getFirst().diameter());
        scaleX = scale;
        scaleY = scale;
        originX = (width - (highX - lowX) * scale) / 2 - lowX * scale;
        originY = (height - (highY - lowY) * scale) / 2 - lowY * scale;
        for (Position p : type.positions()) {
            dots.add(
                    new Dot(
                            p,
                            originX + p.x() * scale,
                            originY + p.y() * scale,
                            p.diameter() / 2 * scale));
        }
        for (int row = 1; row <= type.rows(); row++) {
            frame(row);
        }
    }

    private void frame(int row) {
        List<Dot> inside = dots.stream().filter(d -> d.position().row() == row).toList();
        double left = inside.stream().mapToDouble(d -> d.x() - 1.6 * d.radius()).min().orElse(0);
        double right = inside.stream().mapToDouble(d -> d.x() + 1.6 * d.radius()).max().orElse(0);
        double top = inside.stream().mapToDouble(d -> d.y() - 1.6 * d.radius()).min().orElse(0);
        double bottom = inside.stream().mapToDouble(d -> d.y() + 1.6 * d.radius()).max().orElse(0);
        Box box = new Box(left, top, right - left, bottom - top);
        boolean round = type.kind() != Kind.HOLDER;
        if (round) {
            // The rings of a puck need not reach its edge on every side.
            double size = Math.max(box.width(), box.height());
            box = new Box(box.centreX() - size / 2, box.centreY() - size / 2, size, size);
        }
        boolean named = type.kind() == Kind.DEWAR;
        frames.add(
                new Frame(
                        box,
                        inside.stream().map(Dot::position).toList(),
                        named ? type.rowName(row) : "",
                        round));
        if (named) {
            rowNames.add(new Box(box.centreX() - 12, box.centreY() - 12, 24, 24));
        }
    }

    /// Every place, in the tray's order.
    List<Dot> dots() {
        return dots;
    }

    /// A place on the canvas.
    Dot dot(Position position) {
        return java.util.Objects.requireNonNull(byPosition.get(position), position.id());
    }

    /// Wells, holders and pucks.
    List<Frame> frames() {
        return frames;
    }

    /// Whether every frame can be painted without touching what is drawn beside it.
    boolean areFramesApart() {
        return type.kind() == Kind.PLATE;
    }

    /// Where the names of rows and pucks are written, the first row's first.
    List<Box> rowNames() {
        return rowNames;
    }

    /// Where the names of columns are written, the first column's first; none but for plates.
    List<Box> columnNames() {
        return columnNames;
    }

    /// What is at a point.
    Hit hit(double x, double y) {
        Optional<Dot> dot =
                dots.stream()
                        .filter(d -> Math.hypot(d.x() - x, d.y() - y) <= d.radius() + 1)
                        .findFirst();
        if (dot.isPresent()) {
            return new Hit.Drop(dot.get().position());
        }
        for (int i = 0; i < rowNames.size(); i++) {
            if (rowNames.get(i).contains(x, y)) {
                return new Hit.Row(i + 1);
            }
        }
        for (int i = 0; i < columnNames.size(); i++) {
            if (columnNames.get(i).contains(x, y)) {
                return new Hit.Column(i + 1);
            }
        }
        if (type.kind() == Kind.PLATE) {
            for (Frame frame : frames) {
                if (frame.box().contains(x, y)) {
                    return new Hit.Well(frame.places());
                }
            }
        }
        return new Hit.Nothing();
    }

    /// A point of the canvas in millimetres of the tray.
    Spot millimetres(double x, double y) {
        return new Spot((x - originX) / scaleX, (y - originY) / scaleY);
    }
}
