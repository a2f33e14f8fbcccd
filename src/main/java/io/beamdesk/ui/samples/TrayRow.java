package io.beamdesk.ui.samples;

import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.TrayCount;
import io.beamdesk.sample.TrayType;
import java.util.Optional;

/// A tray in the list.
///
/// @param count the tray and its samples by state
/// @param type what it is; empty if no catalogue has it any more
/// @param inBeam whether it is the one in the beam
record TrayRow(TrayCount count, Optional<TrayType> type, boolean inBeam) {
    String id() {
        return count.tray().id();
    }

    int measured() {
        return count.in(SampleState.MEASURED);
    }

    int failed() {
        return count.in(SampleState.FAILED);
    }

    double share() {
        return count.all() == 0 ? 0 : (double) measured() / count.all();
    }

    /// What to tell of it at a glance.
    String word() {
        if (inBeam) {
            return "In beam";
        }
        if (failed() > 0) {
            return failed() + " failed";
        }
        if (count.all() == 0) {
            return "Empty";
        }
        if (measured() == count.all()) {
            return "Done";
        }
        int waiting = count.in(SampleState.QUEUED);
        if (waiting > 0) {
            return waiting + " queued";
        }
        if (measured() > 0) {
            return "Part done";
        }
        return count.in(SampleState.SCREENED) > 0 ? "Screened" : "Defined";
    }

    /// Class of the word.
    String styleClass() {
        return switch (word()) {
            case "In beam" -> "accent";
            case "Done" -> "good";
            default -> failed() > 0 ? "major-text" : "muted";
        };
    }

    String icon() {
        return type.map(t ->
                        switch (t.kind()) {
                            case PLATE -> "mdi2g-grid";
                            case HOLDER -> "mdi2t-tray";
                            case PUCK -> "mdi2d-dots-circle";
                            case DEWAR -> "mdi2d-dots-hexagon";
                        })
                .orElse("mdi2h-help-rhombus");
    }
}
