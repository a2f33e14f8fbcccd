package io.beamdesk.device;

import io.beamdesk.document.Reading;
import io.beamdesk.pv.Subscription;
import java.util.function.Consumer;

/// An axis that crosses a range at a constant velocity and can be followed on its way.
public interface VelocityAxis extends Axis {
    /// The setting of the speed, in units of the axis per second, without a sign.
    Movable<Double> velocity();

    /// The way on which it reaches this speed, and on which it comes to a stand from it.
    double ramp(double speed);

    /// Completes when the moving axis passes the position, estimated from its readbacks and the speed.
    /// Readbacks count from this distance before the position on, where the speed must be constant.
    ///
    /// @param position where, on the way that is begun at the same time
    /// @param within above 0
    /// @param speed above 0
    Status passing(double position, double within, double speed);

    /// Delivers the readback with its time stamp, beginning with the present one, until closed.
    Subscription follow(Consumer<Reading> readbacks);
}
