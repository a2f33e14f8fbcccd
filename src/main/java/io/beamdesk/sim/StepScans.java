package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.record.SscanRecord;

/// The sscan records scan1 to scan4 and scanH: a line in the energy over the ion chambers, and
/// around it sample X and sample Y.
final class StepScans {
    private static final int MOST_POINTS = 2000;

    private final Site site;

    StepScans(Site site) {
        this.site = site;
        SscanRecord scan1 = add("scan1", "Energy over the ion chambers");
        positioner(scan1, "mono:E", "eV", 8300, 8400);
        set(scan1, "NPTS", 51);
        set(scan1, "T1PV", site.name("scaler1.CNT"));
        set(scan1, "D01PV", site.name("scaler1.S2"));
        set(scan1, "D02PV", site.name("scaler1.S3"));
        set(scan1, "D03PV", site.name("scaler1.S4"));
        set(scan1, "D04PV", site.name("ring:current"));
        set(scan1, "PDLY", 0.05);
        SscanRecord scan2 = add("scan2", "Sample X around scan1");
        positioner(scan2, "m1", "mm", -2, 2);
        around(scan2, scan1, 5);
        SscanRecord scan3 = add("scan3", "Sample Y around scan2");
        positioner(scan3, "m2", "mm", -1, 1);
        around(scan3, scan2, 3);
        add("scan4", "Free");
        add("scanH", "Free");
    }

    private SscanRecord add(String name, String description) {
        SscanRecord scan =
                site.add(
                        new SscanRecord(
                                site.world(),
                                site.name(name),
                                description,
                                MOST_POINTS,
                                pv -> site.database().find(pv) != null));
        set(scan, "PASM", 2);
        return scan;
    }

    private void positioner(SscanRecord scan, String motor, String units, double from, double to) {
        set(scan, "P1PV", site.name(motor + ".VAL"));
        set(scan, "R1PV", site.name(motor + ".RBV"));
        set(scan, "P1EU", units);
        set(scan, "P1SP", from);
        set(scan, "P1EP", to);
    }

    private static void around(SscanRecord outer, SscanRecord inner, int points) {
        set(outer, "NPTS", points);
        set(outer, "T1PV", inner.name() + ".EXSC");
    }

    private static void set(SscanRecord scan, String field, double value) {
        set(scan, field, Elements.of(value));
    }

    private static void set(SscanRecord scan, String field, String value) {
        set(scan, field, Elements.of(value));
    }

    private static void set(SscanRecord scan, String field, Elements value) {
        try {
            scan.get(field).put(value, null);
        } catch (ServedPv.RefusedWrite refused) {
            throw new IllegalStateException(refused);
        }
    }
}
