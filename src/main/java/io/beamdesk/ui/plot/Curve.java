package io.beamdesk.ui.plot;

/// One curve of a plot: its points and how it is told apart.
///
/// @param name what the legend and the readout call it
/// @param trace its points; may grow
/// @param series colour and dash, 1 to 5: the curve colours of the stylesheet, of which 4
///     and 5 are dashed; or [#MEAN]
/// @param current whether it is the run in progress or the last one: thick, with its points
public record Curve(String name, Trace trace, int series, boolean current) {
    /// Number of series that the stylesheet tells apart.
    public static final int SERIES = 5;

    /// Series of the mean of several runs: neutral, and named in the plot.
    public static final int MEAN = 6;
}
