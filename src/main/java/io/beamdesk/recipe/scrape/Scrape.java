package io.beamdesk.recipe.scrape;

import io.beamdesk.pv.PvName;
import io.beamdesk.recipe.ListScanRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import io.beamdesk.recipe.scrape.Positioners.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Turns sscan records into a recipe: one axis a record, each on a line, is a step scan; everything
/// else that stops at each point is a list scan of the points that would be visited.
public final class Scrape {
    private static final double LONGEST_SETTLE = 86_400;

    private final SscanSnapshot snapshot;
    private final ScanDevices devices;
    private final Findings findings = new Findings();

    private Scrape(SscanSnapshot snapshot, ScanDevices devices) {
        this.snapshot = snapshot;
        this.devices = devices;
    }

    /// The recipe of these records; named as the outermost one describes itself if no name is given.
    public static Scraped of(SscanSnapshot snapshot, ScanDevices devices, Optional<String> name) {
        Scrape scrape = new Scrape(snapshot, devices);
        Optional<Recipe> recipe = scrape.recipe(name.orElseGet(scrape::description));
        return new Scraped(
                snapshot,
                scrape.findings.problems().isEmpty() ? recipe : Optional.empty(),
                scrape.findings.problems(),
                scrape.findings.leftOut(),
                snapshot.busy());
    }

    private String description() {
        SscanFields outermost = snapshot.levels().getFirst();
        String text = outermost.text("DESC");
        return text.isEmpty() ? outermost.record().toString() : text;
    }

    private Optional<Recipe> recipe(String name) {
        List<List<Path>> paths =
                snapshot.levels().stream()
                        .map(level -> new Positioners(level, devices, findings).paths())
                        .toList();
        snapshot.levels().subList(0, snapshot.levels().size() - 1).forEach(this::outer);
        snapshot.levels().forEach(this::aside);
        SscanFields inner = snapshot.innermost();
        triggers(inner);
        List<String> detectors = detectors(inner, devices);
        List<String> read = read(inner, detectors);
        double exposure = exposure(detectors);
        double settle = inner.single("PDLY");
        if (!(settle >= 0 && settle <= LONGEST_SETTLE)) {
            findings.problem(inner, "PDLY", "is " + settle + " s; give a time from 0 up to a day");
        }
        if (detectors.isEmpty() && read.isEmpty()) {
            findings.problem(
                    inner,
                    "T1PV",
                    "neither this nor another trigger or detector field names a device of the"
                            + " beamline; name what is to be measured");
        }
        boolean relative = relative(paths);
        boolean grid =
                paths.stream().allMatch(p -> p.size() == 1 && p.getFirst().table().isEmpty());
        if (!findings.problems().isEmpty() || (!grid && !fits(paths))) {
            return Optional.empty();
        }
        String notes = "Scraped from " + snapshot.levels().getFirst().record() + ".";
        Recipe recipe =
                grid
                        ? new StepScanRecipe(
                                name,
                                axes(paths),
                                relative,
                                false,
                                detectors,
                                read,
                                exposure,
                                settle,
                                "",
                                notes)
                        : new ListScanRecipe(
                                name,
                                names(paths),
                                rows(paths),
                                relative,
                                detectors,
                                read,
                                exposure,
                                settle,
                                "",
                                notes);
        try {
            return Optional.of(RecipeFile.of(recipe.toJson()));
        } catch (RecipeException wrong) {
            wrong.faults()
                    .forEach(fault ->
                            findings.problems()
                                    .add(
                                            new Remark(
                                                    snapshot.levels().getFirst().record(),
                                                    "the recipe would be refused: " + fault)));
            return Optional.empty();
        }
    }

    private boolean relative(List<List<Path>> paths) {
        List<Path> all = paths.stream().flatMap(List::stream).toList();
        boolean relative = all.stream().anyMatch(Path::relative);
        if (relative && !all.stream().allMatch(Path::relative)) {
            findings.problem(
                    snapshot.levels().getFirst(),
                    "P1AR",
                    "some positioners of the scan are ABSOLUTE and others RELATIVE; a recipe has"
                            + " all of them alike, set them so");
        }
        return relative;
    }

    private boolean fits(List<List<Path>> paths) {
        double rows =
                paths.stream()
                        .mapToDouble(p -> p.getFirst().line().points())
                        .reduce(1, (a, b) -> a * b);
        if (rows > ListScanRecipe.MAX_ROWS) {
            findings.problem(
                    snapshot.levels().getFirst(),
                    "NPTS",
                    "makes "
                            + Math.round(rows)
                            + " points of a list together; a list scan has at most "
                            + ListScanRecipe.MAX_ROWS
                            + ", give fewer");
        }
        return findings.problems().isEmpty();
    }

    private static List<AxisRange> axes(List<List<Path>> paths) {
        return paths.stream()
                .map(List::getFirst)
                .map(p ->
                        new AxisRange(
                                p.device(), p.line().from(), p.line().to(), p.line().points()))
                .toList();
    }

    private static List<String> names(List<List<Path>> paths) {
        return paths.stream().flatMap(List::stream).map(Path::device).toList();
    }

    /// Every point of an outer record with every point of the inner ones; the positioners of one
    /// record move together.
    private static List<List<Double>> rows(List<List<Path>> paths) {
        List<List<Double>> rows = List.of(List.of());
        for (List<Path> level : paths) {
            List<List<Double>> positions = level.stream().map(Path::positions).toList();
            List<List<Double>> longer = new ArrayList<>();
            for (List<Double> row : rows) {
                for (int i = 0; i < positions.getFirst().size(); i++) {
                    List<Double> next = new ArrayList<>(row);
                    for (List<Double> column : positions) {
                        next.add(column.get(i));
                    }
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows;
    }

    /// What an outer record does beside triggering the inner one.
    private void outer(SscanFields level) {
        PvName inner = snapshot.levels().get(snapshot.levels().indexOf(level) + 1).pv("EXSC");
        for (int i = 1; i <= SscanFields.SLOTS; i++) {
            String pv = level.text("T" + i + "PV");
            if (ScanDevices.same(pv, inner.toString())) {
                started(level, i, pv);
            } else if (!pv.isEmpty()) {
                findings.leftOut(
                        level, "T" + i + "PV", "triggers " + pv + " at its own points only");
            }
        }
        for (int i = 1; i <= SscanFields.DETECTORS; i++) {
            String pv = level.text(SscanFields.detector(i));
            if (!pv.isEmpty()) {
                findings.leftOut(
                        level, SscanFields.detector(i), "reads " + pv + " at its own points only");
            }
        }
        if (level.number("PDLY") != 0) {
            findings.leftOut(
                    level,
                    "PDLY",
                    "waits "
                            + level.single("PDLY")
                            + " s at its own points; the recipe has one"
                            + " settle time, that of "
                            + snapshot.innermost().record());
        }
    }

    private void started(SscanFields level, int slot, String pv) {
        if (level.number("T" + slot + "CD") != 1) {
            findings.problem(
                    level,
                    "T" + slot + "CD",
                    "is " + level.single("T" + slot + "CD") + "; " + pv + " is started with 1");
        }
    }

    /// What a record does besides moving and measuring.
    private void aside(SscanFields level) {
        link(level, "BS", "before");
        link(level, "AS", "after");
        if (level.number("DDLY") != 0) {
            findings.leftOut(
                    level,
                    "DDLY",
                    "waits "
                            + level.single("DDLY")
                            + " s between measuring and reading; a recipe"
                            + " reads at once");
        }
        String end = level.text("PASM");
        if (!end.equals("PRIOR POS")) {
            findings.leftOut(
                    level, "PASM", "is " + end + "; a recipe returns its axes to where they were");
        }
        String mode = level.text("ACQM");
        if (!mode.isEmpty() && !mode.equals("NORMAL")) {
            findings.leftOut(
                    level, "ACQM", "is " + mode + "; each run of a recipe is measured afresh");
        }
    }

    private void link(SscanFields level, String which, String when) {
        String pv = level.text(which + "PV");
        if (!pv.isEmpty()) {
            boolean waits = !level.text(which + "WAIT").equals("NoWait");
            findings.leftOut(
                    level,
                    which + "PV",
                    "writes "
                            + level.single(which + "CD")
                            + " to "
                            + pv
                            + " "
                            + when
                            + " the scan"
                            + (waits ? " and waits for it" : "")
                            + "; a recipe has no such step");
        }
    }

    /// The detectors that a record triggers.
    static List<String> detectors(SscanFields level, ScanDevices devices) {
        return IntStream.rangeClosed(1, SscanFields.SLOTS)
                .mapToObj(i -> level.text("T" + i + "PV"))
                .flatMap(pv -> devices.detectorOf(pv).stream())
                .map(ScanDevices.Detector::device)
                .distinct()
                .toList();
    }

    private void triggers(SscanFields level) {
        for (int i = 1; i <= SscanFields.SLOTS; i++) {
            String pv = level.text("T" + i + "PV");
            if (devices.detectorOf(pv).isPresent()) {
                started(level, i, pv);
            } else if (!pv.isEmpty()) {
                findings.leftOut(
                        level,
                        "T" + i + "PV",
                        "triggers "
                                + pv
                                + ", which no detector of the beamline file is started with");
            }
        }
    }

    private List<String> read(SscanFields level, List<String> detectors) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= SscanFields.DETECTORS; i++) {
            String pv = level.text(SscanFields.detector(i));
            if (pv.isEmpty()) {
                continue;
            }
            Optional<ScanDevices.Reading> reading = devices.readingOf(pv);
            if (reading.isEmpty()) {
                findings.leftOut(
                        level,
                        SscanFields.detector(i),
                        "reads " + pv + ", which no device of the beamline file records");
            } else if (!detectors.contains(reading.get().device())) {
                names.add(reading.get().device());
            }
        }
        return names.stream().distinct().toList();
    }

    private double exposure(List<String> detectors) {
        // Without a detector nothing is exposed, but the form wants a time.
        double exposure = 1;
        String from = "";
        for (String name : detectors) {
            PvName pv = devices.detector(name).orElseThrow().exposure();
            double own = snapshot.exposures().getOrDefault(pv, Double.NaN);
            if (!(own > 0 && own <= LONGEST_SETTLE)) {
                findings.problems()
                        .add(
                                new Remark(
                                        pv,
                                        "is " + own + " s; give a time above 0 and up to a day"));
            } else if (from.isEmpty()) {
                exposure = own;
                from = pv.toString();
            } else if (own != exposure) {
                findings.leftOut()
                        .add(
                                new Remark(
                                        pv,
                                        "is "
                                                + own
                                                + " s; the recipe has one exposure, "
                                                + exposure
                                                + " s from "
                                                + from));
            }
        }
        return exposure;
    }
}
