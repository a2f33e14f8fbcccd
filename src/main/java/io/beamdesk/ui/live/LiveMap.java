package io.beamdesk.ui.live;

import io.beamdesk.ui.plot.MapModel;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The latest run as a map: which of its axes are shown and where the others are, as it is or beside
/// an older map of the same grid.
public final class LiveMap {
    /// What is shown where an older map is chosen.
    public enum Side {
        /// The latest run.
        THIS,
        /// The older one.
        OTHER,
        /// The latest less the older one, where both are measured.
        DIFFERENCE
    }

    /// Values less those of another raster, as far as they were taken.
    private static final class Difference {
        final Raster of;
        final Raster less;
        final Raster result;
        int taken;

        Difference(Raster of, Raster less) {
            this.of = of;
            this.less = less;
            result = new Raster(of.x(), of.y());
        }

        void update() {
            for (; taken < of.measured(); taken++) {
                int cell = of.measuredAs(taken);
                int ix = of.column(cell);
                int iy = of.row(cell);
                result.set(ix, iy, of.value(ix, iy) - less.value(ix, iy));
            }
        }
    }

    private final Session session;
    private final MapModel picture = new MapModel();
    private Optional<MapRun.View> view = Optional.empty();
    private boolean follows = true;
    private Side side = Side.THIS;
    private Optional<Difference> difference = Optional.empty();

    LiveMap(Session session) {
        this.session = session;
    }

    /// Begins with the innermost axes of another run, at the place that is being measured.
    void begin() {
        view = Optional.empty();
        follows = true;
        difference = Optional.empty();
        picture.clear();
    }

    /// Draws the map, if the latest run is one.
    void draw(Quantity quantity) {
        Optional<MapRun> map = session.map().filter(m -> m.run().points() > 0);
        if (map.isEmpty()) {
            return;
        }
        MapRun.View at = view();
        Raster own = map.get().raster(at, quantity);
        PlotModel.Axis values = map.get().run().valueAxis(quantity);
        Optional<Raster> other =
                compared().flatMap(LiveRun::map).map(older -> older.raster(at, quantity));
        switch (other.isPresent() ? side : Side.THIS) {
            case THIS -> show(own, values, false);
            case OTHER -> show(other.orElseThrow(), values, false);
            case DIFFERENCE -> {
                Raster less = other.orElseThrow();
                Difference shown =
                        difference
                                .filter(d -> d.of == own && d.less == less)
                                .orElseGet(() -> new Difference(own, less));
                difference = Optional.of(shown);
                shown.update();
                show(
                        shown.result,
                        new PlotModel.Axis(
                                "Δ " + values.title(), values.units(), values.precision()),
                        true);
            }
        }
    }

    private void show(Raster raster, PlotModel.Axis values, boolean signed) {
        if (picture.raster().filter(r -> r == raster).isPresent() && picture.isSigned() == signed) {
            picture.changed();
        } else {
            picture.show(raster, values, signed);
        }
    }

    /// What is drawn.
    public MapModel picture() {
        return picture;
    }

    /// The older map that this one is compared with, empty if none is chosen.
    public Optional<LiveRun> compared() {
        return session.map().flatMap(_ -> session.overlaid().stream().findFirst());
    }

    /// What is shown where an older map is chosen.
    public Side side() {
        return compared().isPresent() ? side : Side.THIS;
    }

    void setSide(Side now) {
        side = now;
    }

    /// The axes shown and where the others are.
    ///
    /// @throws java.util.NoSuchElementException if the latest run is no map
    public MapRun.View view() {
        MapRun map = session.map().orElseThrow();
        MapRun.View chosen = view.orElseGet(map::innermost);
        return follows ? chosen.at(map.latest()) : chosen;
    }

    /// Whether the place that is being measured is shown.
    public boolean follows() {
        return follows;
    }

    void follow() {
        view = Optional.of(view());
        follows = true;
    }

    /// Shows a dimension to the right; what was there takes its place.
    void across(int dimension) {
        MapRun.View now = view();
        int up = dimension == now.up() ? now.across() : now.up();
        view = Optional.of(new MapRun.View(dimension, up, now.at()));
    }

    /// Shows a dimension upwards; what was there takes its place.
    void up(int dimension) {
        MapRun.View now = view();
        int across = dimension == now.across() ? now.up() : now.across();
        view = Optional.of(new MapRun.View(across, dimension, now.at()));
    }

    /// Shows what was measured at a position of another dimension, and stays there.
    void place(int dimension, int index) {
        MapRun.View now = view();
        List<Integer> at = new ArrayList<>(now.at());
        at.set(dimension, index);
        view = Optional.of(now.at(at));
        follows = false;
    }
}
