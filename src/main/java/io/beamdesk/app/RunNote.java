package io.beamdesk.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is on the disk of a run while it is under way, for whoever starts Beamdesk after it was killed.
///
/// @param process number of the process that runs it
/// @param processStarted when that process began, as numbers of processes come again
/// @param title of the run
/// @param sample its sample, may be empty
/// @param by account of who started it
/// @param beamline the beamline file; empty for a simulated beamline, which ended with the process
/// @param started when
/// @param fromQueue whether the queue started it
/// @param products what it has opened, in order
public record RunNote(
        long process,
        Instant processStarted,
        String title,
        String sample,
        String by,
        String beamline,
        Instant started,
        boolean fromQueue,
        List<Path> products) {
    RunNote with(Path product) {
        List<Path> all = new ArrayList<>(products);
        all.add(product);
        return new RunNote(
                process, processStarted, title, sample, by, beamline, started, fromQueue, all);
    }

    /// Whether the other one, if there is one, is about the same run.
    boolean isOf(@Nullable RunNote other) {
        return other != null && other.process == process && other.started.equals(started);
    }

    /// Copies the list.
    public RunNote {
        products = List.copyOf(products);
    }
}
