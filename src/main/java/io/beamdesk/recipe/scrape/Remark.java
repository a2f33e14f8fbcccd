package io.beamdesk.recipe.scrape;

import io.beamdesk.pv.PvName;

/// Something to say about one field of a record.
///
/// @param pv the field: `SIM:scan1.P1PV`
/// @param text what there is to say, without the name
public record Remark(PvName pv, String text) {
    @Override
    public String toString() {
        return pv + ": " + text;
    }
}
