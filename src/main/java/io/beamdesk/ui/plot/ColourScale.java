package io.beamdesk.ui.plot;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;

/// A gradient as 256 opaque colours.
///
/// @param argb the colours, that of the smallest value first
record ColourScale(int[] argb) {
    private static final int STEPS = 256;

    /// The colours of a gradient of at least one stop; of any other paint, greys.
    static ColourScale of(Paint paint) {
        List<Stop> stops =
                paint instanceof LinearGradient gradient
                        ? gradient.getStops()
                        : List.of(new Stop(0, Color.BLACK), new Stop(1, Color.WHITE));
        int[] argb = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            argb[i] = packed(at(stops, i / (STEPS - 1.0)));
        }
        return new ColourScale(argb);
    }

    private static Color at(List<Stop> stops, double place) {
        Stop before = stops.getFirst();
        for (Stop stop : stops) {
            if (stop.getOffset() >= place) {
                double length = stop.getOffset() - before.getOffset();
                return length > 0
                        ? before.getColor()
                                .interpolate(stop.getColor(), (place - before.getOffset()) / length)
                        : stop.getColor();
            }
            before = stop;
        }
        return before.getColor();
    }

    private static int packed(Color color) {
        return 0xFF000000
                | (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }

    /// The colour of a value between the ends.
    int of(double value, double low, double high) {
        double place = high > low ? (value - low) / (high - low) : 0.5;
        return argb[(int) Math.clamp(place * STEPS, 0, STEPS - 1)];
    }
}
