package io.beamdesk.recipe;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.beamdesk.device.Axis;
import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.PlanException;
import io.beamdesk.plan.XasScan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// An absorption spectrum: the energy over regions about an edge, i0, it and i2 counted at each point.
///
/// A region begins where the one before ends, or above it; a point that both have is measured once,
/// with the dwell of the region that ends there.
///
/// @param name for people
/// @param element symbol of an element of the [EdgeTable]
/// @param edge name of one of its edges
/// @param e0 energy of the edge in eV; empty for the table's
/// @param regions ascending, at least one
/// @param positionerSettle pause after the arrival, before the trigger, in s
/// @param detectorSettle pause after the counters are done, before they are read, in s
/// @param repeats number of spectra, one product each
/// @param before what is done before each spectrum, if anything
/// @param gains labels of the amplifiers' gains by `i0`, `it`, `i2`; what is left out stays as it is
/// @param detectors what measures at each point, at least one
/// @param read what is read at each point without measuring
/// @param sample name of the sample, may be empty
/// @param notes kept in the product, may be empty
public record XasRecipe(
        String name,
        String element,
        String edge,
        OptionalDouble e0,
        List<XasRegion> regions,
        double positionerSettle,
        double detectorSettle,
        int repeats,
        Optional<Preparation> before,
        Map<String, String> gains,
        List<String> detectors,
        List<String> read,
        String sample,
        String notes)
        implements Recipe {
    /// Name of the technique in a file.
    public static final String TECHNIQUE = "xas";

    /// Version of the file that is written. Version 1 had no `before`; it is read as it is.
    public static final int VERSION = 2;

    /// Most points of a spectrum.
    public static final int MAX_POINTS = 100_000;

    /// Most repeats.
    public static final int MAX_REPEATS = 1000;

    private static final double DAY = 86_400;
    private static final double HIGHEST_EV = 200_000;
    private static final List<String> COUNTERS = List.of("i0", "it", "i2");

    /// Copies the collections and keeps their order.
    public XasRecipe {
        regions = List.copyOf(regions);
        gains = Collections.unmodifiableMap(new LinkedHashMap<>(gains));
        detectors = List.copyOf(detectors);
        read = List.copyOf(read);
    }

    /// Reads it.
    ///
    /// @throws RecipeException with everything that is wrong
    public static XasRecipe of(JsonObject json) {
        return Fields.read(json, XasRecipe::recipe);
    }

    private static XasRecipe recipe(Fields fields) {
        fields.text("technique", "\"" + TECHNIQUE + "\"");
        boolean first = fields.whole("version", 1, VERSION) == 1;
        XasRecipe recipe =
                new XasRecipe(
                        fields.text("name", "a name for the recipe"),
                        fields.text("element", "the symbol of an element"),
                        fields.text("edge", "the name of an edge, K or L3"),
                        fields.has("e0")
                                ? OptionalDouble.of(within(fields, "e0", 1, HIGHEST_EV, "eV"))
                                : OptionalDouble.empty(),
                        fields.objects(
                                "regions",
                                "a list of regions, each with from, to, step, unit and dwell",
                                XasRecipe::region),
                        time(fields, "positioner_settle"),
                        time(fields, "detector_settle"),
                        fields.has("repeats") ? fields.whole("repeats", 1, MAX_REPEATS) : 1,
                        !first && fields.has("before")
                                ? Optional.of(
                                        fields.object("before", "an object", Preparation::read))
                                : Optional.empty(),
                        fields.has("gains")
                                ? fields.object("gains", "an object", XasRecipe::gains)
                                : Map.of(),
                        fields.names("detectors", "a list of detectors"),
                        fields.names("read", "a list of device names"),
                        fields.textOr("sample", "", "a text"),
                        fields.textOr("notes", "", "a text"));
        if (fields.sound()) {
            recipe.checkEdge(fields);
            recipe.checkRegions(fields);
            if (recipe.detectors.isEmpty()) {
                fields.fault("detectors", "is missing; name at least the counters");
            }
        }
        return recipe;
    }

    private static double time(Fields fields, String field) {
        return fields.has(field) ? within(fields, field, 0, DAY, "s") : 0;
    }

    /// A number within limits, of a field that may be left out.
    private static double within(
            Fields fields, String field, double least, double most, String unit) {
        String expected = "a number from %s to %s %s".formatted(least, most, unit);
        double value = fields.number(field, expected);
        if (!(value >= least && value <= most)) {
            fields.fault(field, "is " + value + "; give " + expected, null);
        }
        return value;
    }

    private static XasRegion region(Fields fields) {
        double from = fields.number("from", "where it begins, relative to the edge");
        double to = fields.number("to", "where it ends, relative to the edge");
        double step = fields.number("step", "a step above 0");
        String word = fields.text("unit", "\"eV\" or \"k\"");
        double dwell = fields.number("dwell", "a time in seconds");
        double kPower = fields.numberOr("k_power", 0, "a power of k, 0 to 4");
        boolean k = word.equals(XasRegion.Unit.K.word());
        XasRegion region =
                new XasRegion(
                        from, to, step, k ? XasRegion.Unit.K : XasRegion.Unit.EV, dwell, kPower);
        if (!fields.sound()) {
            return region;
        }
        if (!k && !word.equals(XasRegion.Unit.EV.word())) {
            fields.fault("unit", "is \"" + word + "\"; give \"eV\" or \"k\"");
        }
        if (to <= from) {
            fields.fault("to", "is " + to + ", not above from; give a larger number");
        }
        if (step <= 0) {
            fields.fault("step", "is " + step + "; give a step above 0");
        } else if (region.steps() > MAX_POINTS) {
            fields.fault(
                    "step",
                    "is " + step + ", which makes more than " + MAX_POINTS + " points; give more");
        }
        if (!(dwell > 0 && dwell <= DAY)) {
            fields.fault("dwell", "is " + dwell + " s; give a time above 0 and up to a day");
        }
        if (k && from < 0) {
            fields.fault("from", "is " + from + " 1/Å; give a wave number from 0 on");
        }
        if (!(kPower >= 0 && kPower <= 4)) {
            fields.fault("k_power", "is " + kPower + "; give a power of k, 0 to 4");
        } else if (kPower != 0 && word.equals(XasRegion.Unit.EV.word())) {
            fields.fault("k_power", "is for regions in k; remove it, or set unit to \"k\"", null);
        } else if (kPower != 0 && k && from == 0) {
            fields.fault("from", "is 0, where a growing dwell has no beginning; begin above 0");
        } else if (kPower != 0 && k && dwell * Math.pow(to / from, kPower) > DAY) {
            fields.fault("k_power", "makes the dwell longer than a day; give a smaller power");
        }
        return region;
    }

    private static Map<String, String> gains(Fields fields) {
        Map<String, String> gains = new LinkedHashMap<>();
        for (String counter : COUNTERS) {
            if (fields.has(counter)) {
                gains.put(counter, fields.text(counter, "a gain as its amplifier calls it"));
            }
        }
        return gains;
    }

    private void checkEdge(Fields fields) {
        try {
            EdgeTable.get().element(element).edge(edge);
        } catch (RecipeException unknown) {
            unknown.faults().forEach(fault -> fields.fault(fault.field(), fault.message()));
        }
    }

    private void checkRegions(Fields fields) {
        if (regions.isEmpty()) {
            fields.fault("regions", "is empty; give at least one region");
            return;
        }
        double points = 0;
        for (int i = 0; i < regions.size(); i++) {
            XasRegion region = regions.get(i);
            points += region.steps() + 1;
            if (i > 0) {
                XasRegion before = regions.get(i - 1);
                if (region.begin() < before.end() - before.same(region)) {
                    fields.fault(
                            "regions[" + i + "].from",
                            "is %.2f eV from the edge, below %.2f eV where the region before ends; begin at %s or above"
                                    .formatted(region.begin(), before.end(), place(region, before)),
                            beginning(region, before));
                }
            }
        }
        if (points > MAX_POINTS) {
            fields.fault(
                    "regions",
                    "have more than " + MAX_POINTS + " points together; make the steps larger");
        }
    }

    private static String place(XasRegion region, XasRegion before) {
        return region.unit() == XasRegion.Unit.K && before.end() >= 0
                ? "%.4f 1/Å".formatted(XasRegion.waveNumber(before.end()))
                : "%.2f eV".formatted(before.end());
    }

    /// Where a region may begin, in its own unit and not below that.
    private static double beginning(XasRegion region, XasRegion before) {
        return region.unit() == XasRegion.Unit.K && before.end() >= 0
                ? Math.ceil(XasRegion.waveNumber(before.end()) * 1e4) / 1e4
                : Math.ceil(before.end() * 100) / 100;
    }

    /// Energy of the edge in eV: the recipe's own, else the table's.
    public double edgeEv() {
        return e0.orElseGet(() -> EdgeTable.get().element(element).edge(edge));
    }

    /// The points of all regions: ascending, none of them twice.
    public List<XasScan.Point> points() {
        double origin = edgeEv();
        List<XasScan.Point> points = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            XasRegion region = regions.get(i);
            double above =
                    i == 0
                            ? Double.NEGATIVE_INFINITY
                            : regions.get(i - 1).end() + regions.get(i - 1).same(region);
            String part = "region " + (i + 1) + " (" + region + ")";
            for (XasRegion.Point point : region.points()) {
                if (point.relativeEv() > above) {
                    points.add(
                            new XasScan.Point(
                                    part, origin + point.relativeEv(), seconds(point.dwell())));
                }
            }
        }
        return points;
    }

    @Override
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("technique", TECHNIQUE);
        json.addProperty("version", VERSION);
        json.addProperty("name", name);
        json.addProperty("element", element);
        json.addProperty("edge", edge);
        e0.ifPresent(energyEv -> json.addProperty("e0", energyEv));
        JsonArray parts = new JsonArray();
        regions.forEach(region -> parts.add(json(region)));
        json.add("regions", parts);
        json.addProperty("positioner_settle", positionerSettle);
        json.addProperty("detector_settle", detectorSettle);
        json.addProperty("repeats", repeats);
        before.ifPresent(preparation -> json.add("before", preparation.toJson()));
        if (!gains.isEmpty()) {
            JsonObject labels = new JsonObject();
            gains.forEach(labels::addProperty);
            json.add("gains", labels);
        }
        json.add("detectors", array(detectors));
        json.add("read", array(read));
        json.addProperty("sample", sample);
        json.addProperty("notes", notes);
        return json;
    }

    private static JsonObject json(XasRegion region) {
        JsonObject json = new JsonObject();
        json.addProperty("from", region.from());
        json.addProperty("to", region.to());
        json.addProperty("step", region.step());
        json.addProperty("unit", region.unit().word());
        json.addProperty("dwell", region.dwell());
        if (region.kPower() != 0) {
            json.addProperty("k_power", region.kPower());
        }
        return json;
    }

    private static JsonArray array(List<String> names) {
        JsonArray array = new JsonArray();
        names.forEach(array::add);
        return array;
    }

    @Override
    public Plan plan(Devices devices) {
        Axis energy = devices.energy();
        if (before.filter(moved -> moved.device().equals(energy.name())).isPresent()) {
            throw new PlanException(
                    "before.device is "
                            + energy.name()
                            + ", which the spectrum itself scans; name another device");
        }
        return new XasScan(
                energy,
                points(),
                detectors.stream().map(devices::detector).toList(),
                read.stream().map(devices::readable).toList(),
                devices.counters(),
                gains.entrySet().stream()
                        .map(gain -> new XasScan.Gain(devices.gain(gain.getKey()), gain.getValue()))
                        .toList(),
                seconds(positionerSettle),
                seconds(detectorSettle),
                repeats,
                before.map(preparation -> preparation.on(devices)),
                devices.beamShutter());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
