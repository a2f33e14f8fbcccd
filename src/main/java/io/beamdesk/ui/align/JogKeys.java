package io.beamdesk.ui.align;

import io.beamdesk.device.DeviceException;
import io.beamdesk.image.ImageScale;
import io.beamdesk.ui.devices.DeviceRow;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyEvent;

/// Jogs by keys while the picture has the focus: arrows move what is seen in their direction, Page Up and
/// Page Down the axis along the line of sight, comma and point turn the sample; with Shift ten steps at
/// once.
public final class JogKeys {
    /// Steps of a jog with Shift.
    private static final int LEAP = 10;

    private final Sight sight;
    private final Map<String, DeviceRow> axes;
    private final Optional<DeviceRow> towards;
    private final Optional<DeviceRow> rotation;
    private final Supplier<Optional<String>> held;

    /// @param axes rows by the names of their devices
    /// @param towards the axis along the line of sight
    /// @param rotation the axis that turns the sample
    /// @param held why nothing may be moved by hand now, as a sentence; empty if it may
    public JogKeys(
            Sight sight,
            Map<String, DeviceRow> axes,
            Optional<DeviceRow> towards,
            Optional<DeviceRow> rotation,
            Supplier<Optional<String>> held) {
        this.sight = sight;
        this.axes = Map.copyOf(axes);
        this.towards = towards;
        this.rotation = rotation;
        this.held = held;
    }

    /// Takes a key; says why nothing could be moved.
    ///
    /// @return a sentence, empty if there is nothing to say
    Optional<String> pressed(KeyEvent event) {
        int steps = event.isShiftDown() ? LEAP : 1;
        return switch (event.getCode()) {
            case LEFT -> taken(event, () -> across(-steps));
            case RIGHT -> taken(event, () -> across(steps));
            case UP -> taken(event, () -> down(-steps));
            case DOWN -> taken(event, () -> down(steps));
            case PAGE_UP -> taken(event, () -> jog(towards, steps));
            case PAGE_DOWN -> taken(event, () -> jog(towards, -steps));
            case COMMA -> taken(event, () -> jog(rotation, -steps));
            case PERIOD -> taken(event, () -> jog(rotation, steps));
            default -> Optional.empty();
        };
    }

    private interface Jog {
        Optional<String> go();
    }

    private Optional<String> taken(KeyEvent event, Jog jog) {
        event.consume();
        Optional<String> why = held.get();
        return why.isPresent() ? why : jog.go();
    }

    /// What is seen moves to the right where a pixel further to the left is brought to the crosshair.
    private Optional<String> across(int steps) {
        return seen(steps, true);
    }

    private Optional<String> down(int steps) {
        return seen(steps, false);
    }

    private Optional<String> seen(int steps, boolean across) {
        try {
            ImageScale scale = sight.scale(Point2D.ZERO);
            ImageScale.Side side = across ? scale.across() : scale.down();
            return jog(
                    Optional.ofNullable(axes.get(side.device())),
                    side.perPixel() > 0 ? -steps : steps);
        } catch (DeviceException unknown) {
            return Optional.of(String.valueOf(unknown.getMessage()));
        }
    }

    private static Optional<String> jog(Optional<DeviceRow> axis, int steps) {
        if (axis.isEmpty()) {
            return Optional.of("The beamline file names no axis for this key.");
        }
        axis.get().jog(steps);
        return axis.flatMap(DeviceRow::setpoint)
                .map(model -> model.reasonProperty().get())
                .filter(reason -> !reason.isEmpty())
                .map(reason -> axis.get().description().label() + ": " + reason);
    }
}
