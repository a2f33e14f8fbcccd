package io.beamdesk.ui.fx;

/// The eight states of a shown value, each with a shape, an icon and a word, never colour alone.
public enum ValueState {
    /// Connected, no alarm, at rest.
    NORMAL("normal", "mdi2c-check", "Normal"),
    /// Outside HIGH or LOW.
    MINOR("alarm-minor", "mdi2a-alert", "Minor"),
    /// Outside HIHI or LOLO.
    MAJOR("alarm-major", "mdi2a-alert-octagon", "Major"),
    /// The value cannot be trusted.
    INVALID("alarm-invalid", "mdi2h-help-rhombus", "Invalid"),
    /// Nobody answers.
    DISCONNECTED("disconnected", "mdi2l-lan-disconnect", "Disconnected"),
    /// May be read, not written.
    READ_ONLY("read-only", "mdi2l-lock-outline", "Read only"),
    /// On its way to a setpoint.
    MOVING("moving", "mdi2c-chevron-double-right", "Moving"),
    /// Typed here, not yet written.
    PENDING("pending", "mdi2k-keyboard-return", "Not sent yet");

    private final String styleClass;
    private final String icon;
    private final String word;

    ValueState(String styleClass, String icon, String word) {
        this.styleClass = styleClass;
        this.icon = icon;
        this.word = word;
    }

    /// Class of the stylesheet that draws it.
    public String styleClass() {
        return styleClass;
    }

    /// Literal of the icon.
    public String icon() {
        return icon;
    }

    /// The word that goes with it.
    public String word() {
        return word;
    }

    /// Whether somebody should look at it.
    public boolean needsPerson() {
        return switch (this) {
            case MINOR, MAJOR, INVALID, DISCONNECTED -> true;
            case NORMAL, READ_ONLY, MOVING, PENDING -> false;
        };
    }

    /// Whether a frame is drawn around it.
    public boolean framed() {
        return needsPerson() || this == PENDING;
    }

    /// The state of a variable as it was last heard of: disconnected beats alarms, alarms beat
    /// moving, moving beats rights.
    public static ValueState of(PvState pv, boolean moving) {
        if (!pv.connected() || pv.sample() == null) {
            return DISCONNECTED;
        }
        return switch (pv.sample().alarm().severity()) {
            case MINOR -> MINOR;
            case MAJOR -> MAJOR;
            case INVALID -> INVALID;
            case NONE -> moving ? MOVING : NORMAL;
        };
    }
}
