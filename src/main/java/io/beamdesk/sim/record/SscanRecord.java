package io.beamdesk.sim.record;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// The sscan record of synApps as a client sees it that sets a scan up; it does not scan.
///
/// Start, end, centre, width, step and number of points of a positioner are kept consistent as the
/// record does with its freeze flags at their defaults (NPTS frozen, nothing else), which therefore
/// cannot be written. A positioner in TABLE mode has them at 0 and gets them back when it leaves the
/// mode. Field names and menus: the record's reference,
/// <https://epics-modules.github.io/sscan/sscanRecord.html>.
public final class SscanRecord extends EpicsRecord {
    private static final int POSITIONERS = 4;
    private static final int TRIGGERS = 4;
    private static final int DETECTORS = 70;
    private static final int TABLE = 1;
    private static final List<String> FREEZE = List.of("NO", "FREEZE");
    private static final List<String> PV_STATES =
            List.of(
                    "PV OK",
                    "No PV",
                    "PV NoRead",
                    "PV illegal1",
                    "PV NoWrite",
                    "PV illegal2",
                    "PV BAD");

    private final Predicate<String> exists;
    private final int most;
    private final Field points;
    private final Field message;
    private final Field alert;
    private final List<Positioner> positioners = new ArrayList<>();

    /// Makes a record that scans nothing.
    ///
    /// @param most MPTS
    /// @param exists whether a process variable of this name is there
    public SscanRecord(
            World world, String name, String description, int most, Predicate<String> exists) {
        super(world, name, "sscan", description);
        this.exists = exists;
        this.most = most;
        number("VAL", 0);
        message = text("SMSG", "");
        alert = add("ALRT", NativeType.CHAR, Elements.of(0));
        choiceOf("CMND", "Clear msg").onWrite(_ -> say("", 0));
        small("EXSC", 0).onWrite(this::execute);
        add("BUSY", NativeType.CHAR, Elements.of(0));
        choiceOf(
                "FAZE",
                "IDLE",
                "INIT_SCAN",
                "DO:BEFORE_SCAN",
                "WAIT:BEFORE_SCAN",
                "MOVE_MOTORS",
                "WAIT:MOTORS",
                "TRIG_DETCTRS",
                "WAIT:DETCTRS",
                "RETRACE_MOVE",
                "WAIT:RETRACE",
                "DO:AFTER_SCAN",
                "WAIT:AFTER_SCAN",
                "SCAN_DONE",
                "SCAN_PENDING",
                "PREVIEW",
                "RECORD SCALAR DATA");
        choiceOf("PAUS", "GO", "PAUSE").settable();
        small("DATA", 1);
        whole("CPT", 0);
        whole("MPTS", most);
        points = whole("NPTS", Math.min(100, most)).onWrite(v -> points(v.integer(0)));
        choice("FPTS", FREEZE, 1);
        choiceOf("FFO", "USE F-FLAGS", "OVERRIDE");
        choiceOf(
                        "PASM",
                        "STAY",
                        "START POS",
                        "PRIOR POS",
                        "PEAK POS",
                        "VALLEY POS",
                        "+EDGE POS",
                        "-EDGE POS",
                        "CNTR OF MASS")
                .settable();
        choiceOf("ACQM", "NORMAL", "ACCUMULATE", "ADD TO PREV").settable();
        choiceOf("ACQT", "SCALAR", "1D ARRAY").settable();
        single("PDLY", 0);
        single("DDLY", 0);
        single("ATIME", 0);
        for (String link : List.of("BS", "AS")) {
            link(link);
            single(link + "CD", 1);
            choiceOf(link + "WAIT", "Wait", "NoWait").settable();
        }
        for (int i = 1; i <= TRIGGERS; i++) {
            link("T" + i);
            single("T" + i + "CD", 1);
        }
        for (int i = 1; i <= DETECTORS; i++) {
            link(String.format(Locale.ROOT, "D%02d", i));
        }
        for (int i = 1; i <= POSITIONERS; i++) {
            positioners.add(new Positioner("P" + i));
            link("R" + i);
        }
        stamp();
    }

    private Field choiceOf(String field, String... labels) {
        return choice(field, List.of(labels), 0);
    }

    private void single(String field, double initial) {
        add(field, NativeType.FLOAT, Elements.of(initial))
                .properties(Properties.number("", 3, 0, 0))
                .settable();
    }

    /// The name of a process variable, and what the record found under it.
    private Field link(String prefix) {
        Field state = choice(prefix + "NV", PV_STATES, 1);
        return text(prefix + "PV", "")
                .onWrite(v -> {
                    String name = v.characters().strip();
                    get(prefix + "PV").set(Elements.of(name));
                    state.post(name.isEmpty() ? 1 : exists.test(name) ? 0 : 6);
                });
    }

    private void execute(Elements written) {
        if (written.integer(0) != 0) {
            say("Simulated: set up only, no scan", 1);
        }
    }

    private void say(String text, int alarming) {
        stamp();
        message.post(Elements.of(text));
        alert.post(alarming);
    }

    private void points(int wanted) {
        say("", 0);
        points.post(Math.clamp(wanted, 1, most));
        positioners.forEach(Positioner::pointsChanged);
    }

    private double intervals() {
        return Math.max(1, points.integer() - 1);
    }

    /// Where one positioner goes.
    private final class Positioner {
        private final String name;
        private final Field mode;
        private final Field start;
        private final Field end;
        private final Field step;
        private final Field centre;
        private final Field width;
        private final Field table;
        private int loaded;
        private double startBefore;
        private double endBefore;

        Positioner(String name) {
            this.name = name;
            link(name);
            mode = choiceOf(name + "SM", "LINEAR", "TABLE", "FLY").onWrite(v -> mode(v.integer(0)));
            choiceOf(name + "AR", "ABSOLUTE", "RELATIVE").settable();
            start = number(name + "SP", 0);
            end = number(name + "EP", 0);
            step = number(name + "SI", 0);
            centre = number(name + "CP", 0);
            width = number(name + "WD", 0);
            start.onWrite(v -> written(() -> span(v.number(0), end.number())));
            end.onWrite(v -> written(() -> span(start.number(), v.number(0))));
            step.onWrite(v ->
                    written(() ->
                            span(start.number(), start.number() + intervals() * v.number(0))));
            centre.onWrite(v -> written(() -> around(v.number(0), width.number())));
            width.onWrite(v -> written(() -> around(centre.number(), v.number(0))));
            text(name + "EU", "").settable();
            small(name + "PR", 4).settable();
            number(name + "LR", 0).settable();
            number(name + "HR", 0).settable();
            for (String frozen : List.of("FS", "FE", "FI", "FC", "FW")) {
                choice(name + frozen, FREEZE, 0);
            }
            table =
                    add(
                                    name + "PA",
                                    NativeType.DOUBLE,
                                    most,
                                    new Elements.Doubles(new double[most]))
                            .onWrite(this::load);
        }

        private boolean tabled() {
            return mode.integer() == TABLE;
        }

        /// In TABLE mode the numbers of a line mean nothing and stay 0.
        private void written(Runnable change) {
            if (tabled()) {
                span(0, 0);
                say("Positioner #" + name.substring(1) + " is in Table Mode !", 1);
            } else {
                say("", 0);
                change.run();
            }
        }

        private void span(double from, double to) {
            start.post(from);
            end.post(to);
            step.post((to - from) / intervals());
            centre.post((from + to) / 2);
            width.post(to - from);
        }

        private void around(double middle, double size) {
            span(middle - size / 2, middle + size / 2);
        }

        private void mode(int next) {
            boolean before = tabled();
            stamp();
            mode.post(next);
            if (tabled() && !before) {
                startBefore = start.number();
                endBefore = end.number();
                span(0, 0);
                checkTable();
            } else if (before && !tabled()) {
                span(startBefore, endBefore);
            }
        }

        private void pointsChanged() {
            if (tabled()) {
                checkTable();
            } else {
                span(start.number(), end.number());
            }
        }

        private void checkTable() {
            if (loaded < points.integer()) {
                say("Pts in " + name + " Table < # of Steps!", 1);
            }
        }

        /// What is shorter than the table leaves the rest of it as it was.
        private void load(Elements written) {
            say("", 0);
            loaded = written.count();
            double[] positions = new double[most];
            for (int i = 0; i < most; i++) {
                positions[i] = (i < loaded ? written : table.value()).number(i);
            }
            table.set(new Elements.Doubles(positions));
            checkTable();
        }
    }
}
