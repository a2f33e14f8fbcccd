package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.image.Sinusoid;
import io.beamdesk.plan.OnSample.Axle;
import java.util.List;

/// The axes that a sample is turned and centred with in front of a camera, and how they move what is seen.
///
/// Two of them are carried by the rotation and move the sample on it; the others carry the rotation.
///
/// @param rotation turns the sample, in degrees
/// @param upright whether its axis stands upright in the frames
/// @param at0 on the rotation; moves what is seen across the axis at 0 degrees
/// @param at90 on the rotation; moves what is seen across the axis at 90 degrees
/// @param across carries the rotation across its axis
/// @param along carries the rotation along its axis
public record Goniometer(
        Axis rotation, boolean upright, Slide at0, Slide at90, Slide across, Slide along) {
    /// An axis that moves what is seen.
    ///
    /// @param axis moves along a straight line
    /// @param perPixel how much higher its position brings into place what is seen one pixel further to
    ///     the right, or further down
    public record Slide(Axis axis, double perPixel) {
        private Axle by(double pixels) {
            return new Axle(axis, axis.position() + pixels * perPixel);
        }
    }

    /// A place of a frame.
    ///
    /// @param column from the left edge
    /// @param row from the upper edge
    public record Spot(double column, double row) {}

    /// The axes that move the sample, in the order in which they do.
    public List<Axis> slides() {
        return List.of(at0.axis, at90.axis, across.axis, along.axis);
    }

    /// How far along the direction in which turning moves what is seen.
    public double across(Spot spot) {
        return upright ? spot.column : spot.row;
    }

    /// How far along the axis.
    public double along(Spot spot) {
        return upright ? spot.row : spot.column;
    }

    /// Where the axes are to be for a point to stand at a place of the frame at every angle.
    ///
    /// @param seen where the point is seen across the axis, against the angle
    /// @param along where it is seen along the axis
    /// @param place where it is to be seen
    /// @throws io.beamdesk.device.DeviceException if an axis does not say where it is
    public List<Axle> targets(Sinusoid seen, double along, Spot place) {
        return List.of(
                at0.by(seen.cosine()),
                at90.by(seen.sine()),
                across.by(seen.centre() - across(place)),
                this.along.by(along - along(place)));
    }

    /// Says whether all of them can be reached, before any moves.
    ///
    /// @throws io.beamdesk.device.DeviceException for the first that cannot
    public static void check(List<Axle> targets) {
        targets.forEach(target -> target.axis().check(target.at()));
    }
}
