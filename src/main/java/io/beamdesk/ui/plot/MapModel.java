package io.beamdesk.ui.plot;

import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What a map shows: a raster, the name of its values, and the cursor. Belongs to the JavaFX thread
/// and needs no toolkit.
public final class MapModel {
    /// A cell.
    ///
    /// @param ix its column
    /// @param iy its row
    public record Cell(int ix, int iy) {}

    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ReadOnlyObjectWrapper<Optional<Cell>> cursor =
            new ReadOnlyObjectWrapper<>(this, "cursor", Optional.empty());
    private Optional<Raster> raster = Optional.empty();
    private PlotModel.Axis values = new PlotModel.Axis("", "", 3);
    private boolean upright = true;
    private boolean signed;

    /// Changes whenever the picture has to be drawn anew.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// The cell that was chosen, empty if none.
    public ReadOnlyObjectProperty<Optional<Cell>> cursorProperty() {
        return cursor.getReadOnlyProperty();
    }

    /// Shows this raster; the cursor stays if the raster has its cell.
    public void show(Raster shown, PlotModel.Axis named) {
        show(shown, named, false);
    }

    /// The same; `differences` are coloured from nothing to either sign.
    public void show(Raster shown, PlotModel.Axis named, boolean differences) {
        signed = differences;
        raster = Optional.of(shown);
        values = named;
        cursor.set(cursor.get().filter(this::isCell));
        changed();
    }

    /// Shows nothing.
    public void clear() {
        raster = Optional.empty();
        cursor.set(Optional.empty());
        changed();
    }

    /// Draws the vertical axis downwards, as the lines of a picture go.
    public void hang() {
        upright = false;
    }

    /// Whether the vertical axis goes upwards.
    public boolean isUpright() {
        return upright;
    }

    /// Whether the values are differences.
    public boolean isSigned() {
        return signed;
    }

    /// Says that the raster has got values.
    public void changed() {
        revision.set(revision.get() + 1);
    }

    /// What is shown.
    public Optional<Raster> raster() {
        return raster;
    }

    /// What the values are.
    public PlotModel.Axis values() {
        return values;
    }

    private boolean isCell(Cell cell) {
        return raster.filter(r ->
                        cell.ix() >= 0
                                && cell.iy() >= 0
                                && cell.ix() < r.x().count()
                                && cell.iy() < r.y().count())
                .isPresent();
    }

    /// Sets the cursor on a cell, if there is such a cell.
    public void placeCursor(Cell cell) {
        if (isCell(cell)) {
            cursor.set(Optional.of(cell));
            changed();
        }
    }

    /// Moves the cursor by cells to the right and up as they are drawn; sets it in the middle at first.
    public void stepCursor(int right, int up) {
        raster.ifPresent(r -> {
            Cell at = cursor.get().orElse(new Cell(r.x().count() / 2, r.y().count() / 2));
            int dx = r.x().last() < r.x().first() ? -right : right;
            int dy = (r.y().last() < r.y().first()) == upright ? -up : up;
            placeCursor(cursor.get().isEmpty() ? at : new Cell(at.ix() + dx, at.iy() + dy));
        });
    }

    /// Takes the cursor away.
    public void hideCursor() {
        cursor.set(Optional.empty());
        changed();
    }
}
