package io.beamdesk.recipe.scrape;

import io.beamdesk.plan.path.Line;
import io.beamdesk.recipe.StepScanRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// The positioners of one record.
final class Positioners {
    /// Where a positioner goes, at one of the record's points after the other.
    ///
    /// @param device the axis
    /// @param relative whether the positions are added to where it stands
    /// @param line its ends and points, which are all there is to a line
    /// @param table its positions if they come from a table
    record Path(String device, boolean relative, Line line, Optional<List<Double>> table) {
        /// All positions.
        List<Double> positions() {
            return table.orElseGet(line::positions);
        }
    }

    private final SscanFields level;
    private final ScanDevices devices;
    private final Findings findings;

    Positioners(SscanFields level, ScanDevices devices, Findings findings) {
        this.level = level;
        this.devices = devices;
        this.findings = findings;
    }

    /// Where each of them goes; what is wrong with one is found and the others are read.
    List<Path> paths() {
        double points = level.number("NPTS");
        if (!(points >= 1)) {
            findings.problem(level, "NPTS", "is " + points + "; give a number of points");
            return List.of();
        }
        if (points > StepScanRecipe.MAX_POINTS) {
            findings.problem(
                    level,
                    "NPTS",
                    "is "
                            + (long) points
                            + ", more than the "
                            + StepScanRecipe.MAX_POINTS
                            + " points a recipe can have; give fewer");
            return List.of();
        }
        if (level.text("ACQT").equals("1D ARRAY")) {
            findings.problem(
                    level,
                    "ACQT",
                    "is 1D ARRAY, which measures during the motion; a recipe for it does not exist,"
                            + " set it to SCALAR to stop at each point");
        }
        List<Path> paths = new ArrayList<>();
        boolean positioned = false;
        for (int i = 1; i <= SscanFields.SLOTS; i++) {
            if (!level.text("P" + i + "PV").isEmpty()) {
                positioned = true;
                path(i, (int) points).ifPresent(paths::add);
            }
        }
        if (!positioned) {
            findings.problem(
                    level,
                    "P1PV",
                    "is empty, and so are the other positioners; name the PV of an axis");
        }
        return paths;
    }

    private Optional<Path> path(int slot, int points) {
        String p = "P" + slot;
        int before = findings.problems().size();
        String pv = level.text(p + "PV");
        Optional<ScanDevices.Axis> axis = devices.axisOf(pv);
        if (axis.isEmpty()) {
            findings.problem(
                    level,
                    p + "PV",
                    "moves "
                            + pv
                            + ", which no axis of the beamline file has as its setpoint; add the"
                            + " axis there");
        }
        String place = level.text(p + "AR");
        if (!place.equals("ABSOLUTE") && !place.equals("RELATIVE")) {
            findings.problem(level, p + "AR", "is " + place + "; give ABSOLUTE or RELATIVE");
        }
        Line line = new Line(0, 0, points);
        Optional<List<Double>> table = Optional.empty();
        switch (level.text(p + "SM")) {
            case "LINEAR" -> line = line(p, points);
            case "TABLE" -> table = Optional.of(table(slot, points));
            case "FLY" ->
                    findings.problem(
                            level,
                            p + "SM",
                            "is FLY, which measures during the motion; a recipe for it does not"
                                    + " exist, set it to LINEAR to stop at each point");
            default ->
                    findings.problem(
                            level,
                            p + "SM",
                            "is " + level.text(p + "SM") + "; give LINEAR or TABLE");
        }
        axis.ifPresent(a -> readback(slot, a));
        return findings.problems().size() > before
                ? Optional.empty()
                : Optional.of(
                        new Path(
                                axis.orElseThrow().device(),
                                place.equals("RELATIVE"),
                                line,
                                table));
    }

    private Line line(String p, int points) {
        double from = level.number(p + "SP");
        double end = level.number(p + "EP");
        double step = level.number(p + "SI");
        for (String field : List.of("SP", "EP", "SI")) {
            double value = level.number(p + field);
            if (!Double.isFinite(value)) {
                findings.problem(level, p + field, "is " + value + "; give a number");
                return new Line(0, 0, points);
            }
        }
        // The record moves in steps from the start; a frozen field may leave the end elsewhere.
        double reached = from + (points - 1) * step;
        double scale = Math.max(Math.abs(from), Math.max(Math.abs(end), Math.abs(reached)));
        double to = Math.abs(end - reached) <= 1e-9 * scale ? end : reached;
        if (points == 1) {
            return new Line(from, from, 1);
        }
        if (to != end) {
            findings.leftOut(
                    level,
                    p + "EP",
                    "is "
                            + end
                            + ", but "
                            + points
                            + " points in steps of "
                            + step
                            + " from "
                            + from
                            + " end at "
                            + to
                            + ", which the recipe has");
        }
        if (from == to) {
            findings.problem(
                    level,
                    p + "SP",
                    "is "
                            + from
                            + ", and all "
                            + points
                            + " points are there; give another end, or a single point");
        }
        return new Line(from, to, points);
    }

    private List<Double> table(int slot, int points) {
        String field = "P" + slot + "PA";
        double[] all = level.table(slot);
        if (all.length < points) {
            findings.problem(
                    level,
                    field,
                    "has " + all.length + " positions for " + points + " points; load the others");
            return List.of();
        }
        for (int i = 0; i < points; i++) {
            if (!Double.isFinite(all[i])) {
                findings.problem(
                        level,
                        field,
                        "has " + all[i] + " for point " + (i + 1) + "; load a number there");
                return List.of();
            }
        }
        return DoubleStream.of(all).limit(points).boxed().toList();
    }

    private void readback(int slot, ScanDevices.Axis axis) {
        String field = "R" + slot + "PV";
        String pv = level.text(field);
        if (!pv.isEmpty()
                && !ScanDevices.same(pv, axis.readback().toString())
                && !ScanDevices.same(pv, axis.setpoint().toString())) {
            findings.leftOut(
                    level,
                    field,
                    "reads the position from "
                            + pv
                            + "; the recipe reads "
                            + axis.device()
                            + " from "
                            + axis.readback());
        }
    }
}
