package io.beamdesk.recipe.scrape;

import com.google.gson.JsonObject;
import io.beamdesk.plan.path.Line;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.CentringRecipe;
import io.beamdesk.recipe.FlyTomographyRecipe;
import io.beamdesk.recipe.ListScanRecipe;
import io.beamdesk.recipe.MapRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.ScreeningRecipe;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.TimeSeriesRecipe;
import io.beamdesk.recipe.TomographyRecipe;
import io.beamdesk.recipe.XasRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Compares a recipe with sscan records, field by field.
final class Comparison {
    /// A name of the record holds so many characters.
    private static final int LONGEST_NAME = 39;

    /// The order of the writes. What a positioner is comes before where it goes, and the number of
    /// points before the positions, for the record adjusts the step to it and checks tables by it.
    private enum Phase {
        NAMES,
        MODES,
        POINTS,
        POSITIONS,
        TIMES
    }

    private record Wanted(Phase phase, Difference difference) {}

    private final SscanSnapshot snapshot;
    private final ScanDevices devices;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<Remark> problems = new ArrayList<>();

    private Comparison(SscanSnapshot snapshot, ScanDevices devices) {
        this.snapshot = snapshot;
        this.devices = devices;
    }

    /// How many records a recipe of this kind needs.
    static int levels(Recipe recipe) {
        return recipe instanceof StepScanRecipe step ? step.axes().size() : 1;
    }

    /// The detectors of a recipe that a record can hold.
    static List<String> detectors(Recipe recipe) {
        if (recipe instanceof StepScanRecipe step) {
            return step.detectors();
        }
        return recipe instanceof ListScanRecipe list ? list.detectors() : List.of();
    }

    /// Compares with the outermost records, as many as the recipe needs.
    static SscanChange of(Recipe recipe, SscanSnapshot records, ScanDevices devices) {
        Scraped all = Scrape.of(records, devices, Optional.empty());
        if (all.recipe().filter(r -> measurement(r).equals(measurement(recipe))).isPresent()) {
            return new SscanChange(recipe, List.of(), List.of(), all.leftOut(), all.busy());
        }
        int levels = Math.min(levels(recipe), records.levels().size());
        Comparison comparison = new Comparison(records.outermost(levels), devices);
        comparison.recipe(recipe);
        List<Difference> differences =
                comparison.wanted.stream()
                        .sorted(Comparator.comparing(Wanted::phase))
                        .map(Wanted::difference)
                        .toList();
        return new SscanChange(
                recipe,
                comparison.problems.isEmpty() ? differences : List.of(),
                comparison.problems,
                all.leftOut().stream().filter(remark -> !isChanged(remark, differences)).toList(),
                records.busy());
    }

    private static boolean isChanged(Remark remark, List<Difference> differences) {
        return differences.stream().anyMatch(d -> d.pv().equals(remark.pv()));
    }

    /// A recipe without what a record cannot keep.
    private static JsonObject measurement(Recipe recipe) {
        JsonObject json = recipe.toJson();
        List.of("name", "sample", "notes").forEach(json::remove);
        return json;
    }

    private void problem(PvName pv, String text) {
        problems.add(new Remark(pv, text));
    }

    private void recipe(Recipe recipe) {
        PvName record = snapshot.levels().getFirst().record();
        switch (recipe) {
            case StepScanRecipe step -> step(record, step);
            case ListScanRecipe list -> list(list);
            case XasRecipe _,
                    MapRecipe _,
                    TimeSeriesRecipe _,
                    AutorockRecipe _,
                    CentringRecipe _,
                    ScreeningRecipe _,
                    TomographyRecipe _,
                    FlyTomographyRecipe _ ->
                    problem(
                            record,
                            "cannot hold a recipe of the technique "
                                    + recipe.toJson().get("technique")
                                    + "; give a step scan or a list scan");
        }
    }

    private void step(PvName record, StepScanRecipe step) {
        if (step.axes().size() > snapshot.levels().size()) {
            problem(
                    record,
                    "scans "
                            + snapshot.levels().size()
                            + " of the recipe's "
                            + step.axes().size()
                            + " axes; name an outer record, such as SIM:scan2 around SIM:scan1");
            return;
        }
        if (step.snaked()) {
            problem(record, "cannot go back and forth; give a recipe that is not snaked");
        }
        for (int i = 0; i < snapshot.levels().size(); i++) {
            SscanFields level = snapshot.levels().get(i);
            StepScanRecipe.AxisRange range = step.axes().get(i);
            names(level, List.of(range.device()));
            modes(level, 1, "LINEAR", step.relative());
            points(level, range.points());
            Line line = range.line();
            boolean single = line.points() == 1;
            // A table has its line put away and comes back with an older one.
            boolean hidden = level.text("P1SM").equals("TABLE");
            place(level, "P1SP", single ? line.at(0) : line.from(), hidden);
            place(level, "P1EP", single ? line.at(0) : line.to(), hidden);
            if (i + 1 < snapshot.levels().size()) {
                triggers(level, snapshot.levels().get(i + 1));
            }
        }
        measure(step.detectors(), step.read(), step.exposure(), step.settle());
    }

    private void list(ListScanRecipe list) {
        SscanFields level = snapshot.innermost();
        if (list.axes().size() > SscanFields.SLOTS) {
            problem(
                    level.record(),
                    "has "
                            + SscanFields.SLOTS
                            + " positioners; the recipe has "
                            + list.axes().size()
                            + " axes, give fewer");
            return;
        }
        names(level, list.axes());
        points(level, list.positions().size());
        for (int i = 1; i <= list.axes().size(); i++) {
            modes(level, i, "TABLE", list.relative());
            int column = i - 1;
            double[] table =
                    list.positions().stream().mapToDouble(row -> row.get(column)).toArray();
            double[] present = level.table(i);
            double[] used = Arrays.copyOf(present, Math.min(present.length, table.length));
            if (!Arrays.equals(used, table)) {
                want(
                        Phase.POSITIONS,
                        level.pv("P" + i + "PA"),
                        new Value.Doubles(used),
                        new Value.Doubles(table));
            }
        }
        measure(list.detectors(), list.read(), list.exposure(), list.settle());
    }

    /// What the positioners move, and where they are read.
    private void names(SscanFields level, List<String> axes) {
        for (int i = 1; i <= SscanFields.SLOTS; i++) {
            String field = "P" + i + "PV";
            if (i > axes.size()) {
                name(level, field, "");
                continue;
            }
            Optional<ScanDevices.Axis> axis = devices.axis(axes.get(i - 1));
            if (axis.isEmpty()) {
                problem(
                        level.pv(field),
                        "cannot move "
                                + axes.get(i - 1)
                                + ", which is no axis of the beamline file; name another device");
                continue;
            }
            PvName setpoint = axis.get().setpoint();
            if (!ScanDevices.same(level.text(field), setpoint.toString())) {
                name(level, field, setpoint.toString());
                name(level, "R" + i + "PV", axis.get().readback().toString());
            }
        }
    }

    private void modes(SscanFields level, int slot, String mode, boolean relative) {
        menu(level, "P" + slot + "SM", mode);
        menu(level, "P" + slot + "AR", relative ? "RELATIVE" : "ABSOLUTE");
        if (level.values().containsKey("ACQT")) {
            menu(level, "ACQT", "SCALAR");
        }
    }

    private void points(SscanFields level, int points) {
        double most = level.number("MPTS");
        if (points > most) {
            problem(
                    level.pv("MPTS"),
                    "allows " + (long) most + " points; the recipe has " + points + ", give fewer");
        }
        number(
                Phase.POINTS,
                level.pv("NPTS"),
                level.number("NPTS"),
                points,
                new Value.Whole(points));
    }

    private void place(SscanFields level, String field, double position, boolean always) {
        if (always || level.number(field) != position) {
            want(
                    Phase.POSITIONS,
                    level.pv(field),
                    new Value.Floating(level.number(field)),
                    new Value.Floating(position));
        }
    }

    /// An outer record starts the inner one; what else it triggers is its own.
    private void triggers(SscanFields level, SscanFields inner) {
        String start = inner.pv("EXSC").toString();
        for (int i = 1; i <= SscanFields.SLOTS; i++) {
            if (ScanDevices.same(level.text("T" + i + "PV"), start)) {
                single(Phase.NAMES, level, "T" + i + "CD", 1);
                return;
            }
        }
        name(level, "T1PV", start);
        single(Phase.NAMES, level, "T1CD", 1);
    }

    private void measure(
            List<String> detectors, List<String> read, double exposure, double settle) {
        SscanFields level = snapshot.innermost();
        single(Phase.TIMES, level, "PDLY", settle);
        List<ScanDevices.Detector> known = new ArrayList<>();
        for (String name : detectors) {
            devices.detector(name)
                    .ifPresentOrElse(
                            known::add,
                            () ->
                                    problem(
                                            level.pv("T1PV"),
                                            "cannot trigger "
                                                    + name
                                                    + ", which is no detector of the beamline"
                                                    + " file; name another device"));
        }
        if (known.size() > SscanFields.SLOTS) {
            problem(
                    level.record(),
                    "has "
                            + SscanFields.SLOTS
                            + " triggers; the recipe has "
                            + known.size()
                            + " detectors, give fewer");
            return;
        }
        for (int i = 1; i <= SscanFields.SLOTS; i++) {
            boolean used = i <= known.size();
            name(level, "T" + i + "PV", used ? known.get(i - 1).trigger().toString() : "");
            if (used) {
                single(Phase.NAMES, level, "T" + i + "CD", 1);
                PvName pv = known.get(i - 1).exposure();
                double present = snapshot.exposures().getOrDefault(pv, Double.NaN);
                number(Phase.TIMES, pv, present, exposure, new Value.Floating(exposure));
            }
        }
        read(level, detectors, read);
    }

    /// What is read is left as it is where it says the same devices; otherwise it is written anew,
    /// and what no device records is kept behind it.
    private void read(SscanFields level, List<String> detectors, List<String> read) {
        List<String> devicesRead = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 1; i <= SscanFields.DETECTORS; i++) {
            String pv = level.text(SscanFields.detector(i));
            if (!pv.isEmpty()) {
                devices.readingOf(pv)
                        .ifPresentOrElse(r -> devicesRead.add(r.device()), () -> unknown.add(pv));
            }
        }
        List<String> others =
                devicesRead.stream().filter(d -> !detectors.contains(d)).distinct().toList();
        List<String> columns = new ArrayList<>();
        boolean all = others.equals(read);
        for (String device : detectors) {
            List<PvName> own =
                    devices.reading(device).map(ScanDevices.Reading::columns).orElse(List.of());
            own.forEach(pv -> columns.add(pv.toString()));
            all &= own.isEmpty() || devicesRead.contains(device);
        }
        if (all) {
            return;
        }
        for (String device : read) {
            List<PvName> own =
                    devices.reading(device).map(ScanDevices.Reading::columns).orElse(List.of());
            if (own.isEmpty()) {
                problem(
                        level.pv(SscanFields.detector(1)),
                        "cannot read "
                                + device
                                + ", which has no number in the beamline file;"
                                + " name another device");
            } else {
                columns.add(own.getFirst().toString());
            }
        }
        columns.addAll(unknown);
        if (columns.size() > SscanFields.DETECTORS) {
            problem(
                    level.record(),
                    "reads "
                            + SscanFields.DETECTORS
                            + " numbers; the recipe needs "
                            + columns.size()
                            + ", name fewer devices");
            return;
        }
        for (int i = 1; i <= SscanFields.DETECTORS; i++) {
            name(level, SscanFields.detector(i), i <= columns.size() ? columns.get(i - 1) : "");
        }
    }

    private void name(SscanFields level, String field, String pv) {
        if (ScanDevices.same(level.text(field), pv)) {
            return;
        }
        if (pv.length() > LONGEST_NAME || pv.contains("://")) {
            problem(
                    level.pv(field),
                    "cannot hold \""
                            + pv
                            + "\"; a record takes Channel Access names of up to "
                            + LONGEST_NAME
                            + " characters");
        } else if (pv.isEmpty() || level.values().containsKey(field)) {
            want(
                    Phase.NAMES,
                    level.pv(field),
                    new Value.Text(level.text(field)),
                    new Value.Text(pv));
        } else {
            problem(level.pv(field), "is no field of this record; name fewer devices");
        }
    }

    private void menu(SscanFields level, String field, String label) {
        if (level.text(field).equals(label)) {
            return;
        }
        Value present = level.values().get(field);
        if (present instanceof Value.Choice(int _, List<String> labels) && labels.contains(label)) {
            want(
                    Phase.MODES,
                    level.pv(field),
                    present,
                    new Value.Choice(labels.indexOf(label), labels));
        } else {
            problem(
                    level.pv(field),
                    "has no choice "
                            + label
                            + "; check that "
                            + level.record()
                            + " is an sscan record");
        }
    }

    private void single(Phase phase, SscanFields level, String field, double value) {
        if ((float) level.number(field) != (float) value) {
            want(
                    phase,
                    level.pv(field),
                    new Value.Floating(level.single(field)),
                    new Value.Floating(value));
        }
    }

    private void number(Phase phase, PvName pv, double present, double value, Value after) {
        if (present != value) {
            want(
                    phase,
                    pv,
                    after instanceof Value.Whole
                            ? new Value.Whole((long) present)
                            : new Value.Floating(present),
                    after);
        }
    }

    private void want(Phase phase, PvName pv, Value before, Value after) {
        wanted.add(new Wanted(phase, new Difference(pv, before, after)));
    }
}
