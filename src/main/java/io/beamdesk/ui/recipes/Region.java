package io.beamdesk.ui.recipes;

/// A rectangle on an image, in its pixels.
///
/// @param left left edge
/// @param top upper edge
/// @param right right edge, not left of the left one
/// @param bottom lower edge, not above the upper one
record Region(double left, double top, double right, double bottom) {
    /// What can be taken hold of, with the part of a change that each edge takes.
    enum Handle {
        /// The whole of it.
        INSIDE(1, 1, 1, 1),
        /// The upper left corner.
        TOP_LEFT(1, 1, 0, 0),
        /// The upper edge.
        TOP(0, 1, 0, 0),
        /// The upper right corner.
        TOP_RIGHT(0, 1, 1, 0),
        /// The right edge.
        RIGHT(0, 0, 1, 0),
        /// The lower right corner.
        BOTTOM_RIGHT(0, 0, 1, 1),
        /// The lower edge.
        BOTTOM(0, 0, 0, 1),
        /// The lower left corner.
        BOTTOM_LEFT(1, 0, 0, 1),
        /// The left edge.
        LEFT(1, 0, 0, 0);

        private final int left;
        private final int top;
        private final int right;
        private final int bottom;

        Handle(int left, int top, int right, int bottom) {
            this.left = left;
            this.top = top;
            this.right = right;
            this.bottom = bottom;
        }

        /// Where it is, from 0 at the left edge to 1 at the right one.
        double across() {
            return left == right ? 0.5 : right;
        }

        /// Where it is, from 0 at the upper edge to 1 at the lower one.
        double down() {
            return top == bottom ? 0.5 : bottom;
        }
    }

    /// Between two corners, whichever way round.
    static Region between(double x, double y, double otherX, double otherY) {
        return new Region(
                Math.min(x, otherX), Math.min(y, otherY), Math.max(x, otherX), Math.max(y, otherY));
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    /// Drags a handle; an edge that is dragged over the opposite one becomes that one.
    Region dragged(Handle handle, double dx, double dy) {
        return between(
                left + handle.left * dx,
                top + handle.top * dy,
                right + handle.right * dx,
                bottom + handle.bottom * dy);
    }

    /// Pushed back onto an image, and cut where it is larger.
    Region within(double columns, double rows) {
        double x = pushed(left, right, columns);
        double y = pushed(top, bottom, rows);
        return new Region(
                Math.max(0, left + x),
                Math.max(0, top + y),
                Math.min(columns, right + x),
                Math.min(rows, bottom + y));
    }

    private static double pushed(double low, double high, double size) {
        return low < 0
                ? Math.min(-low, Math.max(0, size - high))
                : Math.min(0, Math.max(size - high, -low));
    }
}
