package io.beamdesk.ui.shell;

/// How a run stands, as the run strip shows it.
public enum RunState {
    /// No run, or its end was acknowledged: there is no strip.
    NONE("", "", ""),
    /// Measuring.
    RUNNING("running", "mdi2p-play-circle", "RUNNING"),
    /// Held by a person.
    PAUSED("paused", "mdi2p-pause-circle", "PAUSED"),
    /// Held by a condition such as the ring current; goes on by itself.
    SUSPENDED("suspended", "mdi2p-pause-octagon", "SUSPENDED"),
    /// Complete.
    FINISHED("finished", "mdi2c-check-circle", "FINISHED"),
    /// Ended early by a person, data kept.
    STOPPED("stopped", "mdi2f-flag-checkered", "STOPPED"),
    /// Ended by an error.
    FAILED("failed", "mdi2c-close-octagon", "FAILED"),
    /// Ended at once by a person, shutter closed.
    ABORTED("aborted", "mdi2c-close-octagon", "ABORTED");

    private final String styleClass;
    private final String icon;
    private final String word;

    RunState(String styleClass, String icon, String word) {
        this.styleClass = styleClass;
        this.icon = icon;
        this.word = word;
    }

    /// Class of the stylesheet.
    public String styleClass() {
        return styleClass;
    }

    /// Literal of the icon.
    public String icon() {
        return icon;
    }

    /// The word beside it.
    public String word() {
        return word;
    }

    /// Whether the run still goes on or can.
    public boolean isActive() {
        return switch (this) {
            case RUNNING, PAUSED, SUSPENDED -> true;
            case NONE, FINISHED, STOPPED, FAILED, ABORTED -> false;
        };
    }
}
