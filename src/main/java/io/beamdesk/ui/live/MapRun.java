package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run over a grid of two axes or more, put together as pictures: the innermost axis goes to the
/// right, the next one up, and the ones further out number the slices.
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

    private final LiveRun run;
    private final List<Dimension> dimensions;
    private final List<Raster> slices = new ArrayList<>();
    private Optional<Quantity> quantity = Optional.empty();
    private int taken;
    private int latest;

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

    /// Device of the horizontal axis.
    String deviceX() {
        return dimensions.getLast().device();
    }

    /// Device of the vertical axis.
    String deviceY() {
        return dimensions.get(dimensions.size() - 2).device();
    }

    /// Fills in what was measured since, of this quantity; begins anew for another one.
    void update(Quantity shown) {
        if (!quantity.equals(Optional.of(shown))) {
            quantity = Optional.of(shown);
            slices.clear();
            taken = 0;
        }
        Columns rows = run.rows();
        if (slices.isEmpty() && rows.size() > 0) {
            int count =
                    dimensions.subList(0, dimensions.size() - 2).stream()
                            .mapToInt(Dimension::count)
                            .reduce(1, Math::multiplyExact);
            Raster.Side x = side(dimensions.size() - 1);
            Raster.Side y = side(dimensions.size() - 2);
            for (int i = 0; i < count; i++) {
                slices.add(new Raster(x, y));
            }
        }
        for (; taken < rows.size(); taken++) {
            int row = taken;
            int[] place = place(rows.number(row) - 1);
            int n = place.length;
            latest = 0;
            for (int i = 0; i < n - 2; i++) {
                latest = latest * dimensions.get(i).count() + place[i];
            }
            if (latest < slices.size()) {
                slices.get(latest)
                        .set(place[n - 1], place[n - 2], shown.at(key -> rows.value(key, row)));
            }
        }
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

    private Raster.Side side(int dimension) {
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

    /// Number of slices, 1 for two axes.
    int slices() {
        return slices.size();
    }

    /// The slice that was measured last.
    int latest() {
        return latest;
    }

    /// A slice.
    Raster slice(int index) {
        return slices.get(index);
    }

    /// Where the outer axes are in a slice: `sample z 0.500 mm`; empty for two axes.
    String words(int slice) {
        List<String> words = new ArrayList<>();
        int left = slice;
        for (int i = dimensions.size() - 3; i >= 0; i--) {
            Raster.Side side = side(i);
            words.addFirst(
                    side.axis().title()
                            + " "
                            + Places.words(side.at(left % side.count()), side.axis()));
            left /= side.count();
        }
        return String.join(", ", words);
    }
}
