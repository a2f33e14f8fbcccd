package io.beamdesk.sim.cas;

/// Severity and status as Channel Access sends them.
///
/// @param severity 0 none, 1 minor, 2 major, 3 invalid
/// @param status EPICS alarm status, for example 3 HIHI, 4 HIGH, 17 UDF
public record Alarm(int severity, int status) {
    /// No alarm.
    public static final Alarm NONE = new Alarm(0, 0);

    /// The value was never set.
    public static final Alarm UNDEFINED = new Alarm(3, 17);

    private static final String[] SEVERITIES = {"NO_ALARM", "MINOR", "MAJOR", "INVALID"};
    private static final String[] STATUSES = {
        "NO_ALARM",
        "READ",
        "WRITE",
        "HIHI",
        "HIGH",
        "LOLO",
        "LOW",
        "STATE",
        "COS",
        "COMM",
        "TIMEOUT",
        "HWLIMIT",
        "CALC",
        "SCAN",
        "LINK",
        "SOFT"
    };

    /// Labels of the SEVR field.
    public static String[] severityLabels() {
        return SEVERITIES.clone();
    }

    /// Labels of the STAT field; an enumeration of Channel Access holds no more than these 16.
    public static String[] statusLabels() {
        return STATUSES.clone();
    }
}
