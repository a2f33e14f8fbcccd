package io.beamdesk.product;

import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.product.NexusLayout.Column;
import io.beamdesk.product.NexusLayout.FramePlot;
import io.beamdesk.product.NexusLayout.Group;
import io.beamdesk.product.NexusLayout.Places;
import io.beamdesk.product.NexusLayout.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives a scan the further names that make it an NXtomo
/// (<https://manual.nexusformat.org/classes/applications/NXtomo.html>).
///
/// The start document says that it is one by `definition`, and by `definition_fields` which columns
/// are the definition's `data`, `image_key` and `rotation_angle`, and if there are such `y_translation`
/// and `control`. A stream that lacks one of the first three is no NXtomo and stays as it is.
final class TomographyLayout {
    private static final String DEFINITION = "NXtomo";
    private static final String DETECTOR = "/entry/instrument/detector";
    private static final String DATA = "/entry/data";
    private static final String MILLIMETRES = "mm";

    private final RunStart start;
    private final Definition fields;

    private TomographyLayout(RunStart start, Definition fields) {
        this.start = start;
        this.fields = fields;
    }

    /// The places with what an NXtomo has in addition, if the run is one.
    static Places over(RunStart start, EventDescriptor descriptor, Places places) {
        return Definition.of(start, DEFINITION)
                .map(fields -> new TomographyLayout(start, fields).over(descriptor, places))
                .orElse(places);
    }

    private Places over(EventDescriptor descriptor, Places places) {
        Column frames = fields.column(places, "data");
        Column key = fields.column(places, "image_key");
        Column angle = fields.column(places, "rotation_angle");
        if (frames == null || frames.idPath().isEmpty() || key == null || angle == null) {
            return places;
        }
        Map<String, Group> groups = new LinkedHashMap<>(places.groups());
        groups.put("/entry/sample", new Group("NXsample", Map.of()));
        groups.put(DETECTOR, new Group("NXdetector", Map.of()));
        groups.put(
                DATA,
                new Group(
                        "NXdata",
                        Map.of(
                                "signal",
                                "data",
                                "axes",
                                List.of("rotation_angle", ".", "."),
                                "rotation_angle_indices",
                                0)));
        Definition.free(
                places, List.of(DATA + "/data", DATA + "/image_key", DATA + "/rotation_angle"));
        Definition.name(frames, DETECTOR + "/data", DATA + "/data");
        Definition.name(
                key, DETECTOR + "/image_key", DETECTOR + "/image_key_control", DATA + "/image_key");
        Definition.name(angle, "/entry/sample/rotation_angle", DATA + "/rotation_angle");
        Column height = fields.column(places, "y_translation");
        if (height != null) {
            Definition.name(height, "/entry/sample/y_translation");
        }
        Column control = fields.column(places, "control");
        if (control != null) {
            groups.put("/entry/control", new Group("NXmonitor", Map.of()));
            Definition.name(control, "/entry/control/data");
        }
        List<FramePlot> plots = new ArrayList<>(places.plots());
        plots.add(new FramePlot(DATA, fields.name("data"), Optional.of("rotation_angle")));
        return new Places(
                groups,
                places.columns(),
                places.timePath(),
                plots,
                Optional.of("data"),
                scalars(places, descriptor));
    }

    private Map<String, Scalar> scalars(Places places, EventDescriptor descriptor) {
        Map<String, Scalar> scalars = new LinkedHashMap<>(places.scalars());
        scalars.put("/entry/definition", new Scalar(DEFINITION, ""));
        if (start.metadata().get("sample_description") instanceof String description) {
            scalars.put("/entry/sample/description", new Scalar(description, ""));
        }
        Map<String, Reading> camera =
                descriptor.configuration().getOrDefault(fields.name("data"), Map.of());
        Reading pixel = camera.get("pixel_size");
        if (pixel != null) {
            Scalar size = new Scalar(pixel.value(), MILLIMETRES);
            scalars.put(DETECTOR + "/x_pixel_size", size);
            scalars.put(DETECTOR + "/y_pixel_size", size);
        }
        Reading exposure = camera.get("exposure");
        if (exposure != null) {
            scalars.put(DETECTOR + "/count_time", new Scalar(exposure.value(), "s"));
        }
        if (start.metadata().get("detector_distance") instanceof Map<?, ?> distance
                && distance.get("value") instanceof Number value) {
            scalars.put(
                    DETECTOR + "/distance",
                    new Scalar(value, String.valueOf(distance.get("units"))));
        }
        return scalars;
    }
}
