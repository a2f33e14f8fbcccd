package io.beamdesk.pv.ca;

import gov.aps.jca.CAStatus;
import io.beamdesk.pv.PvException;
import org.jspecify.annotations.Nullable;

/// What a server's status (`caerr.h`) means to the one who asked.
final class CaProblem {
    private CaProblem() {}

    static boolean none(@Nullable CAStatus status) {
        return CAStatus.NORMAL.equals(status);
    }

    /// The error to report.
    ///
    /// @param action what was to be done, as a participle
    static PvException of(String pv, String action, @Nullable CAStatus status) {
        if (status == null) {
            return new PvException.Refused(pv, "the server gave an unknown reason");
        }
        return switch (status.getName()) {
            case "DISCONN", "CHANDESTROY" -> new PvException.NotConnected(pv, action);
            case "NORDACCESS" -> unreadable(pv);
            case "NOWTACCESS" -> unwritable(pv);
            case "PUTFAIL" ->
                    new PvException.Refused(
                            pv,
                            "the record did not take the value; see whether it is disabled (DISP)"
                                    + " or the field is one that cannot be written");
            case "NOCONVERT", "BADTYPE", "BADCOUNT", "BADSTR" ->
                    new PvException.BadValue(pv, status.getMessage());
            default -> new PvException.Refused(pv, status.getMessage());
        };
    }

    static PvException unreadable(String pv) {
        return new PvException.Refused(
                pv, "the IOC's access security does not let this user and host read it");
    }

    static PvException unwritable(String pv) {
        return new PvException.Refused(
                pv, "the IOC's access security does not let this user and host write it");
    }
}
