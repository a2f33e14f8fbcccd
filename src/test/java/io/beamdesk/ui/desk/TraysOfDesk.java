package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.ui.recipes.RecipeShelf;
import io.beamdesk.ui.samples.SampleDesk;

/// The trays of a real desk for the tests of the Samples pane.
public final class TraysOfDesk {
    private TraysOfDesk() {}

    public static SampleDesk of(Desk desk, RecipeShelf shelf) {
        return new DeskTrays(desk, shelf, _ -> {}, _ -> {});
    }
}
