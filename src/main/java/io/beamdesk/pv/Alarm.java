package io.beamdesk.pv;

/// Severity of an alarm and the condition that raised it.
///
/// @param severity how bad
/// @param status EPICS' name of the condition without the suffix: `HIHI`, `LOW`, `UDF`, `READ`; `NO_ALARM` if none
public record Alarm(Severity severity, String status) {
    /// No alarm.
    public static final Alarm NONE = new Alarm(Severity.NONE, "NO_ALARM");
}
