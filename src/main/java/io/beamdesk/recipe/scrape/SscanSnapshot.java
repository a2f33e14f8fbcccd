package io.beamdesk.recipe.scrape;

import io.beamdesk.pv.PvName;
import java.util.List;
import java.util.Map;

/// Linked sscan records as they were read at one moment.
///
/// @param levels outermost first; each but the last triggers the next one
/// @param exposures exposure in s by its PV, of the detectors that the innermost record triggers
public record SscanSnapshot(List<SscanFields> levels, Map<PvName, Double> exposures) {
    /// Copies list and map.
    public SscanSnapshot {
        levels = List.copyOf(levels);
        exposures = Map.copyOf(exposures);
    }

    /// The records that are scanning; what is read meanwhile may belong to the scan under way.
    public List<Remark> busy() {
        return levels.stream()
                .filter(level -> level.number("BUSY") != 0)
                .map(level ->
                        new Remark(
                                level.pv("BUSY"),
                                "is 1, a scan is under way ("
                                        + level.text("FAZE")
                                        + "); wait for its end, or stop it with "
                                        + level.pv("EXSC")))
                .toList();
    }

    SscanFields innermost() {
        return levels.getLast();
    }

    /// The same with the outermost records only.
    SscanSnapshot outermost(int count) {
        return new SscanSnapshot(levels.subList(0, count), exposures);
    }
}
