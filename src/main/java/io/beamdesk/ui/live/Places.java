package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.plot.PlotModel;

/// Places as they are written: the number with the decimals of its axis, and the units.
final class Places {
    private Places() {}

    static String words(double value, PlotModel.Axis axis) {
        return Figures.of(value, axis.precision())
                + (axis.units().isEmpty() ? "" : " " + axis.units());
    }
}
