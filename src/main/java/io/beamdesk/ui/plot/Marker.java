package io.beamdesk.ui.plot;

/// A vertical line through the plot with words beside it.
///
/// @param x where
/// @param title the first line, in bold
/// @param detail the second line, empty if none
/// @param kind how it is drawn
public record Marker(double x, String title, String detail, Kind kind) {
    /// How a marker is drawn.
    public enum Kind {
        /// A reference: thin and dashed, its words at the top.
        REFERENCE,
        /// Where an axis was left: a full line, its words above the plot.
        PARKED,
        /// A place known before the run: thin and dotted, its words quiet.
        TABLE,
        /// Where a run waits: thick and amber, its words in a box.
        SUSPENDED
    }
}
