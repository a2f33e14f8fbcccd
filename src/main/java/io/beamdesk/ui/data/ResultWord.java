package io.beamdesk.ui.data;

import io.beamdesk.catalogue.Result;
import io.beamdesk.catalogue.Technique;

/// The end of a run as a word, an icon and a class of the stylesheet.
record ResultWord(String word, String icon, String styleClass) {
    static ResultWord of(Result result) {
        return switch (result) {
            case SUCCESS -> new ResultWord(result.word(), "mdi2c-check-circle", "good");
            case STOPPED -> new ResultWord(result.word(), "mdi2f-flag-checkered", "muted");
            case FAILED -> new ResultWord("Failed, readable", "mdi2c-close-circle", "major-text");
            case INTERRUPTED -> new ResultWord(result.word(), "mdi2a-alert", "minor-text");
            case OPEN -> new ResultWord(result.word(), "mdi2p-progress-pencil", "accent");
            case FOREIGN -> new ResultWord(result.word(), "mdi2f-file-outline", "muted");
            case UNREADABLE ->
                    new ResultWord(result.word(), "mdi2f-file-alert-outline", "major-text");
        };
    }

    /// Icon of a technique.
    static String icon(Technique technique) {
        return switch (technique) {
            case ABSORPTION -> "mdi2c-chart-line-variant";
            case TOMOGRAPHY -> "mdi2r-rotate-3d-variant";
            case MAP -> "mdi2g-grid";
            case SCAN -> "mdi2c-chart-bell-curve";
            case SERIES -> "mdi2c-chart-timeline-variant";
            case SCREENING -> "mdi2m-magnify-scan";
            case ALIGNMENT -> "mdi2c-crosshairs";
            case OTHER -> "mdi2f-file-outline";
        };
    }
}
