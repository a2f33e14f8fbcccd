package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Raster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A run over a grid of two axes or more, put together as pictures: two of the axes are shown, and of
/// the others one position each.
///
/// The start document describes the grid as Bluesky's `grid_scan` does: `shape`, `extents` and
/// `snaking`, outermost first (<https://blueskyproject.io/bluesky/main/documents.html>).
public final class MapRun {
    /// An axis of the grid.
    ///
    /// @param device what moves
    /// @param column its column
    /// @param count number of positions
    /// @param first where it begins; of a relative scan as far from the origin
    /// @param last where it ends
    /// @param snaked whether every second run of it goes backwards
    private record Dimension(
            String device, String column, int count, double first, double last, boolean snaked) {}

    /// Two axes of a grid, counted from 0, the outermost first, and a position along every axis.
    ///
    /// @param across the axis to the right
    /// @param up the axis upwards
    /// @param at where it is along each axis; without meaning for the two that are shown
    public record View(int across, int up, List<Integer> at) {
        /// The same axes somewhere else.
        View at(List<Integer> now) {
            return new View(across, up, List.copyOf(now));
        }

        private boolean shows(int[] place) {
            for (int i = 0; i < place.length; i++) {
                if (i != across && i != up && place[i] != at.get(i)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isLike(View other) {
            return across == other.across
                    && up == other.up
                    && shows(other.at.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /// A picture, and how many rows it was made of.
    private static final class Picture {
        final View view;
        final Quantity quantity;
        final Raster raster;
        int taken;

        Picture(View view, Quantity quantity, Raster raster) {
            this.view = view;
            this.quantity = quantity;
            this.raster = raster;
        }
    }

    private final LiveRun run;
    private final List<Dimension> dimensions;
    private Optional<Picture> picture = Optional.empty();

    private MapRun(LiveRun run, List<Dimension> dimensions) {
        this.run = run;
        this.dimensions = dimensions;
    }

    /// The run as a map, empty if it is none.
    static Optional<MapRun> of(LiveRun run) {
        var metadata = run.start().metadata();
        if (metadata.get("shape") instanceof List<?> shape
                && metadata.get("extents") instanceof List<?> extents
                && metadata.get("snaking") instanceof List<?> snaking
                && metadata.get("motors") instanceof List<?> motors
                && run.stream().isPresent()
                && shape.size() > 1
                && extents.size() == shape.size()
                && snaking.size() == shape.size()
                && motors.size() == shape.size()) {
            List<Dimension> dimensions = new ArrayList<>();
            for (int i = 0; i < shape.size(); i++) {
                if (shape.get(i) instanceof Number count
                        && extents.get(i) instanceof List<?> ends
                        && ends.size() == 2
                        && ends.getFirst() instanceof Number first
                        && ends.getLast() instanceof Number last
                        && motors.get(i) instanceof String device) {
                    Optional<String> column = run.columnOf(device);
                    if (column.isPresent()) {
                        dimensions.add(
                                new Dimension(
                                        device,
                                        column.get(),
                                        count.intValue(),
                                        first.doubleValue(),
                                        last.doubleValue(),
                                        Boolean.TRUE.equals(snaking.get(i))));
                    }
                }
            }
            return dimensions.size() == shape.size()
                    ? Optional.of(new MapRun(run, List.copyOf(dimensions)))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /// The run.
    LiveRun run() {
        return run;
    }

    /// Number of axes.
    public int dimensions() {
        return dimensions.size();
    }

    /// What moves along an axis.
    public String device(int dimension) {
        return dimensions.get(dimension).device();
    }

    /// The innermost axis to the right and the next one upwards, at the first position of all others.
    View innermost() {
        int n = dimensions.size();
        return new View(n - 1, n - 2, Collections.nCopies(n, 0));
    }

    /// Where the last point lies along each axis.
    List<Integer> latest() {
        int last = run.rows().size() - 1;
        return last < 0
                ? Collections.nCopies(dimensions.size(), 0)
                : Arrays.stream(place(run.rows().number(last) - 1)).boxed().toList();
    }

    /// Whether the other run has the same axes with the same positions.
    boolean isSameGrid(MapRun other) {
        if (run.points() == 0 || other.run.points() == 0) {
            return false;
        }
        for (int i = 0; i < dimensions.size(); i++) {
            if (other.dimensions.size() != dimensions.size()
                    || !other.device(i).equals(device(i))
                    || !isLike(other.side(i), side(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLike(Raster.Side one, Raster.Side two) {
        double tolerance = 1e-3 * Math.abs(one.at(1) - one.at(0)) + 1e-9;
        return one.count() == two.count()
                && Math.abs(one.first() - two.first()) < tolerance
                && Math.abs(one.last() - two.last()) < tolerance;
    }

    /// The quantity as far as it is measured in this view; the same raster every time, fuller, as long
    /// as nothing else is asked for between. There must be a point.
    Raster raster(View view, Quantity quantity) {
        Picture shown =
                picture.filter(p -> p.view.isLike(view) && p.quantity.equals(quantity))
                        .orElseGet(() ->
                                new Picture(
                                        view,
                                        quantity,
                                        new Raster(side(view.across()), side(view.up()))));
        picture = Optional.of(shown);
        Columns rows = run.rows();
        for (; shown.taken < rows.size(); shown.taken++) {
            int row = shown.taken;
            int[] place = place(rows.number(row) - 1);
            if (view.shows(place)) {
                shown.raster.set(
                        place[view.across()],
                        place[view.up()],
                        quantity.at(key -> rows.value(key, row)));
            }
        }
        return shown.raster;
    }

    /// Index along each axis of a point counted from 0.
    private int[] place(int point) {
        int[] place = new int[dimensions.size()];
        int left = point;
        for (int i = dimensions.size() - 1; i >= 0; i--) {
            Dimension dimension = dimensions.get(i);
            int index = left % dimension.count();
            left /= dimension.count();
            // The number of runs of this axis that are over decides its direction.
            boolean backwards = dimension.snaked() && left % 2 == 1;
            place[i] = backwards ? dimension.count() - 1 - index : index;
        }
        return place;
    }

    /// The positions along an axis. There must be a point.
    public Raster.Side side(int dimension) {
        Dimension d = dimensions.get(dimension);
        double origin = origin(dimension);
        return new Raster.Side(axis(d), d.first() + origin, d.last() + origin, d.count());
    }

    /// Where a relative scan began: its first row, less where the grid has it.
    private double origin(int dimension) {
        if (!Boolean.TRUE.equals(run.argument("relative"))) {
            return 0;
        }
        Dimension d = dimensions.get(dimension);
        int index = place(run.rows().number(0) - 1)[dimension];
        double target = new Raster.Side(axis(d), d.first(), d.last(), d.count()).at(index);
        return run.rows().value(d.column(), 0) - target;
    }

    private PlotModel.Axis axis(Dimension d) {
        DataKey what = run.stream().orElseThrow().dataKeys().get(d.column());
        return new PlotModel.Axis(
                d.device().replace('_', ' '),
                what == null ? "" : what.units(),
                what == null ? 3 : what.precision());
    }
}
