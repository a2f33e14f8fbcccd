package io.beamdesk.ui.setup;

import java.time.Instant;
import java.util.List;

/// Whether a device answers.
///
/// @param device its name
/// @param label its name for people
/// @param since when the last of its PVs connected; the start of the desk if none has
/// @param total number of its PVs
/// @param silent those that do not answer
public record Connection(
        String device, String label, Instant since, int total, List<Silent> silent) {
    /// A PV that does not answer.
    ///
    /// @param pv its name
    /// @param since when it stopped, or when the search began
    public record Silent(String pv, Instant since) {}

    /// Copies the list.
    public Connection {
        silent = List.copyOf(silent);
    }

    /// Whether all of it answers.
    public boolean connected() {
        return silent.isEmpty();
    }

    /// What to do about it; empty if there is nothing.
    public String remedy() {
        if (connected()) {
            return "";
        }
        return silent.size() == total
                ? "None of its PVs answers: check that its IOC runs and the network reaches it."
                : "Part of it answers: check these names in the beamline file.";
    }
}
