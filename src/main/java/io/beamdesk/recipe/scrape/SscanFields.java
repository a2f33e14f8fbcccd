package io.beamdesk.recipe.scrape;

import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One sscan record as it was read. Field names and menus: the record's reference,
/// <https://epics-modules.github.io/sscan/sscanRecord.html>.
///
/// @param record its name: `SIM:scan1`
/// @param values value by field; older records have fewer fields
public record SscanFields(PvName record, Map<String, Value> values) {
    /// Positioners, and triggers, of a record.
    static final int SLOTS = 4;

    /// Detectors of a record.
    static final int DETECTORS = 70;

    /// Every record of this type has these.
    static final List<String> NEEDED = needed();

    /// Later versions of the record have these.
    static final List<String> OPTIONAL = optional();

    /// Copies the map.
    public SscanFields {
        values = Map.copyOf(values);
    }

    private static List<String> needed() {
        List<String> names =
                new ArrayList<>(
                        List.of(
                                "DESC", "MPTS", "BUSY", "FAZE", "PASM", "PDLY", "DDLY", "BSPV",
                                "BSCD", "ASPV", "ASCD"));
        for (int i = 1; i <= SLOTS; i++) {
            for (String field : List.of("PV", "SM", "AR", "SP", "EP", "SI")) {
                names.add("P" + i + field);
            }
            names.add("R" + i + "PV");
            names.add("T" + i + "PV");
            names.add("T" + i + "CD");
        }
        return List.copyOf(names);
    }

    private static List<String> optional() {
        List<String> names = new ArrayList<>(List.of("ACQT", "ACQM", "BSWAIT", "ASWAIT"));
        for (int i = 1; i <= DETECTORS; i++) {
            names.add(detector(i));
        }
        return List.copyOf(names);
    }

    /// The field that names what detector n reads, from 1.
    static String detector(int n) {
        return String.format(Locale.ROOT, "D%02dPV", n);
    }

    /// The PV of a field.
    PvName pv(String field) {
        return record.field(field);
    }

    /// A text or the label of a choice; empty if the record has no such field.
    String text(String field) {
        Value value = values.get(field);
        if (value instanceof Value.Choice choice) {
            return choice.label();
        }
        return value instanceof Value.Text(String text) ? text.strip() : "";
    }

    /// A number; NaN if the record has no such field.
    double number(String field) {
        Value value = values.get(field);
        return value == null ? Double.NaN : value.number().orElse(Double.NaN);
    }

    /// A number that the record keeps in single precision, as it was meant.
    double single(String field) {
        return Double.parseDouble(Float.toString((float) number(field)));
    }

    /// The positions of a table; empty if it was not read.
    double[] table(int positioner) {
        Value value = values.get("P" + positioner + "PA");
        if (value instanceof Value.Floating(double position)) {
            return new double[] {position};
        }
        return value instanceof Value.Doubles(double[] positions) ? positions : new double[0];
    }
}
