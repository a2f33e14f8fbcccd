package io.beamdesk.pv;

import java.time.Duration;

/// Why something could not be done with a process variable: one sentence that names it.
public abstract sealed class PvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pv;

    private PvException(String pv, String message) {
        super(message);
        this.pv = pv;
    }

    /// The variable's name as the operator wrote it.
    public String pv() {
        return pv;
    }

    /// No variable can have this name, or no provider knows its scheme.
    public static final class BadName extends PvException {
        private static final long serialVersionUID = 1L;

        /// Names the text and what is wrong with it.
        public BadName(String pv, String why) {
            super(pv, "\"" + pv + "\" is not a PV name: " + why);
        }
    }

    /// Nobody serves the variable, or its server went away before it answered.
    public static final class NotConnected extends PvException {
        private static final long serialVersionUID = 1L;

        /// Names the variable and what was to be done with it.
        public NotConnected(String pv, String action) {
            super(
                    pv,
                    pv
                            + " is not connected, so it could not be "
                            + action
                            + ": check its IOC and network; it comes back by itself");
        }
    }

    /// No answer within the time given.
    public static final class NoAnswer extends PvException {
        private static final long serialVersionUID = 1L;

        /// Names the variable, what was to be done with it, and how long was waited.
        public NoAnswer(String pv, String action, Duration waited) {
            super(
                    pv,
                    pv
                            + " gave no answer within "
                            + waited.toMillis() / 1000.0
                            + " s when it was to be "
                            + action
                            + ": check its IOC and network");
        }
    }

    /// The server does not let this client do it.
    public static final class Refused extends PvException {
        private static final long serialVersionUID = 1L;

        /// Names the variable and the reason.
        public Refused(String pv, String why) {
            super(pv, pv + " refused: " + why);
        }
    }

    /// The value does not fit the variable.
    public static final class BadValue extends PvException {
        private static final long serialVersionUID = 1L;

        /// Names the variable and the reason.
        public BadValue(String pv, String why) {
            super(pv, pv + " cannot take this value: " + why);
        }
    }
}
