package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import io.beamdesk.device.DeviceException;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;

/// A measurement as an operator describes it, independent of where the devices are at the moment.
public sealed interface Recipe
        permits StepScanRecipe,
                XasRecipe,
                MapRecipe,
                ListScanRecipe,
                TimeSeriesRecipe,
                AutorockRecipe,
                CentringRecipe,
                ScreeningRecipe,
                TomographyRecipe,
                FlyTomographyRecipe {
    /// Name for people, also part of the product's file name; never blank.
    String name();

    /// Name of the sample it is for, empty if none.
    String sample();

    /// Remarks kept in every product, empty if none.
    String notes();

    /// The recipe as it is kept in a file and in a product.
    JsonObject toJson();

    /// What is to be done, on these devices.
    ///
    /// @throws DeviceException if one of them does not exist or cannot do its part
    Plan plan(Devices devices);
}
