package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Ticker;
import io.beamdesk.ui.live.CountersCard;
import io.beamdesk.ui.live.CountersModel;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/// Align in the navigation.
public final class AlignPane implements Pane {
    private final AlignViewModel model;
    private final List<DeviceRow> rows;
    private final Optional<CountersModel> counters;
    private final Ticker ticking;

    /// @param model the camera and its crosshair
    /// @param rows what is set while aligning, in the order shown
    /// @param counters the beamline's counters, if it has any
    public AlignPane(AlignViewModel model, List<DeviceRow> rows, Optional<CountersModel> counters) {
        this.model = model;
        this.counters = counters;
        this.rows = List.copyOf(rows);
        ticking = new Ticker(model::tick);
    }

    @Override
    public String title() {
        return "Align";
    }

    @Override
    public String icon() {
        return "mdi2c-crosshairs";
    }

    @Override
    public Node content() {
        return new AlignView(model, rows, counters.map(c -> new CountersCard(c).root())).root();
    }

    @Override
    public void shown() {
        model.setShown(true);
        counters.ifPresent(c -> c.setShown(true));
        ticking.start();
    }

    @Override
    public void hidden() {
        ticking.stop();
        model.setShown(false);
        counters.ifPresent(c -> c.setShown(false));
    }
}
