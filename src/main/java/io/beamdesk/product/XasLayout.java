package io.beamdesk.product;

import io.beamdesk.document.RunStart;
import io.beamdesk.product.NexusLayout.Column;
import io.beamdesk.product.NexusLayout.Group;
import io.beamdesk.product.NexusLayout.Places;
import io.beamdesk.product.NexusLayout.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gives a spectrum the further names that make it an NXxas
/// (<https://manual.nexusformat.org/classes/applications/NXxas.html>): the energy is the
/// monochromator's, i0 the incoming beam and the monitor, it the absorbed beam.
///
/// The definition's fields are `energy`, `incoming_beam`, `absorbed_beam`, and if there is such a column
/// `preset`, the time that each point was counted for; `mode` is one of the definition's words. A stream
/// that lacks one of the first three is no NXxas and stays as it is.
final class XasLayout {
    private static final String NAME = "NXxas";
    private static final String INSTRUMENT = "/entry/instrument/";
    private static final String CONTROL = "/entry/control";
    private static final String DATA = "/entry/data/";

    private XasLayout() {}

    /// The places with what an NXxas has in addition, if the run is one.
    static Places over(RunStart start, Places places) {
        return Definition.of(start, NAME).map(xas -> over(xas, places)).orElse(places);
    }

    private static Places over(Definition xas, Places places) {
        Column energy = xas.column(places, "energy");
        Column incoming = xas.column(places, "incoming_beam");
        Column absorbed = xas.column(places, "absorbed_beam");
        if (energy == null || incoming == null || absorbed == null) {
            return places;
        }
        Map<String, Group> groups = new LinkedHashMap<>(places.groups());
        groups.put("/entry/sample", group("NXsample"));
        groups.put(INSTRUMENT + "monochromator", group("NXmonochromator"));
        groups.put(INSTRUMENT + "incoming_beam", group("NXdetector"));
        groups.put(INSTRUMENT + "absorbed_beam", group("NXdetector"));
        groups.put(CONTROL, group("NXmonitor"));
        if (!energy.aliases().contains(DATA + "energy")) {
            Definition.free(places, List.of(DATA + "energy"));
        }
        Definition.free(places, List.of(DATA + "absorbed_beam", DATA + "mode"));
        Definition.name(energy, INSTRUMENT + "monochromator/energy", DATA + "energy");
        Definition.name(incoming, INSTRUMENT + "incoming_beam/data", CONTROL + "/data");
        Definition.name(absorbed, INSTRUMENT + "absorbed_beam/data", DATA + "absorbed_beam");
        Column preset = xas.column(places, "preset");
        if (preset != null) {
            Definition.name(preset, CONTROL + "/preset");
        }
        Map<String, Scalar> scalars = new LinkedHashMap<>(places.scalars());
        scalars.put("/entry/definition", new Scalar(NAME, ""));
        scalars.put(CONTROL + "/mode", new Scalar("timer", ""));
        scalars.put(DATA + "mode", new Scalar(xas.name("mode"), ""));
        return new Places(
                groups,
                places.columns(),
                places.timePath(),
                places.plots(),
                places.defaultPlot(),
                scalars);
    }

    private static Group group(String nexusClass) {
        return new Group(nexusClass, Map.of());
    }
}
