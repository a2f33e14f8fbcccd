package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.plan.BeforeScan;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Rocking;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;

/// What a recipe has done before its scan, and waited for: Before Scan of the EPICS sscan record
/// (BSPV, BSCD and BSWAIT, <https://github.com/epics-modules/sscan>). A file tells which by the fields.
public sealed interface Preparation {
    /// An autorock, with the fields of its own recipe.
    ///
    /// @param axis what rocks, from where to where; at least five points
    /// @param relative whether from and to are added to where the axis stands
    /// @param detector what measures at each point
    /// @param counter column of the detector that is to be highest
    /// @param exposure exposure of the detector in s, above 0
    /// @param settle pause after the arrival in s, 0 or more
    record Rock(
            AxisRange axis,
            boolean relative,
            String detector,
            String counter,
            double exposure,
            double settle)
            implements Preparation {}

    /// An axis or a setting goes to a position.
    ///
    /// @param device its name
    /// @param position in its units
    record Move(String device, double position) implements Preparation {}

    /// A device is set to one of its choices.
    ///
    /// @param device its name
    /// @param choice as the device calls it
    record Choose(String device, String choice) implements Preparation {}

    /// Reads it from the object that a recipe has for it.
    static Preparation read(Fields fields) {
        if (fields.has("position")) {
            return new Move(
                    fields.text("device", "the name of an axis or a setting"),
                    fields.number("position", "a position in its units"));
        }
        if (fields.has("choice")) {
            return new Choose(
                    fields.text("device", "the name of a device with choices"),
                    fields.text("choice", "one of its choices"));
        }
        if (fields.has("device")) {
            fields.fault(
                    "device",
                    "says what to set but not to what; give position or choice too, or axis for an autorock");
        }
        return new Rock(
                fields.object(
                        "axis",
                        "an object with device, from, to and points, or device with position or choice",
                        AutorockRecipe::range),
                fields.flagOr("relative", true),
                fields.text("detector", "the name of a detector"),
                fields.text("counter", "the column of the detector to be highest"),
                fields.time("exposure"),
                fields.pause("settle"));
    }

    /// As a file has it.
    default JsonObject toJson() {
        return RecipeFile.fields((Record) this);
    }

    /// With the devices of a beamline.
    ///
    /// @throws io.beamdesk.device.DeviceException if it has none of a name
    default BeforeScan on(Devices devices) {
        return switch (this) {
            case Rock rock ->
                    new BeforeScan.Rock(
                            new Rocking(
                                    devices.axis(rock.axis.device()),
                                    rock.axis.line(),
                                    rock.relative,
                                    devices.detector(rock.detector),
                                    rock.counter),
                            Counting.seconds(rock.exposure),
                            Counting.seconds(rock.settle));
            case Move(String device, double position) ->
                    new BeforeScan.Move<>(devices.axis(device), position);
            case Choose(String device, String choice) ->
                    new BeforeScan.Move<>(devices.choice(device), choice);
        };
    }

    /// The device that it moves.
    default String device() {
        return switch (this) {
            case Rock rock -> rock.axis.device();
            case Move move -> move.device;
            case Choose choose -> choose.device;
        };
    }
}
