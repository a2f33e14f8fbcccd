package io.beamdesk.app;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/// A run that was under way when its process was killed, and what is left of it.
///
/// @param note what is known of it
/// @param hazards what the readbacks say now, a clause each; empty if everything is in its safe state
/// @param unfinished those of its products that have more than was committed
/// @param sameBeamline whether this desk is at the beamline that it ran on
public record RunLeft(
        RunNote note, List<String> hazards, List<Path> unfinished, boolean sameBeamline) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss");

    /// Copies the lists.
    public RunLeft {
        hazards = List.copyOf(hazards);
        unfinished = List.copyOf(unfinished);
    }

    /// The same run after something has been done about it.
    RunLeft now(List<String> hazardsNow, List<Path> unfinishedNow) {
        return new RunLeft(note, hazardsNow, unfinishedNow, sameBeamline);
    }

    /// What ran, how the beamline is now, where its product is, and what can be done.
    public String sentence(ZoneId zone) {
        return "%s was being measured (begun %s by %s) when Beamdesk was killed. %s %s%s"
                .formatted(
                        note.title(),
                        TIME.format(note.started().atZone(zone)),
                        note.by(),
                        beamline(),
                        product(),
                        note.fromQueue()
                                ? " It is first in the queue, as failed: retry it there to measure it again, or drop it."
                                : "");
    }

    private String beamline() {
        String there =
                sameBeamline
                        ? "The beamline now, read back: "
                        : "It ran on another beamline ("
                                + (note.beamline().isEmpty() ? "simulated" : note.beamline())
                                + "), this one now, read back: ";
        return there
                + (hazards.isEmpty()
                        ? "axes at rest, detectors idle, shutter closed."
                        : String.join("; ", hazards) + ".");
    }

    private String product() {
        if (note.products().isEmpty()) {
            return "No product had been opened.";
        }
        String where =
                note.products().stream().map(Path::toString).collect(Collectors.joining(", "));
        return unfinished.isEmpty()
                ? "Its product is " + where + "."
                : "Its product is "
                        + where
                        + ", complete up to its last commit; recover it to add what came after.";
    }
}
