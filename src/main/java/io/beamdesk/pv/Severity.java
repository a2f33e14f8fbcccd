package io.beamdesk.pv;

/// How bad an alarm is, in the order of EPICS' `menuAlarmSevr`.
public enum Severity {
    /// No alarm.
    NONE,
    /// Worth a look: outside HIGH or LOW.
    MINOR,
    /// Needs a person: outside HIHI or LOLO.
    MAJOR,
    /// The value cannot be trusted.
    INVALID
}
